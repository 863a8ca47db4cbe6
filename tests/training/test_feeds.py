"""Calendar files and the RSS feed, read back by programs that know the formats."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import feedparser
import pytest
from icalendar import Calendar

from tests.factories.training import make_event, make_session, make_training_index
from wagtail_charter.events.services import SYSTEM
from wagtail_charter.training.services import cancel_session

LONDON = ZoneInfo("Europe/London")
pytestmark = pytest.mark.django_db


def entries(response):
    """The entries of a calendar file."""
    return Calendar.from_ical(response.content).walk("VEVENT")


def lines(response):
    """The lines of a calendar file, unfolded by hand."""
    assert b"\r\n" in response.content
    assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))
    return response.content.decode().replace("\r\n ", "").split("\r\n")


@pytest.mark.parametrize(
    ("local", "zone", "utc"),
    [
        ("2026-10-24 10:00", "Europe/London", "20261024T090000Z"),
        ("2026-10-25 00:30", "Europe/London", "20261024T233000Z"),
        ("2026-10-25 10:00", "Europe/London", "20261025T100000Z"),
        ("2027-01-20 10:00", "Europe/London", "20270120T100000Z"),
        ("2027-03-27 10:00", "Europe/London", "20270327T100000Z"),
        ("2027-03-28 00:30", "Europe/London", "20270328T003000Z"),
        ("2027-03-28 10:00", "Europe/London", "20270328T090000Z"),
        ("2027-03-28 10:00", "America/New_York", "20270328T140000Z"),
    ],
)
def test_times_are_written_in_utc_on_both_sides_of_a_change_of_clocks(client, time_machine, local, zone, utc):
    time_machine.move_to(datetime(2026, 10, 1, tzinfo=LONDON))
    start = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone))
    session = make_session(starts_at=start, time_zone=zone)

    response = client.get(f"{session.event.url}sessions/{session.uid}/calendar/")

    assert f"DTSTART:{utc}" in lines(response)
    assert entries(response)[0].decoded("dtstart") == start
    assert b"VTIMEZONE" not in response.content


def test_event_calendar_says_what_people_need(client):
    event = make_event(title="Fair checks; and, honest \\ answers – ŵ", summary="Line one.\nLine two.")
    session = make_session(event, place="The Corn Hall, Market Street, Withyford", online_note="Captions.")

    response = client.get(f"{event.url}calendar/")

    (entry,) = entries(response)
    assert response["Content-Type"] == "text/calendar; charset=utf-8; method=PUBLISH"
    assert response["Content-Disposition"] == f'inline; filename="{event.slug}.ics"'
    assert entry["UID"] == f"{session.uid}@localhost"
    assert entry["SEQUENCE"] == 0
    assert entry["STATUS"] == "CONFIRMED"
    assert entry["SUMMARY"] == event.title
    assert entry["LOCATION"] == "The Corn Hall, Market Street, Withyford"
    assert entry["DESCRIPTION"] == f"Line one.\nLine two.\n\nCaptions.\n\n{event.full_url}"
    assert entry["URL"] == event.full_url
    assert entry.decoded("dtstamp").tzinfo is not None
    assert lines(response)[:4] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//wagtail_charter//Training//EN",
        "METHOD:PUBLISH",
    ]


def test_identifier_stays_and_sequence_counts_when_a_session_moves(client):
    session = make_session()
    address = f"{session.event.url}calendar/"
    (before,) = entries(client.get(address))

    session.starts_at += timedelta(hours=1)
    session.save()
    session.capacity = 7
    session.save()
    session.event.specific.move(make_training_index(), pos="last-child")
    (after,) = entries(client.get(type(session.event).objects.get(pk=session.event.pk).url + "calendar/"))

    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)


def test_cancelled_session_is_taken_out_of_calendars(client):
    session = make_session()
    cancel_session(session, by=SYSTEM, words="The hall is being repaired.")

    alone = client.get(f"{session.event.url}sessions/{session.uid}/calendar/")
    listed = client.get(f"{session.event.get_parent().url}calendar/")

    (entry,) = entries(alone)
    assert "METHOD:CANCEL" in lines(alone)
    assert alone["Content-Type"].endswith("method=CANCEL")
    assert entry["STATUS"] == "CANCELLED"
    assert entry["SEQUENCE"] == 1
    assert "The hall is being repaired." in entry["DESCRIPTION"]
    assert "METHOD:PUBLISH" in lines(listed)
    assert entries(listed)[0]["STATUS"] == "CANCELLED"


def test_index_calendar_holds_coming_sessions_and_those_of_the_last_month(client):
    index = make_training_index()
    event = make_event(index)
    kept = [make_session(event, starts_in=timedelta(days=days)) for days in (-20, 3, 300)]
    make_session(event, starts_in=timedelta(days=-60))
    make_session(make_event())

    found = entries(client.get(f"{index.url}calendar/"))

    assert [entry["UID"].split("@")[0] for entry in found] == [str(session.uid) for session in kept]


def test_calendar_of_an_event_that_is_over_still_answers_and_without_dates_does_not(client):
    event = make_event()
    address = f"{event.url}calendar/"
    assert client.get(address).status_code == 404

    make_session(event, starts_in=timedelta(days=-60))

    assert len(entries(client.get(address))) == 1


def test_session_of_another_event_is_not_found(client):
    session = make_session()

    assert client.get(f"{make_event().url}sessions/{session.uid}/calendar/").status_code == 404


def test_calendar_cannot_be_broken_by_what_editors_type(client):
    hostile = "x\r\nBEGIN:VEVENT\r\nSUMMARY:planted\r\nEND:VEVENT"
    event = make_event(title=hostile, summary=hostile)
    make_session(event, place=hostile)

    response = client.get(f"{event.url}calendar/")

    assert len(entries(response)) == 1
    assert "SUMMARY:planted" not in lines(response)


def test_feed_is_sound_and_lists_the_newest_event_first(client):
    index = make_training_index(intro="Days & evenings <here>")
    old = make_event(index, title="Old & gone", first_published_at=datetime(2026, 1, 1, tzinfo=UTC))
    new = make_event(index, title="New <b>day</b>", first_published_at=datetime(2026, 2, 1, tzinfo=UTC))
    session = make_session(new, starts_at=datetime(2099, 7, 1, 10, tzinfo=LONDON))

    response = client.get(f"{index.url}feed/")
    feed = feedparser.parse(response.content)

    assert feed.bozo is False
    assert feed.feed.title == "Training and events"
    assert feed.feed.link == index.full_url
    assert [entry.link for entry in feed.entries] == [new.full_url, old.full_url]
    assert "Wednesday 1 July 2099, 10am to 4pm" in feed.entries[0].summary
    assert str(new.translation_key) in feed.entries[0].id
    assert session.when in feed.entries[0].summary


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(("route", "queries"), [("feed/", 10), ("calendar/", 10)])
def test_feeds_ask_the_database_the_same_number_of_questions(
    client, django_assert_num_queries, rows, route, queries
):
    index = make_training_index()
    for _number in range(rows):
        make_session(make_event(index))
    client.get(index.url + route)

    with django_assert_num_queries(queries):
        client.get(index.url + route)
