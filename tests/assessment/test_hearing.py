"""How people want to hear a result: the choice, its page, the letters that follow it, and the call."""

import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.assessment.cases import address, door, make_case, text_of
from tests.factories.accounts import make_account, sign_in
from tests.factories.applications import make_team_member
from tests.factories.assessment import make_outcome
from tests.factories.people import make_officer
from wagtail_charter.applications.models import Application
from wagtail_charter.applications.services import withdraw_application
from wagtail_charter.assessment.models import HearingChoice, Outcome
from wagtail_charter.assessment.services import (
    choose_hearing,
    note_called,
    release_outcome,
    take_back_outcome,
)
from wagtail_charter.letters.models import Letter
from wagtail_charter.letters.notifications import NotNeeded, secrets_for
from wagtail_charter.letters.services import write

pytestmark = pytest.mark.django_db

CALL = {"way": "call", "phone": "0191 496 0000", "good_times": "after 2pm"}


@pytest.fixture
def case():
    return make_case()


@pytest.fixture
def page(client, case):
    application, owner = case
    sign_in(client, owner)
    return address(application, "hearing/")


def letters():
    return list(Letter.objects.filter(template__startswith="assessment/").order_by("pk"))


def words_of(letter):
    return write(letter, secrets_for(letter))


def test_the_page_says_plainly_what_each_way_means(client, page):
    shown = text_of(client.get(page))

    for said in (
        "How do you want to hear?",
        "By an e-mail that says the result is ready to read",
        "By a telephone call from your named contact first",
        "By an e-mail that says the result itself",
        "If you choose nothing, you get an e-mail that says the result is ready to read.",
    ):
        assert said in shown, said
    assert "checked" not in client.get(page).content.decode()
    assert "no-store" in client.get(page)["Cache-Control"]


def test_the_number_says_when_it_is_needed(client, page):
    body = client.get(page).content.decode()
    shown = text_of(client.get(page))

    assert re.search(r"<label[^>]*>Telephone number</label>", body)
    assert "Telephone number Needed if you chose a call." in shown
    assert "Good times to call (optional)" in shown


def test_a_choice_is_saved_shown_again_and_changed(client, page, case):
    answer = client.post(door(page), CALL)
    assert answer.url == f"{page}?saved=1"
    assert "Your choice is saved" in text_of(client.get(answer.url))
    held = client.get(page).content.decode()
    assert 'value="0191 496 0000"' in held
    assert 'value="after 2pm"' in held

    client.post(door(page), {"way": "email", "phone": "0191 496 0000"})

    choice = HearingChoice.objects.get()
    assert (choice.way, choice.phone, choice.good_times) == ("email", "", "")
    assert choice.chosen_by == case[1]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Select how you want to hear the result"),
        ({"way": "post"}, "Select one of the answers in the list"),
        ({"way": "call", "good_times": "after 2pm"}, "Enter a telephone number, so that we can call"),
        ({"way": "call", "phone": "later"}, "Enter a telephone number, like 0191 496 0000"),
        ({"way": "call", "phone": "0" * 41}, "Answer must be 40 characters or less"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, page, given, said):
    answer = client.post(door(page), given)

    assert answer.status_code == 200
    assert said in text_of(answer)
    assert "<title>Error: " in answer.content.decode().replace("\n", "")
    for value in given.values():
        assert value in answer.content.decode() or value == "post"
    assert not HearingChoice.objects.exists()


def test_a_press_whose_token_went_stale_keeps_the_choice_and_acts_on_nothing(case):
    strict = Client(enforce_csrf_checks=True)
    sign_in(strict, case[1])

    answer = strict.post(door(address(case[0], "hearing/")), {**CALL, "csrfmiddlewaretoken": "old"})

    assert "Nothing is lost" in text_of(answer)
    assert 'value="call" checked' in answer.content.decode()
    assert 'value="0191 496 0000"' in answer.content.decode()
    assert not HearingChoice.objects.exists()


def test_a_press_past_the_door_acts_on_nothing(client, page):
    client.post(page, CALL)

    assert not HearingChoice.objects.exists()


def test_only_an_owner_chooses_and_others_read(client, case):
    application, owner = case
    choose_hearing(application, way="sign_in", by=owner)
    editor = make_account()
    make_team_member(application, editor, "editor")
    sign_in(client, editor)

    shown = client.get(address(application, "hearing/"))
    client.post(door(address(application, "hearing/")), CALL)

    assert "<form" not in shown.content.decode().split("<h1")[1]
    assert "The owner of the application can change this." in text_of(shown)
    assert HearingChoice.objects.get().way == "sign_in"


def test_strangers_get_not_found(client, case):
    sign_in(client, make_account())

    assert client.get(address(case[0], "hearing/")).status_code == 404


