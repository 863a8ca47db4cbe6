"""Each page of ``tests/pages.csv``, in each state, at 1280 and at 320 pixels."""

import itertools

import pytest

from tests.browser.rows import read_rows
from tests.browser.visits import WIDTHS

ROWS = [row for row in read_rows() if row.is_page]
#: Pages outside the admin: public ones, and those of the portal, which may set cookies.
PUBLIC = [row for row in ROWS if row.who == "visitor" or row.is_portal]
PORTAL = [row for row in PUBLIC if row.is_portal]
READ = [row for row in PUBLIC if row.who == "visitor" and not row.is_for_builders]
#: A first view, images aside: what a phone on a poor line can carry.
MOST_BYTES, MOST_REQUESTS = 120 * 1024, 35

each_row = pytest.mark.parametrize("row", ROWS, ids=str)
each_public = pytest.mark.parametrize("row", PUBLIC, ids=str)
each_portal = pytest.mark.parametrize("row", PORTAL, ids=str)
each_read = pytest.mark.parametrize("row", READ, ids=str)
each_width = pytest.mark.parametrize("width", WIDTHS)


@each_row
def test_the_page_answers_as_it_promises(row, visits):
    seen = visits(row)

    assert seen.status == row.status
    assert seen.faults == []
    assert seen.broken == []


@each_row
@each_width
def test_axe_finds_nothing(row, width, visits):
    assert visits(row, width).violations == []


@each_public
def test_nothing_scrolls_sideways_on_a_phone(row, visits):
    looks = visits(row, "phone").looks

    assert looks["wide_by"] == 0, looks["wide"]


@each_public
def test_the_content_security_policy_is_strict_and_kept(row, visits):
    seen = visits(row)
    policy = seen.headers.get("content-security-policy", "")

    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert seen.blocked == []
    assert seen.looks["inline"] == []
    assert seen.console == []


@each_row
@each_width
def test_nothing_is_asked_of_another_host(row, width, visits):
    assert visits(row, width).other_hosts == []


@each_read
def test_no_cookie_is_set(row, visits):
    seen = visits(row)

    assert seen.cookies == []
    assert "set-cookie" not in seen.headers


@each_portal
def test_no_cache_keeps_a_portal_page(row, visits):
    assert "no-store" in visits(row).headers["cache-control"]


@each_read
def test_the_first_view_is_light(row, visits):
    seen = visits(row)

    assert seen.weight <= MOST_BYTES
    assert seen.requests <= MOST_REQUESTS


@each_public
def test_the_page_has_one_heading_and_its_landmarks(row, visits):
    looks = visits(row).looks
    levels = [level for level, _text in looks["headings"]]

    assert levels.count(1) == 1
    # A summary of errors stands before the heading, as the NHS design system has it.
    assert levels[0] == 1 or looks["begins_with_errors"]
    assert all(deeper - level <= 1 for level, deeper in itertools.pairwise(levels)), looks["headings"]
    assert looks["mains"] == 1
    assert {"header", "main"} <= set(looks["landmarks"])
    assert looks["language"].lower() == "en-gb"
    assert looks["title"].strip()
    assert looks["skips_to"] == "#maincontent" or row.status >= 500


@each_public
def test_images_speak_and_links_lead(row, visits):
    looks = visits(row).looks

    assert looks["images_without_alt"] == []
    assert looks["broken_images"] == []
    assert looks["dead_links"] == [] or row.is_for_builders
    assert looks["twice"] == []


@each_public
def test_headers_protect_the_reader(row, visits):
    headers = visits(row).headers

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] in ("DENY", "SAMEORIGIN")
