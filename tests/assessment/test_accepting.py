"""Accepting a result: what becomes public is shown first, nothing is chosen beforehand, once; and closing kindly."""

import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Site

from tests.assessment.cases import address, door, make_case, make_result, text_of
from tests.factories.accounts import make_account, sign_in
from tests.factories.applications import make_team_member
from tests.factories.assessment import make_outcome
from tests.factories.people import make_officer
from wagtail_charter.applications.models import Application
from wagtail_charter.applications.services import withdraw_application
from wagtail_charter.assessment.models import Outcome
from wagtail_charter.assessment.services import accept_result, close_not_ready
from wagtail_charter.awards.pages import RegisterPage
from wagtail_charter.awards.services import issue_award
from wagtail_charter.events.models import Event
from wagtail_charter.events.services import InvalidTransition
from wagtail_charter.letters.models import Letter
from wagtail_charter.letters.services import write

pytestmark = pytest.mark.django_db

LINE = "They think of the first week."
ALL = {"listing": "yes", "quoting": "no", "showcase": "yes"}


@pytest.fixture
def award(client):
    outcome, owner = make_result(quotable_line=LINE)
    sign_in(client, owner)
    return outcome


def page_of(outcome):
    return address(outcome.application, "result/accept/")


def letters(name):
    return list(Letter.objects.filter(template=f"assessment/{name}"))


def test_the_page_shows_exactly_what_becomes_public_and_chooses_nothing(client, award):
    page = client.get(page_of(award))
    shown = text_of(page)

    for said in (
        "What becomes public if you list it",
        award.application.service.name,
        award.application.service.provider.name,
        award.level_name,
        "valid for 24 months",
        f"“{LINE}”",
        "Never public, whatever you choose: names of people, your answers, ratings, feedback and your action plan.",
        "You do not have to accept it",
    ):
        assert said in shown, said
    assert "checked" not in page.content.decode()


def test_the_register_shows_no_more_than_the_preview(client, award):
    shown = text_of(client.get(page_of(award)))
    home = Site.objects.get(is_default_site=True).root_page
    register = home.add_child(instance=RegisterPage(title="Awards", slug="awards"))
    issue_award(
        award.application.service,
        level=award.level,
        scope="The whole team.",
        issued_on=datetime.date(2026, 11, 1),
        by=make_officer(),
    )

    row = re.search(
        r'<tr class="nhsuk-table__row".*?</tr>', client.get(register.get_url()).content.decode(), re.S
    )
    told = [re.sub(r"\s+", " ", part).strip() for part in re.sub(r"<[^>]+>", "|", row.group(0)).split("|")]
    dates = {"1 November 2026", "1 November 2028", "Awarded", "Valid until"}
    left = {part for part in told if part and part not in shown and not part.startswith("Reference ")} - dates

    assert left == set()


def test_accepting_keeps_the_choices_tells_the_lead_and_moves_on(client, award):
    answer = client.post(door(page_of(award)), ALL)

    outcome = Outcome.objects.get()
    assert answer.url == address(award.application, "result/accepted/")
    assert (outcome.wants_listing, outcome.may_be_quoted, outcome.wants_showcase) == (True, False, True)
    assert outcome.accepted_by.name == "Alex Owner"
    assert Application.objects.get().state == "accepted"
    assert Event.objects.about(award.application).order_by("sequence").last().to_state == "accepted"
    (letter,) = letters("result_accepted")
    written = write(letter)
    for said in (
        "the result is listed on the public register",
        "is not quoted",
        "published only after your yes",
    ):
        assert said in written.text, said
        assert said in written.html, said
    assert award.level_name.lower() not in (written.subject + written.text).lower()
    shown = text_of(client.get(answer.url))
    for said in (
        "The result is accepted",
        "Alex Owner accepted it on",
        "The line about the service is not quoted.",
    ):
        assert said in shown, said


def test_a_second_press_changes_nothing(client, award):
    client.post(door(page_of(award)), ALL)
    again = client.post(door(page_of(award)), {"listing": "no", "quoting": "yes", "showcase": "no"})

    assert again.url == address(award.application, "result/accepted/")
    accept_result(award, by=make_account(), wants_listing=False)
    outcome = Outcome.objects.get()
    assert (outcome.wants_listing, outcome.may_be_quoted, outcome.wants_showcase) == (True, False, True)
    assert len(letters("result_accepted")) == 1


