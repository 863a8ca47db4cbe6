"""The report of reviews that are due."""

from datetime import UTC, date, datetime

import openpyxl
import pytest
from django.urls import reverse

from tests.factories.people import make_officer, make_staff
from tests.factories.resources import make_resource
from tests.factories.training import make_event
from wagtail_charter.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(date(2026, 11, 22))


@pytest.fixture
def pages():
    return [
        make_resource(title="=1+1", review_on=date(2026, 9, 30), review_owner="Charter team"),
        make_event(title="Overdue event", review_on=date(2026, 11, 21)),
        make_resource(title="Soon", review_on=date(2026, 12, 24)),
        make_resource(title="Later", review_on=date(2028, 1, 1)),
        make_resource(title="No date"),
        make_resource(title="Draft", review_on=date(2020, 1, 1), live=False),
    ]


def titles(response):
    return [page.title for page in response.context["object_list"]]


def test_report_lists_pages_of_every_type_the_longest_overdue_first(client, pages):
    client.force_login(make_staff(Role.EDITOR))

    response = client.get(reverse("charter_reviews"))

    assert titles(response) == ["=1+1", "Overdue event", "Soon", "Later"]
    # Days to come too, which Wagtail's own column calls "just now".
    for day in ("30 Sep 2026", "1 Jan 2028"):
        assert day in response.text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"due": "overdue"}, ["=1+1", "Overdue event"]),
        ({"due": "soon"}, ["Soon"]),
        ({"review_owner": "charter"}, ["=1+1"]),
        ({"due": "nonsense"}, ["=1+1", "Overdue event", "Soon", "Later"]),
    ],
)
def test_report_filters(client, pages, query, found):
    client.force_login(make_officer())

    assert titles(client.get(reverse("charter_reviews"), query)) == found


def test_report_filters_by_type(client, pages):
    client.force_login(make_officer())

    response = client.get(reverse("charter_reviews"), {"content_type": pages[1].content_type_id})

    assert titles(response) == ["Overdue event"]


@pytest.mark.parametrize("export", ["csv", "xlsx"])
def test_report_exports_cells_that_do_not_run(client, pages, export, tmp_path):
    client.force_login(make_officer())

    response = client.get(reverse("charter_reviews"), {"export": export})
    body = b"".join(response.streaming_content) if response.streaming else response.content

    if export == "csv":
        assert b"\r\n'=1+1," in body
    else:
        path = tmp_path / "report.xlsx"
        path.write_bytes(body)
        assert openpyxl.load_workbook(path).active["A2"].value == "'=1+1"


@pytest.mark.parametrize("export", ["csv", "xlsx"])
def test_report_says_when_a_page_was_published_by_the_clock(client, settings, export, tmp_path):
    settings.TIME_ZONE = "Europe/London"
    # In summer: one hour after what the database holds.
    make_resource(
        review_on=date(2026, 9, 30), last_published_at=datetime(2026, 6, 1, 8, 30, 59, 123, tzinfo=UTC)
    )
    client.force_login(make_officer())

    response = client.get(reverse("charter_reviews"), {"export": export})
    body = b"".join(response.streaming_content)

    if export == "csv":
        assert body.decode().splitlines()[1].endswith(",2026-06-01 09:30")
    else:
        path = tmp_path / "report.xlsx"
        path.write_bytes(body)
        cell = openpyxl.load_workbook(path).active["E2"]
        assert (cell.value.hour, cell.value.minute, cell.number_format) == (9, 30, "yyyy-mm-dd hh:mm")


def test_report_is_for_those_who_may_change_pages(client, pages):
    client.force_login(make_staff(Role.GOVERNANCE))

    assert client.get(reverse("charter_reviews")).status_code in (302, 403)
