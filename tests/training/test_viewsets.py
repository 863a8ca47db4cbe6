"""Sessions in the Wagtail admin."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from wagtail.models import Page

from tests.factories.people import make_officer, make_staff
from tests.factories.training import make_event, make_session
from wagtail_charter.events.models import Event
from wagtail_charter.roles import Role
from wagtail_charter.training.models import TrainingSession

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    """An officer who is signed in."""
    user = make_officer()
    client.force_login(user)
    return user


def facts_of(page, **facts):
    """What an officer types to plan a session of ``page``."""
    return {
        "event": page.pk,
        "starts_at": "2027-06-10 09:30",
        "ends_at": "2027-06-10 16:00",
        "time_zone": "Europe/London",
        "place": "The Corn Hall",
        "online_note": "",
        "capacity": "36",
        **facts,
    }


def test_officer_plans_a_session_in_its_own_time_zone(client, officer):
    event = make_event(live=False)
    with timezone.override("Asia/Tokyo"):
        response = client.post(
            reverse("charter_sessions:add"), facts_of(event, time_zone="America/New_York"), follow=True
        )

    session = TrainingSession.objects.get()
    assert response.status_code == 200
    assert session.starts_at == datetime(2027, 6, 10, 13, 30, tzinfo=UTC)
    assert Event.objects.get(object_id=str(session.pk)).actor_id == str(officer.pk)


def test_form_shows_the_time_on_the_wall_again(client, officer):
    event = make_event()
    client.post(reverse("charter_sessions:add"), facts_of(event, time_zone="America/New_York"))
    session = TrainingSession.objects.get()

    text = client.get(reverse("charter_sessions:edit", args=[session.pk])).text
    client.post(
        reverse("charter_sessions:edit", args=[session.pk]), facts_of(event, time_zone="America/New_York")
    )

    assert 'value="2027-06-10 09:30"' in text
    session.refresh_from_db()
    assert session.sequence == 0


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"starts_at": "2027-03-28 01:30", "ends_at": "2027-03-28 05:00"}, "This time does not exist"),
        ({"starts_at": "2027-10-31 01:30", "ends_at": "2027-10-31 05:00"}, "This time comes twice"),
        ({"ends_at": "2027-06-10 09:00"}, "The end must be later than the start."),
        ({"place": ""}, "Enter a place, or say below how people join online."),
        ({"time_zone": "Mars/Base"}, "Enter a time zone of the IANA list"),
        ({"starts_at": "soon"}, "Enter a valid date/time."),
        ({"event": "999999"}, "Select a valid choice"),
    ],
)
def test_form_says_how_to_mend_what_cannot_be(client, officer, facts, words):
    response = client.post(reverse("charter_sessions:add"), facts_of(make_event(), **facts))

    assert words in response.text
    assert "The Corn Hall" in response.text or "place" in facts
    assert not TrainingSession.objects.exists()


def test_address_of_the_form_can_name_the_event(client, officer):
    event = make_event()

    named = client.get(reverse("charter_sessions:add"), {"event": event.pk})
    nonsense = client.get(reverse("charter_sessions:add"), {"event": "x' OR 1"})

    assert f'<option value="{event.pk}" selected>' in named.text
    assert nonsense.status_code == 200


def test_officer_cancels_a_session_with_words(client, officer):
    session = make_session()
    address = reverse("charter_sessions:cancel", args=[session.pk])
    assert client.get(address).status_code == 200
    session.refresh_from_db()
    assert not session.is_cancelled
    assert "This field is required" in client.post(address, {"words": ""}).text

    client.post(address, {"words": "The hall is being repaired."})

    session.refresh_from_db()
    assert session.is_cancelled
    assert session.cancellation_words == "The hall is being repaired."
    again = client.post(address, {"words": "Twice."}, follow=True)
    assert "was cancelled before" in again.text


def test_session_that_is_over_cannot_be_cancelled(client, officer):
    session = make_session(starts_in=timedelta(days=-2))

    response = client.post(reverse("charter_sessions:cancel", args=[session.pk]), {"words": "Late."})

    assert "This session has ended" in response.text


def test_nobody_can_delete_or_copy_a_session_in_the_admin(admin_client):
    session = make_session()

    for verb in ("delete", "copy"):
        with pytest.raises(NoReverseMatch):
            reverse(f"charter_sessions:{verb}", args=[session.pk])
    edit = admin_client.get(reverse("charter_sessions:edit", args=[session.pk])).text
    listing = admin_client.get(reverse("charter_sessions:index")).text
    assert f"/delete/{session.pk}" not in edit + listing


def test_list_is_narrowed_by_event_time_and_state(client, officer):
    one, other = make_session(), make_session(starts_in=timedelta(days=-9))
    address = reverse("charter_sessions:index")

    def listed(**query):
        return [session.pk for session in client.get(address, query).context["object_list"]]

    assert listed() == [one.pk, other.pk]
    assert listed(event=one.event.pk) == [one.pk]
    assert listed(when="past") == [other.pk]
    assert listed(when="upcoming") == [one.pk]
    assert listed(state="cancelled") == []


def test_list_leads_to_each_session_and_offers_to_cancel_it(client, officer):
    session = make_session(make_event())

    text = client.get(reverse("charter_sessions:index")).text

    assert f'href="{reverse("charter_sessions:edit", args=[session.pk])}"' in text
    assert f'href="{reverse("charter_sessions:cancel", args=[session.pk])}"' in text


def test_export_does_not_run_formulas(client, officer):
    make_session(place="=1+1")

    response = client.get(reverse("charter_sessions:index"), {"export": "csv"})

    assert b",'=1+1," in b"".join(response.streaming_content)


@pytest.mark.parametrize("rows", [1, 30])
def test_list_asks_the_database_the_same_number_of_questions(
    client, officer, django_assert_max_num_queries, rows
):
    event = make_event()
    for _number in range(rows):
        make_session(event)
    address = reverse("charter_sessions:index")
    client.get(address)

    with django_assert_max_num_queries(14):
        client.get(address)


@pytest.mark.parametrize("name", ["index", "add", "edit", "cancel", "history", "usage"])
def test_people_without_permission_are_kept_out(client, name):
    session = make_session()
    client.force_login(make_staff(Role.CHAIR))
    address = reverse(f"charter_sessions:{name}", args=[] if name in ("index", "add") else [session.pk])

    for response in (client.get(address), client.post(address, {"words": "x"})):
        assert response.status_code in (302, 403, 405)
    session.refresh_from_db()
    assert not session.is_cancelled


def test_editor_sees_sessions_on_the_page_but_cannot_change_them(client):
    session = make_session()
    client.force_login(make_staff(Role.EDITOR))

    page = client.get(reverse("wagtailadmin_pages:edit", args=[session.event.pk]))
    change = client.post(reverse("charter_sessions:edit", args=[session.pk]), facts_of(session.event))

    assert session.when in page.text
    assert reverse("charter_sessions:edit", args=[session.pk]) not in page.text
    assert change.status_code == 302


def test_officer_finds_links_to_sessions_on_the_page(client, officer):
    session = make_session()

    page = client.get(reverse("wagtailadmin_pages:edit", args=[session.event.pk]))
    new = client.get(
        reverse(
            "wagtailadmin_pages:add",
            args=["wagtail_charter", "trainingeventpage", session.event.get_parent().pk],
        )
    )

    assert reverse("charter_sessions:edit", args=[session.pk]) in page.text
    assert f"{reverse('charter_sessions:add')}?event={session.event.pk}" in page.text
    assert "Save the page first" in new.text


def test_page_with_sessions_cannot_be_deleted_in_the_admin(admin_client):
    session = make_session()
    parent = session.event.get_parent()
    addresses = [
        (reverse("wagtailadmin_pages:delete", args=[session.event.pk]), {}),
        (reverse("wagtailadmin_pages:delete", args=[parent.pk]), {"confirm_site_name": "Test trust"}),
        (
            reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
            + f"?id={parent.pk}&next=/admin/",
            {},
        ),
    ]

    for address, data in addresses:
        response = admin_client.post(address, data, follow=True)
        assert "Unpublish it instead" in response.text, address
        assert Page.objects.filter(pk=session.event.pk).exists()


def test_page_with_sessions_survives_a_bulk_action(admin_client):
    # Wagtail refuses what a foreign key protects before our hook is asked.
    session = make_session()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])

    response = admin_client.post(f"{address}?id={session.event.pk}&next=/admin/")

    assert response.status_code == 302
    assert Page.objects.filter(pk=session.event.pk).exists()


def test_sessions_can_be_read_but_not_reached_where_training_is_off(client, settings):
    session = make_session()
    client.force_login(make_officer())
    form = reverse("wagtailadmin_pages:edit", args=[session.event_id])
    links = (reverse("charter_sessions:edit", args=[session.pk]), reverse("charter_sessions:add"))

    on = client.get(form).text
    settings.WAGTAIL_CHARTER = {**settings.WAGTAIL_CHARTER, "PROFILE": "showcase"}
    off = client.get(form).text

    assert all(link in on for link in links)
    assert not any(link in off for link in links)
    assert session.when in off