def test_every_question_wants_an_answer_and_keeps_those_that_were_given(client, award):
    answer = client.post(door(page_of(award)), {"listing": "no"})

    shown = text_of(answer)
    assert "Select whether we may quote the line about your service" in shown
    assert "Select whether you would like an entry in the showcase" in shown
    assert 'value="no" checked' in answer.content.decode()
    assert Application.objects.get().state == "result_shared"


def test_a_stale_press_keeps_the_choices_and_accepts_nothing(award):
    strict = Client(enforce_csrf_checks=True)
    sign_in(strict, award.application.team.get().account)

    answer = strict.post(door(page_of(award)), {**ALL, "csrfmiddlewaretoken": "old"})

    assert "Nothing is lost" in text_of(answer)
    assert answer.content.decode().count(" checked") == 3
    assert Application.objects.get().state == "result_shared"


def test_a_press_past_the_door_accepts_nothing(client, award):
    client.post(page_of(award), ALL)

    assert Application.objects.get().state == "result_shared"


def test_working_towards_is_listed_only_if_asked_and_has_no_showcase(client):
    outcome, owner = make_result(ratings=0)
    sign_in(client, owner)
    page = client.get(page_of(outcome))

    assert "It is listed only if you ask for it." in text_of(page)
    assert "checked" not in page.content.decode()
    assert "showcase" not in text_of(page)
    client.post(door(page_of(outcome)), {"listing": "no", "showcase": "yes"})
    held = Outcome.objects.get()
    assert (held.wants_listing, held.wants_showcase, held.may_be_quoted) == (False, False, False)


def test_only_an_owner_accepts(client, award):
    editor = make_account()
    make_team_member(award.application, editor, "editor")
    sign_in(client, editor)

    shown = client.get(page_of(award))
    client.post(door(page_of(award)), ALL)

    assert "The owner of the application can accept the result." in text_of(shown)
    assert Application.objects.get().state == "result_shared"


def test_not_ready_yet_cannot_be_accepted(client):
    outcome, owner = make_result(level="not_ready_yet", ratings=0)
    sign_in(client, owner)

    assert client.get(page_of(outcome)).url == address(outcome.application, "result/")
    with pytest.raises(ValidationError, match="nothing to accept"):
        accept_result(outcome, by=owner, wants_listing=True)


def test_nothing_is_accepted_before_the_release():
    application, owner = make_case()

    with pytest.raises(ValidationError, match="no result to accept"):
        accept_result(make_outcome(application), by=owner, wants_listing=True)


def test_after_withdrawing_the_result_stays_between_us(client, award):
    owner = award.application.team.get().account
    withdraw = client.get(address(award.application, "withdraw/"))
    assert "the result stays between us" in text_of(withdraw)
    withdraw_application(award.application, by=owner)

    assert "This application was withdrawn" in text_of(client.get(page_of(award)))
    client.post(door(page_of(award)), ALL)
    assert Application.objects.get().state == "withdrawn"
    with pytest.raises(InvalidTransition):
        accept_result(award, by=owner, wants_listing=True)
    assert Outcome.objects.get().accepted_at is None


def test_closing_ends_it_with_one_kind_letter():
    outcome, _owner = make_result(level="not_ready_yet", ratings=0)

    close_not_ready(outcome, by=make_officer())
    close_not_ready(outcome, by=make_officer())

    assert Application.objects.get().state == "not_ready_yet"
    (letter,) = letters("application_closed")
    written = write(letter)
    assert "would like to call you" in written.text
    assert "not ready" not in (written.subject + written.text).lower()


def test_a_result_with_a_level_is_not_closed(award):
    with pytest.raises(ValidationError, match="has no level"):
        close_not_ready(award, by=make_officer())


def test_the_confirmation_waits_for_an_acceptance(client, award):
    assert client.get(address(award.application, "result/accepted/")).url == address(
        award.application, "result/"
    )
