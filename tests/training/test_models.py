"""A session: what it may be, and that it stays."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from wagtail.models import Locale, Page

from tests.factories.training import make_event, make_session
from wagtail_charter.events.models import Event
from wagtail_charter.events.services import SYSTEM, InvalidTransition
from wagtail_charter.training.models import TrainingSession
from wagtail_charter.training.services import cancel_session

LONDON = ZoneInfo("Europe/London")
pytestmark = pytest.mark.django_db


def test_session_cannot_be_deleted_one_by_one_or_in_bulk():
    session = make_session()

    with pytest.raises(ValidationError, match="Cancel it instead"):
        session.delete()
    with pytest.raises(ValidationError, match="Cancel it instead"):
        TrainingSession.objects.filter(pk=session.pk).delete()
    assert TrainingSession.objects.filter(pk=session.pk).exists()


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"lasts": timedelta(0)}, "ends_at"),
        ({"lasts": timedelta(hours=-1)}, "ends_at"),
        ({"place": ""}, "place"),
        ({"time_zone": "Europe/Nowhere"}, "time_zone"),
        ({"capacity": 0}, "capacity"),
    ],
)
def test_session_that_cannot_be_is_refused_at_its_field(facts, field):
    with pytest.raises(ValidationError) as caught:
        make_session(**facts)

    assert field in caught.value.message_dict


def test_database_refuses_a_session_that_ends_before_it_starts():
    session = make_session()

    with pytest.raises(IntegrityError), transaction.atomic():
        TrainingSession.objects.filter(pk=session.pk).update(ends_at=session.starts_at)


def test_sequence_counts_what_calendars_show_and_nothing_else():
    session = make_session()
    for name, value in (
        ("starts_at", session.starts_at + timedelta(minutes=5)),
        ("place", "Elsewhere"),
        ("online_note", "Also online"),
        ("capacity", 5),
    ):
        setattr(session, name, value)
        session.save()

    session.refresh_from_db()
    assert session.sequence == 3


def test_cancelling_keeps_the_row_and_leaves_an_event():
    session = make_session()

    cancel_session(session, by=SYSTEM, words="The trainer is ill.")

    session.refresh_from_db()
    assert session.is_cancelled
    assert session.cancellation_words == "The trainer is ill."
    assert session.sequence == 1
    last = Event.objects.filter(object_id=str(session.pk)).order_by("-sequence")[0]
    assert (last.from_state, last.to_state) == ("planned", "cancelled")


def test_session_cannot_be_cancelled_twice_or_once_it_is_over():
    session, over = make_session(), make_session(starts_in=timedelta(days=-3))
    cancel_session(session, by=SYSTEM)

    with pytest.raises(InvalidTransition):
        cancel_session(session, by=SYSTEM)
    with pytest.raises(ValidationError, match="has ended"):
        cancel_session(over, by=SYSTEM)


@pytest.mark.parametrize(
    ("start", "end", "zone", "words"),
    [
        ("2027-01-20T09:30", "2027-01-20T16:00", "Europe/London", "Wednesday 20 January 2027, 9:30am to 4pm"),
        ("2027-03-31T10:00", "2027-03-31T12:30", "Europe/London", "Wednesday 31 March 2027, 10am to 12:30pm"),
        (
            "2027-10-30T10:30",
            "2027-10-31T15:00",
            "Europe/London",
            "Saturday 30 October 2027, 10:30am to Sunday 31 October 2027, 3pm",
        ),
        ("2027-05-01T12:00", "2027-05-01T13:00", "Europe/London", "Saturday 1 May 2027, midday to 1pm"),
        (
            "2027-05-01T09:00",
            "2027-05-01T10:00",
            "America/New_York",
            "Saturday 1 May 2027, 9am to 10am (time in New York)",
        ),
    ],
)
def test_when_says_the_time_on_the_wall(start, end, zone, words):
    session = make_session(
        starts_at=datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(zone)),
        ends_at=datetime.fromisoformat(end).replace(tzinfo=ZoneInfo(zone)),
        time_zone=zone,
    )

    with timezone.override("Asia/Tokyo"):
        assert str(session.when) == words


def test_translated_page_shows_the_same_sessions():
    session = make_session()
    welsh = Locale.objects.create(language_code="cy")
    event = Page.objects.get(pk=session.event.pk).specific
    translated = event.copy_for_translation(welsh, copy_parents=True)
    translated.save_revision().publish()

    assert [each.uid for each in translated.all_sessions()] == [session.uid]
    with translation.override("cy"):
        assert translated.get_parent().specific.event_pages().get() == translated


def test_copied_page_has_no_sessions():
    event = make_event()
    make_session(event)

    copy = event.copy(update_attrs={"slug": "copy"})

    assert list(copy.all_sessions()) == []
