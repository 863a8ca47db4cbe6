"""Letters leave, once, in the recipient's language, and what does not leave is tried again."""

import smtplib
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends import locmem
from django.utils import timezone
from wagtail.models import Site

from tests.factories.letters import make_letter
from tests.factories.support import make_contact
from wagtail_charter.framework.models import CharterSettings
from wagtail_charter.letters import notifications
from wagtail_charter.letters.models import Letter
from wagtail_charter.letters.notifications import (
    LetterKind,
    NotNeeded,
    after_sending,
    made_at_sending,
    register,
)
from wagtail_charter.letters.services import preview, send_due, send_now
from wagtail_charter.letters.services.sending import LEASE

pytestmark = pytest.mark.django_db

#: A Wednesday, 2pm in London.
NOON = datetime(2026, 7, 8, 13, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def registries():
    """What a test tells about its letters is forgotten afterwards."""
    held = (notifications._kinds, notifications._makers, notifications._witnesses)
    copies = [dict(registry) for registry in held]
    yield
    for registry, copy in zip(held, copies, strict=True):
        registry.clear()
        registry.update(copy)


@pytest.fixture
def server(monkeypatch):
    """A mail server whose answers a test chooses: ``server.answers`` are raised one after the other."""

    class Server:
        answers = ()
        closed_to_all = None

    server = Server()

    def open_connection(self):
        if server.closed_to_all:
            raise server.closed_to_all

    def send_messages(self, messages):
        answers, server.answers = server.answers[:1], server.answers[1:]
        for answer in answers:
            if answer is not None:
                raise answer
        mail.outbox.extend(messages)
        return len(messages)

    monkeypatch.setattr(locmem.EmailBackend, "open", open_connection)
    monkeypatch.setattr(locmem.EmailBackend, "send_messages", send_messages)
    return server


def test_a_letter_leaves_with_all_it_needs():
    letter = make_letter(reply_to="team@trust.example")

    done = send_due()

    (sent,) = mail.outbox
    letter.refresh_from_db()
    assert (done.sent, letter.attempts, letter.leased_until, letter.last_error) == (1, 1, None, "")
    assert letter.sent_at is not None
    assert sent.to == [f"Robin Reader <{letter.to_email}>"]
    assert sent.reply_to == ["team@trust.example"]
    assert "Dear Robin Reader,\n\nWe wrote to tell you about the awards day.\n" in sent.body
    assert "\n\n\n" not in sent.body
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    assert sent.attachments == []
    ((html, kind),) = sent.alternatives
    assert kind == "text/html"
    assert "<p>We wrote to tell you about the awards day.</p>" in html
    assert '<html lang="en-gb">' in html


def test_a_letter_comes_from_the_scheme_and_its_contact_reads_replies():
    site = Site.objects.get()
    contact = make_contact("Robin Contact", email="robin@trust.example", phone="01632 960123")
    CharterSettings.objects.create(site=site, scheme_name="Open Pathways", contact=contact)
    make_letter(site=site)

    send_due()

    (sent,) = mail.outbox
    assert sent.from_email == "Open Pathways <charter@trust.example>"
    assert sent.reply_to == ["Robin Contact <robin@trust.example>"]
    assert sent.subject == "Your letter from Open Pathways"
    assert "reply to this letter: Robin Contact reads it.\nTelephone: 01632 960123" in sent.body


def test_a_letters_own_contact_comes_before_the_sites():
    site = Site.objects.get()
    contact = make_contact("Robin Contact", email="robin@trust.example", phone="01632 960123")
    CharterSettings.objects.create(site=site, scheme_name="Open Pathways", contact=contact)
    own = {"contact_name": "Kim Case", "contact_email": "kim@trust.example", "contact_phone": "01632 960999"}
    make_letter(site=site, facts=own)
    make_letter(site=site, reply_to="team@trust.example")

    send_due()

    of_kim, of_team = mail.outbox
    assert of_kim.reply_to == ["Kim Case <kim@trust.example>"]
    assert "reply to this letter: Kim Case reads it.\nTelephone: 01632 960999\n" in of_kim.body
    assert of_team.reply_to == ["team@trust.example"]
    assert "To ask anything, reply to this letter.\n" in of_team.body
    assert "01632" not in of_team.body


def test_without_a_scheme_the_sites_name_stands_there():
    site = Site.objects.get()
    site.site_name = "Northfield"
    site.save()
    make_letter(site=site)

    send_due()

    assert mail.outbox[0].from_email == "Northfield <charter@trust.example>"


def test_plain_text_is_not_escaped_and_html_is():
    make_letter(to_name="Síle O'Neill", facts={"thing": "bread & butter <b>"})

    send_due()

    (sent,) = mail.outbox
    assert "Dear Síle O'Neill," in sent.body
    assert "bread & butter <b>." in sent.body
    assert "bread &amp; butter &lt;b&gt;." in sent.alternatives[0][0]


def test_a_name_with_a_line_break_adds_no_header():
    letter = make_letter(to_name="Robin\nBcc: everybody@trust.example")

    send_due()

    (sent,) = mail.outbox
    assert sent.recipients() == [f'"Robin Bcc: everybody@trust.example" <{letter.to_email}>']
    assert sent.message()["Bcc"] is None


def test_the_message_id_stays_the_same_over_attempts(server):
    with time_machine.travel(NOON, tick=False) as clock:
        letter = make_letter(next_try_at=NOON)
        send_due()
        Letter.objects.update(sent_at=None)
        clock.shift(timedelta(hours=1))
        send_due()
    make_letter()
    send_due()

    first, again, other = (message.extra_headers["Message-ID"] for message in mail.outbox)
    letter.refresh_from_db()
    assert letter.attempts == 2
    assert first == again != other
    assert first.endswith("@trust.example>")


def test_a_letter_speaks_the_recipients_language_and_the_sites_time(settings):
    settings.LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
    make_letter(language="cy")

    with timezone.override("Asia/Tokyo"):
        send_due()

    assert '<html lang="cy">' in mail.outbox[0].alternatives[0][0]
    assert timezone.get_current_timezone_name() == "Europe/London"


def test_what_is_not_due_stays():
    make_letter(next_try_at=timezone.now() + timedelta(minutes=1))
    make_letter(sent_at=timezone.now())
    make_letter(given_up_at=timezone.now())
    make_letter(dropped_at=timezone.now())
    make_letter(leased_until=timezone.now() + timedelta(minutes=1))

    done = send_due()

    assert (done.sent, mail.outbox) == (0, [])


def test_a_lease_that_ran_out_is_taken_over():
    letter = make_letter(leased_until=timezone.now() - timedelta(seconds=1), attempts=1)

    assert send_due().sent == 1
    letter.refresh_from_db()
    assert letter.attempts == 2


def test_a_letter_is_tried_again_later_and_says_why(server):
    server.answers = (smtplib.SMTPDataError(451, b"robin@trust.example: later"), None)
    with time_machine.travel(NOON, tick=False) as clock:
        letter = make_letter(next_try_at=NOON)

        assert str(send_due()) == "0 sent, 1 to try again, 0 given up, 0 no longer needed"
        letter.refresh_from_db()
        assert letter.last_error == "The mail server asked us to try later (answer 451)."
        assert letter.next_try_at == NOON + timedelta(minutes=1)
        assert letter.leased_until is None

        clock.shift(timedelta(seconds=59))
        assert send_due().sent == 0
        clock.shift(timedelta(seconds=1))
        assert send_due().sent == 1
    letter.refresh_from_db()
    assert (letter.last_error, letter.attempts) == ("", 2)


def test_after_the_tenth_attempt_the_team_is_asked_to_look(server):
    refused = smtplib.SMTPRecipientsRefused({"robin@trust.example": (550, b"robin@trust.example unknown")})
    server.answers = (refused,) * 20
    with time_machine.travel(NOON, tick=False) as clock:
        letter = make_letter(next_try_at=NOON)
        rounds = 0
        while Letter.objects.waiting().exists():
            rounds += 1
            send_due()
            clock.shift(timedelta(hours=24))

    letter.refresh_from_db()
    assert (rounds, letter.attempts) == (10, 10)
    assert letter.given_up_at is not None
    assert letter.last_error == "The mail server does not accept this address (answer 550)."
    assert letter.sent_at is None


def test_one_letter_that_is_refused_does_not_hold_the_others(server):
    server.answers = (smtplib.SMTPDataError(451, b""), None, None)
    for _number in range(3):
        make_letter()

    done = send_due()

    assert (done.sent, done.put_off, done.is_out_of_reach) == (2, 1, False)


def test_an_outage_costs_one_attempt_of_one_letter(server):
    server.closed_to_all = ConnectionRefusedError()
    letters = [make_letter() for _number in range(3)]

    done = send_due()

    assert (done.sent, done.put_off) == (0, 1)
    assert str(done).endswith("; the mail server could not be reached")
    for letter in letters:
        letter.refresh_from_db()
    assert sorted(letter.attempts for letter in letters) == [0, 0, 1]


def test_a_backend_that_took_nothing_did_not_send(monkeypatch):
    monkeypatch.setattr(locmem.EmailBackend, "send_messages", lambda self, messages: 0)
    letter = make_letter()

    assert send_due().put_off == 1
    letter.refresh_from_db()
    assert letter.sent_at is None


def test_a_template_that_cannot_be_written_is_told_to_the_log_and_tried_again(caplog):
    letter = make_letter(template="post/lost")
    make_letter()

    done = send_due()

    letter.refresh_from_db()
    assert (done.sent, done.put_off) == (1, 1)
    assert letter.last_error.startswith("The letter could not be written or handed over.")
    assert "post/emails/lost" in caplog.text


def test_the_log_holds_no_address(server, caplog):
    server.answers = (smtplib.SMTPRecipientsRefused({"robin@trust.example": (550, b"robin")}),)
    make_letter()

    send_due()

    assert "SMTPRecipientsRefused" in caplog.text
    assert "robin" not in caplog.text


def test_a_secret_is_made_at_sending_and_is_nowhere_afterwards():
    codes = iter(["123456", "654321"])
    register(LetterKind("post/note", "Note", secrets=("code",)))

    @made_at_sending("post/note")
    def make(letter):
        return {"code": next(codes)}

    letter = make_letter()
    send_due()
    Letter.objects.update(sent_at=None)
    send_due()

    first, second = mail.outbox
    assert "123456" in first.body
    assert "654321" in second.body
    assert first.extra_headers["Message-ID"] != second.extra_headers["Message-ID"]
    stored = " ".join(str(value) for value in Letter.objects.values().get(pk=letter.pk).values())
    assert "123456" not in stored
    assert "••••••" in preview(letter).text


def test_no_secret_is_made_while_the_server_is_out_of_reach(server):
    made = []
    made_at_sending("post/note")(lambda letter: made.append(letter) or {})
    server.closed_to_all = TimeoutError()
    make_letter()

    send_due()

    assert made == []


def test_a_letter_with_nothing_left_to_say_is_dropped():
    @made_at_sending("post/note")
    def make(letter):
        raise NotNeeded

    letter = make_letter()
    done = send_due()

    letter.refresh_from_db()
    assert (done.dropped, mail.outbox) == (1, [])
    assert letter.dropped_at is not None
    assert send_due().dropped == 0


def test_a_witness_hears_when_the_letter_has_left():
    heard = []
    after_sending("post/note")(lambda letter: heard.append(letter.sent_at))
    letter = make_letter()

    send_due()

    letter.refresh_from_db()
    assert heard == [letter.sent_at]


def test_a_witness_that_stumbles_changes_nothing(caplog):
    @after_sending("post/note")
    def witness(letter):
        Letter.objects.update(to_name="changed")
        raise ValueError("no")

    letter = make_letter()

    assert send_due().sent == 1
    letter.refresh_from_db()
    assert letter.sent_at is not None
    assert letter.to_name == "Robin Reader"
    assert "what follows from it" in caplog.text


def test_send_now_takes_one_letter_only():
    one, other = make_letter(), make_letter()

    assert send_now(one.pk).sent == 1
    assert send_now(one.pk).sent == 0
    other.refresh_from_db()
    assert other.sent_at is None


@pytest.mark.parametrize(
    ("moment", "leaves"),
    [
        (datetime(2026, 7, 8, 13, 0, tzinfo=UTC), True),
        (datetime(2026, 7, 8, 17, 0, tzinfo=UTC), False),
        (datetime(2026, 7, 11, 11, 0, tzinfo=UTC), False),
    ],
)
def test_a_letter_that_answers_nobody_keeps_to_working_time_however_late_the_round(moment, leaves):
    with time_machine.travel(moment, tick=False):
        make_letter(is_answer=False, next_try_at=moment - timedelta(days=1))
        make_letter(is_answer=True, next_try_at=moment)

        assert send_due().sent == (2 if leaves else 1)


def test_a_second_attempt_keeps_to_working_time_too(server):
    server.answers = (smtplib.SMTPDataError(451, b""),)
    late = datetime(2026, 7, 10, 15, 59, 30, tzinfo=UTC)
    with time_machine.travel(late, tick=False):
        letter = make_letter(is_answer=False, next_try_at=late)
        send_due()

    letter.refresh_from_db()
    assert letter.next_try_at == datetime(2026, 7, 13, 8, 0, tzinfo=UTC)


def test_a_round_of_30_letters_asks_as_often_for_each(django_assert_num_queries):
    for _number in range(3):
        make_letter()
    with django_assert_num_queries(3 * PER_LETTER + LAST_LOOK):
        send_due()
    for _number in range(30):
        make_letter()
    with django_assert_num_queries(30 * PER_LETTER + LAST_LOOK):
        send_due()


PER_LETTER, LAST_LOOK = 10, 3


def test_the_lease_outlives_a_slow_server():
    assert timedelta(minutes=5) <= LEASE
