"""When letters leave, when they are tried again, and what is said of those that did not leave."""

import smtplib
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from wagtail_charter.letters import rules

LONDON = ZoneInfo("Europe/London")


def london(*parts):
    return datetime(*parts, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("moment", "leaves"),
    [
        (london(2026, 7, 8, 9, 0), london(2026, 7, 8, 9, 0)),
        (london(2026, 7, 8, 16, 59, 59), london(2026, 7, 8, 16, 59, 59)),
        (london(2026, 7, 8, 17, 0), london(2026, 7, 9, 9, 0)),
        (london(2026, 7, 8, 8, 59, 59), london(2026, 7, 8, 9, 0)),
        (london(2026, 7, 10, 17, 0), london(2026, 7, 13, 9, 0)),
        (london(2026, 7, 11, 12, 0), london(2026, 7, 13, 9, 0)),
        (london(2026, 7, 12, 23, 59), london(2026, 7, 13, 9, 0)),
        (london(2026, 7, 13, 0, 0), london(2026, 7, 13, 9, 0)),
    ],
)
def test_letters_leave_from_9am_to_5pm_on_working_days(moment, leaves):
    assert rules.next_working_time(moment, zone=LONDON) == leaves


@pytest.mark.parametrize(
    ("moment", "leaves"),
    [
        # The clocks go forward on Sunday 29 March 2026: Monday 9am is 8am UTC.
        (datetime(2026, 3, 27, 17, 30, tzinfo=UTC), datetime(2026, 3, 30, 8, 0, tzinfo=UTC)),
        # They go back on Sunday 25 October 2026: Monday 9am is 9am UTC.
        (datetime(2026, 10, 23, 16, 30, tzinfo=UTC), datetime(2026, 10, 26, 9, 0, tzinfo=UTC)),
        # 8:30am UTC is 9:30am in summer and 8:30am in winter.
        (datetime(2026, 7, 8, 8, 30, tzinfo=UTC), datetime(2026, 7, 8, 8, 30, tzinfo=UTC)),
        (datetime(2026, 12, 9, 8, 30, tzinfo=UTC), datetime(2026, 12, 9, 9, 0, tzinfo=UTC)),
    ],
)
def test_working_time_follows_the_clocks(moment, leaves):
    assert rules.next_working_time(moment, zone=LONDON) == leaves


def test_closed_days_are_no_working_days():
    closed = {date(2026, 12, 25), date(2026, 12, 28)}

    assert rules.next_working_time(london(2026, 12, 24, 18, 0), zone=LONDON, closed_days=closed) == london(
        2026, 12, 29, 9, 0
    )
    assert not rules.is_working_time(london(2026, 12, 25, 12, 0), zone=LONDON, closed_days=closed)


def test_what_is_working_time_is_asked_of_the_clock_in_the_zone():
    noon = datetime(2026, 7, 8, 12, 0, tzinfo=UTC)

    assert rules.is_working_time(noon, zone=LONDON)
    assert not rules.is_working_time(noon, zone=ZoneInfo("Asia/Tokyo"))


def test_waits_grow_to_a_day_and_end_after_the_tenth_attempt():
    at = london(2026, 7, 8, 12, 0)
    waits = [rules.next_try(attempts, at=at) for attempts in range(1, 12)]

    assert [wait - at for wait in waits[:9]] == list(rules.WAITS)
    assert waits[9:] == [None, None]
    assert list(rules.WAITS) == sorted(rules.WAITS)
    assert max(rules.WAITS) == timedelta(hours=24)


REFUSED = {"robin@trust.example": (550, b"robin@trust.example: no such user")}
LATER = {"robin@trust.example": (450, b"robin@trust.example: greylisted")}


@pytest.mark.parametrize(
    ("error", "words", "is_outage"),
    [
        (
            smtplib.SMTPRecipientsRefused(REFUSED),
            "The mail server does not accept this address (answer 550).",
            False,
        ),
        (
            smtplib.SMTPRecipientsRefused(LATER),
            "The mail server asked us to try this address later (answer 450).",
            False,
        ),
        (
            smtplib.SMTPSenderRefused(553, b"no", "charter@trust.example"),
            "The mail server does not accept our address as the sender (answer 553).",
            False,
        ),
        (
            smtplib.SMTPAuthenticationError(535, b"no"),
            "The mail server did not accept our name and password.",
            True,
        ),
        (smtplib.SMTPConnectError(421, b"busy"), "The mail server could not be reached.", True),
        (smtplib.SMTPServerDisconnected("gone"), "The mail server could not be reached.", True),
        (ConnectionRefusedError(), "The mail server could not be reached.", True),
        (TimeoutError(), "The mail server could not be reached.", True),
        (smtplib.SMTPDataError(451, b"x"), "The mail server asked us to try later (answer 451).", False),
        (smtplib.SMTPDataError(554, b"x"), "The mail server did not take the letter (answer 554).", False),
        (smtplib.SMTPException("robin@trust.example"), "The mail server did not take the letter.", False),
        (
            ValueError("robin@trust.example"),
            "The letter could not be written or handed over. The site's log says more.",
            False,
        ),
    ],
)
def test_what_went_wrong_is_said_in_words_without_addresses(error, words, is_outage):
    assert rules.in_plain_words(error) == words
    assert rules.is_outage(error) is is_outage
    assert rules.is_mail_trouble(error) is (not isinstance(error, ValueError))


NOW = london(2026, 7, 8, 12, 0)


def letter(**facts):
    return SimpleNamespace(
        **{
            "sent_at": None,
            "dropped_at": None,
            "given_up_at": None,
            "last_error": "",
            "next_try_at": NOW,
            **facts,
        }
    )


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"sent_at": london(2026, 3, 3, 9, 0)}, "Sent Tuesday 3 March 2026, 9am"),
        ({"dropped_at": NOW}, "Not sent: it was no longer needed"),
        (
            {"given_up_at": NOW, "last_error": "The mail server could not be reached."},
            "Could not be delivered: The mail server could not be reached.",
        ),
        ({}, "Waiting: leaves in the next few minutes"),
        ({"next_try_at": london(2026, 7, 9, 9, 0)}, "Waiting: leaves Thursday 9 July 2026, 9am"),
        (
            {
                "last_error": "The mail server could not be reached.",
                "next_try_at": london(2026, 7, 8, 12, 1),
            },
            "Waiting: The mail server could not be reached. Next attempt Wednesday 8 July 2026, 12:01pm",
        ),
    ],
)
def test_how_a_letter_stands_is_said_in_words(facts, words):
    assert rules.how_it_stands(letter(**facts), at=NOW) == words
