"""The desk of a case: whom to call first, what was chosen and accepted, the call that is noted, and closing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.assessment.cases import make_case, make_result
from tests.factories.accounts import make_account
from tests.factories.assessment import make_outcome, make_sent_application
from tests.factories.people import make_officer, make_staff
from wagtail_charter.applications.modeladmin.casework import (
    case_sections,
    case_step_url,
    case_steps,
    case_url,
)
from wagtail_charter.applications.models import Application
from wagtail_charter.assessment.modeladmin import calls_today
from wagtail_charter.assessment.models import HearingChoice
from wagtail_charter.assessment.services import accept_result, choose_hearing
from wagtail_charter.letters.models import Letter
from wagtail_charter.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    officer = make_officer()
    client.force_login(officer)
    return officer


def make_call(**facts):
    """A released result whose applicant wants a call first."""
    application, owner = make_case(**facts)
    choose_hearing(application, way="call", phone="0191 496 0000", good_times="after 2pm", by=owner)
    make_outcome(application, released=True)
    application.refresh_from_db()
    return application


def labels(application, user):
    return [str(step[0]) for step in case_steps(application, user)]


def sections(application, user):
    return {section.slug: facts for section, facts in case_sections(application, user)}


def test_who_waits_for_a_call_is_counted_and_listed_until_somebody_called(client, officer):
    application = make_call()

    page = client.get(reverse("charter_calls")).content.decode()
    assert calls_today.count(officer) == 1
    for said in (application.reference, "Sam Lead", "0191 496 0000", "after 2pm", case_url(application)):
        assert said in page, said

    answer = client.post(case_step_url(application, "called"), follow=True)

    assert "The letter is on its way." in answer.content.decode()
    assert calls_today.count(officer) == 0
    assert HearingChoice.objects.get().called_by == officer
    assert Letter.objects.filter(template="assessment/result_ready").count() == 1
    assert "Nobody waits for a call." in client.get(reverse("charter_calls")).content.decode()
    assert "We have called" not in labels(application, officer)


def test_nobody_is_called_about_a_result_that_they_accepted(client, officer):
    application = make_call()
    accept_result(application.outcome, by=make_account(), wants_listing=False)
    application.refresh_from_db()

    assert calls_today.count(officer) == 0
    assert application.reference not in client.get(reverse("charter_calls")).content.decode()
    assert "We have called" not in labels(application, officer)


def test_calls_of_restricted_applications_are_for_who_may_open_them(client, officer):
    application = make_call(is_restricted=True)

    assert calls_today.count(officer) == 0
    assert application.reference not in client.get(reverse("charter_calls")).content.decode()
    assert client.post(case_step_url(application, "called")).status_code == 404


def test_the_list_of_calls_is_not_there_for_others(client):
    client.force_login(make_staff(Role.EDITOR))

    assert client.get(reverse("charter_calls")).status_code in (302, 404)


def test_more_calls_cost_no_more(client, officer):
    first = make_call()
    client.get(reverse("charter_calls"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("charter_calls"))
    for _each in range(4):
        application = make_sent_application(round=first.round)
        choose_hearing(application, way="call", phone="0191 496 0000", by=first.team.get().account)
        make_outcome(application, released=True)
    with CaptureQueriesContext(connection) as five:
        page = client.get(reverse("charter_calls"))

    assert page.content.decode().count("0191 496 0000") == 5
    assert len(one) == len(five)


def test_the_case_shows_how_they_want_to_hear_and_what_they_accepted(client, officer):
    outcome, owner = make_result(quotable_line="They think of the first week.")

    assert sections(outcome.application, officer)["hearing"]["choice"] is None
    assert "accepted" not in sections(outcome.application, officer)
    accept_result(outcome, by=owner, wants_listing=True)

    page = client.get(case_url(outcome.application)).content.decode()
    assert "They have chosen nothing" in page
    assert "The result is listed on the public register." in page
    assert "The line about the service is not quoted." in page


def test_a_result_without_a_level_is_closed_from_the_case(client, officer):
    outcome, _owner = make_result(level="not_ready_yet", ratings=0)
    application = Application.objects.get()

    assert "Close for this round" in labels(application, officer)
    client.post(case_step_url(application, "close-not-ready"))

    assert Application.objects.get().state == "not_ready_yet"
    assert outcome.level_id is None


def test_a_result_with_a_level_is_not_closed_from_the_case(client, officer):
    make_result()
    application = Application.objects.get()

    assert "Close for this round" not in labels(application, officer)
    client.post(case_step_url(application, "close-not-ready"))
    assert Application.objects.get().state == "result_shared"
