"""The list of events and the page of one, as visitors see them."""

import json
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from tests.factories.training import make_event, make_session, make_training_index
from wagtail_charter.events.services import SYSTEM
from wagtail_charter.support.models import Contact
from wagtail_charter.training.services import cancel_session

LONDON = ZoneInfo("Europe/London")
pytestmark = pytest.mark.django_db


def titles(response):
    """The titles of the events that a response lists."""
    return [event.title for event in response.context["events"]]


def json_ld(response):
    """The schema.org data of a response."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', response.text, re.S)
    return json.loads(found[1]) if found else None


def test_index_lists_upcoming_events_soonest_first_and_undated_last(client):
    index = make_training_index()
    make_event(index, title="Undated")
    make_session(make_event(index, title="Later"), starts_in=timedelta(days=20))
    make_session(make_event(index, title="Sooner"), starts_in=timedelta(days=2))
    make_session(make_event(index, title="Over"), starts_in=timedelta(days=-2))

    response = client.get(index.url)

    assert titles(response) == ["Sooner", "Later", "Undated"]
    assert "Dates to be announced" in response.text
    assert "3 upcoming events" in response.text


@pytest.mark.parametrize(
    ("now", "upcoming", "past"),
    [
        ("2027-03-28 09:59", True, False),
        ("2027-03-28 10:30", True, False),
        ("2027-03-28 11:59:59", True, False),
        ("2027-03-28 12:00", False, True),
        ("2027-03-28 23:00", False, True),
    ],
)
def test_event_is_upcoming_until_it_ends_and_never_both(client, time_machine, now, upcoming, past):
    # The clocks go forward in the morning of that day.
    time_machine.move_to(datetime(2027, 3, 1, tzinfo=LONDON), tick=False)
    event = make_event()
    start = datetime(2027, 3, 28, 10, tzinfo=LONDON)
    make_session(event, starts_at=start, ends_at=start + timedelta(hours=2))
    time_machine.move_to(datetime.fromisoformat(now).replace(tzinfo=LONDON), tick=False)
    index = event.get_parent().specific

    coming, over = client.get(index.url), client.get(f"{index.url}past/2027/")

    assert (titles(coming) == [event.title], titles(over) == [event.title]) == (upcoming, past)


def test_event_with_past_and_coming_dates_shows_each_date_once(client, time_machine):
    time_machine.move_to(datetime(2026, 11, 22, 12, tzinfo=LONDON), tick=False)
    event = make_event()
    make_session(event, starts_at=datetime(2026, 5, 1, 10, tzinfo=LONDON))
    make_session(event, starts_at=datetime(2027, 5, 1, 10, tzinfo=LONDON))
    index = event.get_parent().specific

    coming, over = client.get(index.url), client.get(f"{index.url}past/2026/")

    assert "Saturday 1 May 2027" in coming.text
    assert "Friday 1 May 2026" not in coming.text
    assert "Friday 1 May 2026" in over.text
    assert "Saturday 1 May 2027" not in over.text


def test_year_of_past_events_is_the_local_one(client, time_machine):
    time_machine.move_to(datetime(2027, 8, 1, tzinfo=LONDON), tick=False)
    event = make_event()
    # Half past midnight of 1 July in London is still June in UTC; New Year's Day likewise belongs to its own year.
    make_session(event, starts_at=datetime(2026, 1, 1, 0, 0, tzinfo=LONDON))
    make_session(event, starts_at=datetime(2025, 7, 1, 0, 30, tzinfo=LONDON))
    index = event.get_parent().specific

    response = client.get(index.url)

    assert [year for year, _url in response.context["past_years"]] == [2026, 2025]
    assert titles(client.get(f"{index.url}past/2026/")) == [event.title]
    assert titles(client.get(f"{index.url}past/2024/")) == []


def test_past_goes_to_the_latest_year_and_keeps_the_filters(client):
    session = make_session(starts_in=timedelta(days=-400))
    index = session.event.get_parent()

    response = client.get(f"{index.url}past/?kind=workshop")

    assert response.status_code == 302
    assert (
        response["Location"] == f"{index.url}past/{timezone.localtime(session.starts_at).year}/?kind=workshop"
    )


def test_index_filters_by_kind_and_by_how_people_attend(client):
    index = make_training_index()
    make_session(make_event(index, title="Hall day"))
    online = make_event(index, title="Online workshop", kind="workshop")
    make_session(online, place="", online_note="We send a link.")
    both = make_event(index, title="Both", kind="awards_event")
    make_session(both, online_note="Also shown online.")

    assert titles(client.get(index.url, {"how": "online"})) == ["Online workshop", "Both"]
    assert titles(client.get(index.url, {"how": "in-person"})) == ["Hall day", "Both"]
    assert titles(client.get(index.url, {"how": ["online", "in-person"]})) == [
        "Hall day",
        "Online workshop",
        "Both",
    ]
    response = client.get(index.url, {"kind": "workshop", "how": "in-person"})
    assert titles(response) == []
    assert "0 of 3 upcoming events" in response.text
    assert "No event fits all of these choices" in response.text


def test_index_counts_agree_with_what_each_filter_leaves(client):
    index = make_training_index()
    make_session(make_event(index))
    make_session(make_event(index, kind="workshop"), place="", online_note="Online.")
    past = make_event(index, kind="workshop")
    make_session(past, starts_in=timedelta(days=-9), online_note="Online.")

    facets = client.get(index.url).context["listing"].filters.facets

    for facet in facets:
        for option in facet.options:
            left = titles(client.get(index.url, {facet.name: option.value}))
            assert len(left) == option.count
    assert {option.value: option.count for option in facets[1].options} == {"in-person": 1, "online": 1}


@pytest.mark.parametrize(
    "query",
    [
        "page=99999",
        "page=-1",
        "page=%00",
        "kind=nonsense&how=nonsense",
        "kind[]=workshop",
        "how=online' OR 1=1 --",
        "when=past&year=notayear",
        "sort=;drop",
        "kind=" + "x" * 3000,
    ],
)
def test_index_is_kind_to_nonsense(client, query):
    session = make_session()

    response = client.get(f"{session.event.get_parent().url}?{query}")

    assert response.status_code == 200
    assert titles(response) in ([session.event.title], [])


@pytest.mark.parametrize("path", ["past/0/", "past/99999/", "past/2027x/", "feed/x/"])
def test_index_answers_404_for_addresses_that_mean_nothing(client, path):
    index = make_training_index()

    assert client.get(index.url + path).status_code == 404


def test_index_without_any_event_says_so(client):
    response = client.get(make_training_index().url)

    assert "No dates are planned at the moment" in response.text


def test_index_lists_only_live_public_events_of_its_own_tree(client):
    index = make_training_index()
    make_session(make_event(index, title="Draft", live=False))
    private = make_event(index, title="For members")
    make_session(private)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    make_session(make_event(title="Of another list"))

    assert titles(client.get(index.url)) == []
    assert "For members" not in client.get(f"{index.url}feed/").text
    assert b"For members" not in client.get(f"{index.url}calendar/").content
    assert client.get(f"{private.url}calendar/").status_code == 302
    assert "For members" not in client.get("/sitemap.xml").text
    assert private.slug not in client.get("/sitemap.xml").text


def test_event_page_shows_its_dates_programme_and_contact(client):
    event = make_event(
        kind="awards_event",
        contact=Contact.objects.create(name="Charter team", email="charter@example.org"),
        content_notes=["custody"],
        content_note_words="a death in hospital",
        who_leads="A peer trainer",
        access_information="Step-free entrance",
        what_to_expect=[{"type": "list", "value": ["Tea & <b>cake</b>"]}],
        programme=[
            {"type": "item", "value": {"time": "09:30", "session": "Welcome", "led_by": "Hosts"}},
            {"type": "item", "value": {"time": "12:00", "session": "Lunch", "led_by": ""}},
        ],
        video=[
            {
                "type": "video",
                "value": {
                    "title": "The film",
                    "url": "https://video.example.org/1",
                    "captions": True,
                    "transcript": "Host: Welcome.",
                },
            }
        ],
    )
    make_session(
        event,
        starts_at=datetime(2099, 1, 20, 9, 30, tzinfo=LONDON),
        ends_at=datetime(2099, 1, 20, 16, tzinfo=LONDON),
        capacity=36,
    )

    text = client.get(event.url).text

    for words in (
        "Tuesday 20 January 2099, 9:30am to 4pm",
        "Northfield Meeting House",
        "36",
        "A peer trainer",
        "Step-free entrance",
        "custody",
        "a death in hospital",
        "midday",
        "Host: Welcome.",
        "The video has captions.",
        "How to book",
        "charter@example.org",
        "Tea &amp; &lt;b&gt;cake&lt;/b&gt;",
    ):
        assert words in text
    assert "<iframe" not in text
    assert "<video" not in text


def test_event_page_survives_a_draft_with_nothing_in_it(rf, client):
    index = make_training_index()
    event = index.add_child(
        instance=type(make_event(index))(
            title="Draft",
            slug="draft",
            live=False,
            video=[{"type": "video", "value": {}}],
            programme=[{"type": "item", "value": {}}],
            what_to_expect=[{"type": "callout", "value": {}}, {"type": "heading", "value": ""}],
        )
    )

    response = event.make_preview_request(preview_mode="")

    assert response.status_code == 200


def test_unsaved_event_page_can_be_previewed(client):
    event = make_event()
    event.pk = event.id = None

    assert event.make_preview_request(preview_mode="").status_code == 200


def test_cancelled_session_is_said_and_offers_no_booking(client):
    event = make_event(contact=Contact.objects.create(name="Charter team"))
    session = make_session(event)
    cancel_session(session, by=SYSTEM, words="The hall is being repaired.")

    page, index = client.get(event.url), client.get(event.get_parent().url)

    assert "The hall is being repaired." in page.text
    assert "How to book" not in page.text
    assert "Cancelled" in page.text
    assert "Cancelled" in index.text


def test_structured_data_tells_of_each_session_and_of_its_state(client):
    event = make_event(title='</script><script>alert("1")</script>')
    start = datetime(2099, 7, 1, 10, tzinfo=LONDON)
    make_session(event, starts_at=start, capacity=12)
    cancelled = make_session(event, starts_at=start + timedelta(days=1), place="", online_note="Online.")
    cancel_session(cancelled, by=SYSTEM)
    make_session(event, starts_at=start + timedelta(days=2), online_note="Also online.")

    response = client.get(event.url)
    first, second, third = json_ld(response)["@graph"]

    assert first["name"] == event.title
    assert first["startDate"] == "2099-07-01T10:00:00+01:00"
    assert first["eventStatus"] == "https://schema.org/EventScheduled"
    assert first["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert first["maximumAttendeeCapacity"] == 12
    assert second["eventStatus"] == "https://schema.org/EventCancelled"
    assert second["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert third["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert "<script>alert" not in response.text


def test_public_pages_set_no_cookie(client):
    session = make_session()
    index = session.event.get_parent()

    for address in (index.url, session.event.url, f"{index.url}feed/", f"{index.url}calendar/"):
        assert not client.get(address).cookies


def test_reverting_an_event_page_keeps_its_sessions():
    event = make_event(title="First")
    revision = event.save_revision()
    session = make_session(event)
    event.title = "Second"
    event.save_revision().publish()

    revision.publish()

    event.refresh_from_db()
    assert event.title == "First"
    assert [each.pk for each in event.all_sessions()] == [session.pk]


def test_event_page_with_sessions_cannot_be_deleted_by_code():
    session = make_session()

    with pytest.raises(Exception, match="protected foreign keys"):
        Page.objects.get(pk=session.event.pk).specific.delete()


@pytest.mark.parametrize("rows", [1, 30])
def test_index_asks_the_database_the_same_number_of_questions(
    client, settings, django_assert_num_queries, rows
):
    settings.WAGTAIL_CHARTER = {**settings.WAGTAIL_CHARTER, "PAGE_SIZE": 50}
    index = make_training_index()
    for number in range(rows):
        event = make_event(index, kind="workshop" if number % 2 else "training_day")
        make_session(event)
        make_session(event, starts_in=timedelta(days=-5))
    client.get(index.url)

    with django_assert_num_queries(12):
        response = client.get(index.url)

    assert len(titles(response)) == rows


@pytest.mark.parametrize("rows", [1, 30])
def test_event_page_asks_the_database_the_same_number_of_questions(client, django_assert_num_queries, rows):
    event = make_event()
    for _number in range(rows):
        make_session(event)
    client.get(event.url)

    with django_assert_num_queries(9):
        client.get(event.url)


def test_the_window_title_names_the_filter_and_the_number_of_the_page(client, settings):
    settings.WAGTAIL_CHARTER = {**settings.WAGTAIL_CHARTER, "PAGE_SIZE": 1}
    index = make_training_index(slug="days", title="Training")
    for kind in ("training_day", "training_day", "workshop"):
        make_session(make_event(index, kind=kind))

    def title_of(query):
        text = client.get(f"/days/?{query}").content.decode()
        return " ".join(text.partition("<title>")[2].partition("</title>")[0].split())

    assert title_of("page=2").startswith("Training (page 2 of 3)")
    assert title_of("kind=training_day").startswith("2 of 3 upcoming events – Training (page 1 of 2)")