def test_there_is_nothing_to_choose_before_it_is_sent(client):
    application, owner = make_case(at_state="drafting")
    sign_in(client, owner)

    assert client.get(address(application, "hearing/")).status_code == 404
    with pytest.raises(ValidationError):
        choose_hearing(application, way="email", by=owner)


def test_after_the_release_the_page_leads_to_the_result(client, page, case):
    application, owner = case
    make_outcome(application, released=True)

    assert client.get(page).url == address(application, "result/")
    assert client.post(door(page), CALL).url == address(application, "result/")
    with pytest.raises(ValidationError, match="released"):
        choose_hearing(application, way="call", phone="0191 496 0000", by=owner)
    assert not HearingChoice.objects.exists()


def test_the_page_costs_the_same_whatever_was_chosen(client, page, case):
    client.get(page)
    with CaptureQueriesContext(connection) as bare:
        client.get(page)
    choose_hearing(case[0], by=case[1], **CALL)
    with CaptureQueriesContext(connection) as chosen:
        client.get(page)

    assert len(bare) == len(chosen)


def test_a_planned_release_asks_once_how_to_hear(case):
    application, owner = case
    at = timezone.now() + datetime.timedelta(days=3)
    make_outcome(application, release_at=at)
    release_outcome(Outcome.objects.get(), by=make_officer(), at=at)

    (letter,) = letters()
    written = words_of(letter)

    assert letter.template == "assessment/result_planned"
    assert letter.facts["path"] == address(application, "hearing/")
    assert "If you choose nothing" in written.text
    choose_hearing(application, way="call", phone="0191 496 0000", by=owner)
    assert "You chose a telephone call first." in words_of(letter).text
    assert "0191 496 0000" not in written.text


def test_the_letter_is_not_needed_once_the_day_has_moved(case):
    at = timezone.now() + datetime.timedelta(days=3)
    outcome = make_outcome(case[0], release_at=at)
    (letter,) = letters()

    take_back_outcome(outcome, by=make_officer())

    with pytest.raises(NotNeeded):
        secrets_for(letter)


@pytest.mark.parametrize("way", [None, "sign_in"])
def test_by_default_a_letter_says_that_it_can_be_read_and_not_what_it_is(case, way):
    application, owner = case
    if way:
        choose_hearing(application, way=way, by=owner)
    outcome = make_outcome(application, released=True)

    (letter,) = letters()
    written = words_of(letter)

    assert (letter.template, letter.to_email) == ("assessment/result_ready", application.lead_email)
    assert letter.facts["path"] == address(application, "result/")
    assert outcome.level_name.lower() not in (written.subject + written.text + written.html).lower()


def test_by_email_the_letter_says_the_result_but_not_in_its_subject_nor_in_the_outbox(case):
    application, owner = case
    choose_hearing(application, way="email", by=owner)
    outcome = make_outcome(application, released=True)

    (letter,) = letters()
    written = words_of(letter)

    assert f"The result is: {outcome.level_name}." in written.text
    assert outcome.level_name in written.html
    assert outcome.level_name.lower() not in written.subject.lower()
    assert outcome.level_name.lower() not in str(letter.facts).lower()


def test_a_letter_that_says_the_result_does_not_leave_while_it_is_not_released(case):
    choose_hearing(case[0], way="email", by=case[1])
    make_outcome(case[0], released=True)
    (letter,) = letters()
    Outcome.objects.update(released_at=None)

    with pytest.raises(NotNeeded):
        secrets_for(letter)


def test_before_a_call_no_letter_leaves_and_after_it_one(case):
    application, owner = case
    choose_hearing(application, by=owner, way="call", phone="0191 496 0000")
    make_outcome(application, released=True)
    officer = make_officer()

    assert letters() == []
    note_called(application, by=officer)
    note_called(application, by=make_officer())

    (letter,) = letters()
    choice = HearingChoice.objects.get()
    assert letter.template == "assessment/result_ready"
    assert choice.called_by == officer
    assert choice.called_at


def test_nobody_is_called_who_did_not_ask_or_before_the_release(case):
    application, owner = case
    with pytest.raises(ValidationError, match="Nobody asked"):
        note_called(application, by=make_officer())
    choose_hearing(application, by=owner, way="call", phone="0191 496 0000")
    with pytest.raises(ValidationError, match="not released"):
        note_called(application, by=make_officer())


def test_a_withdrawn_application_asks_nothing(client, page, case):
    withdraw_application(case[0], by=case[1])

    assert client.get(page).status_code == 404


def test_the_way_to_the_page_stands_where_people_look(client, page, case):
    application, _owner = case
    Application.objects.update(sent_at=timezone.now())

    assert "/hearing/" in client.get(address(application)).content.decode()
