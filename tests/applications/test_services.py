"""Entering applications."""

import re

import pytest

from tests.factories.applications import make_application
from wagtail_charter.applications.models import Application
from wagtail_charter.applications.states import APPLICATION_TRANSITIONS, ApplicationState
from wagtail_charter.events.models import Event
from wagtail_charter.events.services import SYSTEM, InvalidTransition, move

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", ApplicationState)
def test_application_is_entered_in_any_state_with_its_event(state):
    application = make_application(at_state=state)

    assert Application.objects.get().state == state
    event = Event.objects.about(application).get()
    assert (event.from_state, event.to_state) == ("", state)


def test_application_has_a_reference_of_its_own():
    first, second = make_application(), make_application()

    assert re.fullmatch(r"A-\d{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", first.reference)
    assert first.reference != second.reference


def test_table_covers_every_state():
    assert set(APPLICATION_TRANSITIONS) == set(ApplicationState)


@pytest.mark.parametrize("to", ApplicationState)
@pytest.mark.parametrize("state", ApplicationState)
def test_table_is_kept(state, to):
    application = make_application(at_state=state)

    if to in APPLICATION_TRANSITIONS[state]:
        move(application, to=to, by=SYSTEM)
    else:
        with pytest.raises(InvalidTransition):
            move(application, to=to, by=SYSTEM)
        to = state

    assert Application.objects.get().state == to == Event.objects.last_about(application).to_state
