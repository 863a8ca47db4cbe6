"""What visitors come for works with JavaScript off."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def plain_page(open_page):
    """A page in a browser without JavaScript."""

    def opened(path):
        return open_page(path, java_script_enabled=False)

    return opened


def test_a_visitor_searches_the_showcase_and_takes_the_choice_back(plain_page):
    page = plain_page("/showcase/")
    expect(page.get_by_role("heading", name=re.compile(r"^16 services"))).to_be_visible()

    page.get_by_role("searchbox").or_(page.get_by_role("textbox")).first.fill("Barking")
    page.locator("main form button[type=submit]").first.click()

    expect(page).to_have_url(re.compile(r"q=Barking"))
    expect(page.get_by_role("heading", name=re.compile(r"^1 of 16 services"))).to_be_visible()
    expect(page.get_by_text(re.compile(r"Silver, awarded by .+, 2022")).first).to_be_visible()


def test_a_visitor_checks_a_reference(plain_page, live_site):
    page = plain_page("/awards/verify/")

    page.get_by_role("textbox").first.fill(live_site.facts["examples"]["current"].lower().replace("-", " "))
    page.locator("main form button[type=submit]").first.click()

    expect(page.get_by_text(live_site.facts["examples"]["current"]).first).to_be_visible()


def test_a_visitor_reads_a_statement_of_the_charter(plain_page):
    page = plain_page("/charter/")

    page.locator('main a[href$="/LC1/"]').first.click()

    expect(page).to_have_url(re.compile(r"/charter/2026-1/LC1/$"))


def test_a_visitor_finds_an_event_and_its_calendar(plain_page):
    page = plain_page("/training/")

    page.get_by_role("link", name="Training day for services that are applying").first.click()

    expect(page.locator('a[href*="calendar"]').first).to_be_visible()
