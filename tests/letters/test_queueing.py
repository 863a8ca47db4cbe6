"""A letter lives and dies with the transaction of the act that it tells of."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends import locmem
from django.db import transaction
from wagtail.models import Site

from wagtail_charter.letters.models import Letter
from wagtail_charter.letters.services import count_given_up, queue, try_again

pytestmark = pytest.mark.django_db

#: A Saturday.
SATURDAY = datetime(2026, 7, 11, 10, 0, tzinfo=UTC)


def write(key="award:1:issued", **facts):
    return queue("post/note", key=key, to_email="robin@trust.example", facts={"thing": "it"}, **facts)


def test_a_letter_holds_what_its_sending_will_need():
    site = Site.objects.get()

    letter = write(about=site, language="cy", to_name="Robin", reply_to="team@trust.example")

    letter.refresh_from_db()
    assert (letter.template, letter.language, letter.site, letter.base_url) == (
        "post/note",
        "cy",
        site,
        site.root_url,
    )
    assert letter.about == site
    assert list(Letter.objects.about(site)) == [letter]
    assert letter.sent_at is None


def test_nothing_is_told_twice():
    first, again = write(), write(to_name="Somebody else")

    assert first == again
    assert Letter.objects.get().to_name == ""


def test_a_letter_leaves_when_its_transaction_is_committed(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        write()
        assert mail.outbox == []

    assert len(mail.outbox) == 1
    assert Letter.objects.get().sent_at is not None


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_transaction_sends_nothing():
    with suppress(ZeroDivisionError), transaction.atomic():
        write()
        raise ZeroDivisionError

    assert not Letter.objects.exists()
    assert mail.outbox == []


def test_a_mail_server_that_is_away_does_not_disturb_the_act(django_capture_on_commit_callbacks, monkeypatch):
    def refuse(self):
        raise ConnectionRefusedError

    monkeypatch.setattr(locmem.EmailBackend, "open", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        write()

    letter = Letter.objects.get()
    assert (letter.sent_at, letter.attempts) == (None, 1)
    assert letter.last_error == "The mail server could not be reached."


def test_a_letter_that_waits_is_not_sent_on_commit(django_capture_on_commit_callbacks):
    with (
        time_machine.travel(SATURDAY, tick=False),
        django_capture_on_commit_callbacks(execute=True) as callbacks,
    ):
        letter = write(is_answer=False)
        later = write("later", not_before=SATURDAY + timedelta(days=1))

    assert callbacks == []
    assert letter.next_try_at == datetime(2026, 7, 13, 8, 0, tzinfo=UTC)
    assert later.next_try_at == SATURDAY + timedelta(days=1)


def test_not_before_and_working_hours_go_together():
    with time_machine.travel(datetime(2026, 7, 8, 10, 0, tzinfo=UTC), tick=False):
        letter = write(is_answer=False, not_before=SATURDAY)

    assert letter.next_try_at == datetime(2026, 7, 13, 8, 0, tzinfo=UTC)


def test_a_closed_day_of_the_settings_is_kept(settings):
    settings.WAGTAIL_CHARTER = {**settings.WAGTAIL_CHARTER, "CLOSED_DAYS": ["2026-07-13"]}
    with time_machine.travel(SATURDAY, tick=False):
        letter = write(is_answer=False)

    assert letter.next_try_at == datetime(2026, 7, 14, 8, 0, tzinfo=UTC)


def test_facts_that_are_no_json_are_refused_at_once():
    with pytest.raises(TypeError):
        queue("post/note", key="x", to_email="robin@trust.example", facts={"day": SATURDAY})


def test_a_letter_that_was_given_up_can_be_tried_again():
    letter = write()
    Letter.objects.update(given_up_at=SATURDAY, attempts=10)
    assert count_given_up() == 1

    try_again(letter)

    assert count_given_up() == 0
    assert (letter.given_up_at, letter.attempts) == (None, 0)
    assert list(Letter.objects.due()) == [letter]
