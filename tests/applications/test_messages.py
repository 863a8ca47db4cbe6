"""A message to all leads of a round: written, looked at, confirmed, held, stopped or sent, once to each."""

import datetime
import re

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.db.models.signals import post_save
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories.applications import make_application, make_application_page, make_round
from tests.factories.casework import make_message
from tests.factories.framework import make_edition
from tests.factories.people import make_officer, make_staff
from tests.factories.support import make_contact
from wagtail_charter.applications.models import Application, RoundMessage
from wagtail_charter.applications.services import (
    change_message,
    confirm_message,
    message_leads,
    send_due_messages,
    stop_message,
    write_message,
)
from wagtail_charter.applications.services import messages as service
from wagtail_charter.applications.states import MessageState
from wagtail_charter.events.models import Event
from wagtail_charter.events.services import InvalidTransition
from wagtail_charter.letters.models import Letter
from wagtail_charter.roles import Role

pytestmark = pytest.mark.django_db

HOME = "/admin/charter/messages/"
#: A Wednesday, in working hours.
NOON = datetime.datetime(2026, 7, 8, 12, 0, tzinfo=datetime.UTC)


@pytest.fixture
def officer():
    return make_officer(first_name="Kim", last_name="Officer")


@pytest.fixture
def browser(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def round():
    found = make_round("Spring 2027")
    make_application_page(found)
    return found


def lead(round, name, at_state="drafting", **facts):
    return make_application(
        round=round, at_state=at_state, lead_name=name, lead_email=f"{name.lower()}@trust.example", **facts
    )


def due(round, **facts):
    return make_message(round, leaves_at=timezone.now() - datetime.timedelta(minutes=1), **facts)


def typed(round, **facts):
    leaves = timezone.localtime(timezone.now() + datetime.timedelta(hours=2))
    return {
        "round": round.pk,
        "audience": "everybody",
        "subject": "A later date",
        "words": "The round closes a week later.",
        "leaves_at": leaves.strftime("%Y-%m-%d %H:%M"),
        **facts,
    }


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def receivers():
    return sorted(Letter.objects.values_list("to_name", flat=True))


def test_each_lead_gets_one_letter_restricted_or_not_and_none_who_left(round):
    lead(round, "Ada")
    lead(round, "Ben", is_restricted=True)
    lead(round, "Cleo", at_state="withdrawn")
    lead(make_round(), "Dan")
    message = due(round)

    assert send_due_messages() == 1
    assert send_due_messages() == 0

    assert receivers() == ["Ada", "Ben"]
    message.refresh_from_db()
    assert (message.state, message.sent_to) == (MessageState.SENT, 2)
    assert message.sent_at is not None
    assert Event.objects.last_about(message).to_state == "sent"


@pytest.mark.parametrize(
    ("audience", "names"),
    [("everybody", ["Ada", "Ben", "Cleo", "Eve"]), ("writing", ["Ada", "Eve"]), ("sent", ["Ben", "Cleo"])],
)
def test_an_audience_is_told_by_how_applications_stand(round, audience, names):
    lead(round, "Ada")
    lead(round, "Ben", at_state="sent")
    lead(round, "Cleo", at_state="decided")
    lead(round, "Dan", at_state="withdrawn")
    lead(round, "Eve", at_state="invited")
    message = make_message(round, audience=audience)

    assert sorted(message_leads(message).values_list("lead_name", flat=True)) == names


def test_it_waits_until_its_time_has_come(round):
    lead(round, "Ada")
    make_message(round)
    due(round, at_state=MessageState.WRITTEN)

    assert send_due_messages() == 0
    assert receivers() == []


def test_a_run_that_is_cut_short_is_taken_up_without_doubles(round, monkeypatch):
    for name in ("Ada", "Ben", "Cleo", "Dan", "Eve"):
        lead(round, name)
    message = due(round)
    monkeypatch.setattr(service, "BATCH", 2)

    def killed(sender, instance, **facts):
        if Letter.objects.count() == 4:
            raise KeyboardInterrupt

    post_save.connect(killed, sender=Letter)
    try:
        with pytest.raises(KeyboardInterrupt):
            send_due_messages()
    finally:
        post_save.disconnect(killed, sender=Letter)
    assert receivers() == ["Ada", "Ben"], "the batch that was cut short is not there"
    assert RoundMessage.objects.get().state == MessageState.WAITING
    with pytest.raises(ValidationError):
        stop_message(message, by="system")

    assert send_due_messages() == 1
    assert receivers() == ["Ada", "Ben", "Cleo", "Dan", "Eve"]
    assert RoundMessage.objects.get().sent_to == 5


def test_a_stopped_message_never_leaves(round, officer):
    lead(round, "Ada")
    message = due(round)
    stop_message(message, by=officer)
    stop_message(message, by=officer)

    assert send_due_messages() == 0
    assert receivers() == []
    assert Event.objects.last_about(message).to_state == "stopped"
    with pytest.raises(InvalidTransition):
        confirm_message(message, by=officer)


def test_a_message_that_was_sent_is_not_stopped(round, officer):
    lead(round, "Ada")
    message = due(round)
    send_due_messages()

    with pytest.raises((ValidationError, InvalidTransition)):
        stop_message(message, by=officer)
    assert RoundMessage.objects.get().state == MessageState.SENT


def test_confirming_needs_time_to_stop_it_and_somebody_to_get_it(round, officer):
    message = write_message(
        round,
        audience="everybody",
        subject="S",
        words="W",
        leaves_at=timezone.now() + datetime.timedelta(hours=1),
        by=officer,
    )
    with pytest.raises(ValidationError):
        confirm_message(message, by=officer)
    lead(round, "Ada")
    RoundMessage.objects.update(leaves_at=timezone.now())
    with pytest.raises(ValidationError):
        confirm_message(message, by=officer)
    RoundMessage.objects.update(leaves_at=timezone.now() + datetime.timedelta(hours=1))

    assert confirm_message(message, by=officer).state == MessageState.WAITING
    assert confirm_message(message, by=officer).state == MessageState.WAITING
    assert Event.objects.about(message).count() == 2
    facts = {"round": round, "audience": "sent", "subject": "X", "words": "Y", "leaves_at": timezone.now()}
    with pytest.raises(ValidationError):
        change_message(message, **facts)


def test_the_story_of_a_message(browser, round, officer, mailoutbox):
    """Written, looked at, changed, confirmed; it waits, leaves by the tick, and the list says what was sent when."""
    make_edition(statements=1)
    ada, secret = lead(round, "Ada"), lead(round, "Zed", is_restricted=True)
    lead(round, "Cleo", at_state="withdrawn")
    with time_machine.travel(NOON, tick=False):
        browser.force_login(officer)
        form = browser.get(HOME + "new/")
        assert "Hold until" in text_of(form)
        assert "2026-07-08 14:00" in form.content.decode(), "an hour from now, in London"
        answer = browser.post(HOME + "new/", typed(round, leaves_at="2026-07-08 11:00"))
        assert "Date must be in the future" in text_of(answer)
        assert "The round closes a week later." in answer.content.decode()
        assert not RoundMessage.objects.exists()

        answer = browser.post(HOME + "new/", typed(round))
        message = RoundMessage.objects.get()
        assert answer["Location"] == f"{HOME}inspect/{message.pk}/"
        assert (message.state, message.written_by) == ("written", officer)
        said = text_of(browser.get(answer["Location"]))
        for words in ("2 letters", "Dear Ada,", "The round closes a week later.", "About Spring 2027: A later date",
                      "It was taken away (Withdrawn).", f"/apply/{ada.reference}/"):  # fmt: skip
            assert words in said, words
        assert secret.reference not in said
        frame = browser.get(f"{HOME}html/{message.pk}/")
        assert "Dear Ada" in frame.content.decode()
        assert "sandbox" in frame["Content-Security-Policy"]
        browser.post(f"{HOME}edit/{message.pk}/", typed(round, words="Two weeks later, unfortunately."))
        said = text_of(browser.get(answer["Location"]))
        assert "Two weeks later" in said
        browser.post(f"{HOME}{message.pk}/confirm/")
        browser.post(f"{HOME}{message.pk}/confirm/")
        call_command("charter_tick", verbosity=0)
        assert mailoutbox == []
        assert browser.get(f"{HOME}edit/{message.pk}/").status_code in (302, 403)
    with time_machine.travel(NOON + datetime.timedelta(hours=3), tick=False):
        call_command("charter_tick", verbosity=0)
        call_command("charter_tick", verbosity=0)
        browser.force_login(officer)
        listed = text_of(browser.get(HOME))

    assert sorted(mail.to[0].split()[0] for mail in mailoutbox) == ["Ada", "Zed"]
    assert {mail.subject for mail in mailoutbox} == {"About Spring 2027: A later date"}
    assert "A later date" in listed
    assert "Sent" in listed


def test_the_reply_goes_to_the_contact_of_the_case(round):
    application = lead(round, "Ada")
    contact = make_contact(name="Robin Hale", email="robin@charter.example")
    Application.objects.filter(pk=application.pk).update(contact=contact)
    due(round)
    send_due_messages()

    assert Letter.objects.get().reply_to == "robin@charter.example"


def test_words_to_avoid_are_flagged_and_can_be_sent_all_the_same(browser, round):
    edition = make_edition(statements=1)
    type(edition)._base_manager.filter(pk=edition.pk).update(words_to_avoid=["weak", "poor"])
    lead(round, "Ada")
    message = make_message(round, words="A weak week.", at_state=MessageState.WRITTEN)

    said = text_of(browser.get(f"{HOME}inspect/{message.pk}/"))
    assert "You can send it all the same: weak " in said
    browser.post(f"{HOME}{message.pk}/confirm/")
    assert RoundMessage.objects.get().state == MessageState.WAITING


def test_one_press_stops_it_and_a_get_does_nothing(browser, round):
    lead(round, "Ada")
    message = make_message(round)
    assert browser.get(f"{HOME}{message.pk}/stop/").status_code == 405
    browser.post(f"{HOME}{message.pk}/stop/")
    again = browser.post(f"{HOME}{message.pk}/confirm/", follow=True)

    assert RoundMessage.objects.get().state == MessageState.STOPPED
    assert "sent or stopped meanwhile" in text_of(again)


@pytest.mark.parametrize("roles", [(), (Role.EDITOR,), (Role.CHAIR,), (Role.GOVERNANCE,)])
def test_only_officers_see_and_send_messages(client, round, roles):
    message = make_message(round, at_state=MessageState.WRITTEN)
    lead(round, "Ada")
    client.force_login(make_staff(*roles))

    for path in ("", "new/", f"edit/{message.pk}/", f"inspect/{message.pk}/", f"html/{message.pk}/"):
        answer = client.get(HOME + path)
        assert answer.status_code in (302, 403, 404), path
        assert "A date has moved" not in answer.content.decode()
    assert client.post(f"{HOME}{message.pk}/confirm/").status_code in (302, 403, 404)
    assert RoundMessage.objects.get().state == MessageState.WRITTEN


@pytest.mark.parametrize("page", ["", "inspect/{pk}/"])
def test_pages_ask_as_much_for_30_rows_as_for_one(browser, round, page):
    numbers = []
    for rows in (1, 29):
        for number in range(rows):
            lead(round, f"Lead{rows}x{number}")
            lead(round, f"Left{rows}x{number}", at_state="withdrawn")
            message = make_message(round)
        address = HOME + page.format(pk=message.pk)
        browser.get(address)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            browser.get(address)
        numbers.append(len(asked))

    assert numbers[0] == numbers[1]


def test_a_message_asks_for_its_page_once_however_many_leads_get_it(round):
    lead(round, "Ada")
    due(round)
    send_due_messages()  # Fills what Wagtail keeps of its sites.
    numbers = {}
    for rows in (1, 5):
        while Application.objects.count() < rows:
            lead(round, f"Lead{Application.objects.count()}")
        message = due(round)
        with CaptureQueriesContext(connection) as asked:
            send_due_messages()
        numbers[rows] = len(asked)
        assert Letter.objects.filter(key__startswith=f"message:{message.pk}:").count() == rows
        assert sum('FROM "wagtail_charter_applicationpage"' in each["sql"] for each in asked) == 1
        assert sum('FROM "wagtailcore_site"' in each["sql"] for each in asked) == 1

    # Four for each lead; how many for the message itself differs by a lock that PostgreSQL takes.
    assert numbers[5] - numbers[1] == 4 * 4
