"""The list of pages is whole: a page type, a route or an address of the app without a row fails."""

import urllib.request

import pytest

from tests.browser.rows import PORTAL_PEOPLE, read_rows

ROWS = read_rows()
#: What the state of a row for programs promises about its answer.
KINDS = {
    "feed": ("application/rss+xml", "application/atom+xml"),
    "calendar": ("text/calendar",),
    "data": ("text/csv", "application/json"),
}


@pytest.fixture(scope="module")
def facts(live_site):
    return live_site.facts


def listed():
    """Every type and route that a row stands for."""
    return {name for row in ROWS for name in row.types}


def test_every_page_type_has_a_row(facts):
    assert set(facts["page_types"]) - listed() == set()


def test_every_route_below_a_page_has_a_row(facts):
    assert set(facts["routes"]) - listed() == set()


def test_every_address_of_the_app_has_a_row(facts):
    assert set(facts["addresses"]) - listed() == set()


def test_no_row_names_what_is_gone(facts):
    known = {*facts["page_types"], *facts["routes"], *facts["addresses"]}

    assert listed() - known == set()


def test_the_promised_front_doors_are_open(facts):
    doors = {"/", "/showcase/", "/training/", "/resources/", "/charter/", "/awards/", "/pathways/"}

    assert doors <= set(facts["pages"])


@pytest.mark.parametrize("model", ["Application", "Award"])
def test_the_demo_shows_every_state(model, facts):
    assert [state for state, number in facts["states"][model].items() if not number] == []


def test_rows_say_who_comes():
    people = {"visitor", "guest", "applicant", *PORTAL_PEOPLE, "editor", "officer", "chair"}
    assert {row.who for row in ROWS} <= people
    assert len(ROWS) == len(set(ROWS))


@pytest.mark.parametrize("row", [row for row in ROWS if not row.is_page], ids=str)
def test_programs_get_what_they_ask_for(row, live_site):
    with urllib.request.urlopen(live_site.address(row.path), timeout=30) as answer:
        kind = answer.headers.get_content_type()
        body = answer.read()

    assert answer.status == 200
    assert kind in KINDS[row.state]
    assert "Set-Cookie" not in answer.headers
    assert body
