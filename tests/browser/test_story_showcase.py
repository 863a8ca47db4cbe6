"""A web editor adds an entry for a service with an award; a visitor without JavaScript finds it and prints it."""

import re

from playwright.sync_api import expect

SERVICE = "Brackenholt Reconnect"


def test_an_editor_publishes_an_entry_and_a_visitor_finds_and_prints_it(open_page):
    page = open_page("/admin/pages/", who="editor", viewport={"width": 1280, "height": 1000})

    given_the_editor_adds_an_entry_below_the_pathways(page)
    when_she_writes_it(page)
    then_she_sees_it_before_others_do(page)
    when_she_publishes_it(page)

    visitor = open_page("/pathways/", java_script_enabled=False)
    then_a_visitor_finds_it_by_filter(visitor)
    then_it_can_be_printed(visitor)


def given_the_editor_adds_an_entry_below_the_pathways(page):
    page.goto("/pathways/")
    page.goto("/admin/pages/")
    page.get_by_role("link", name="Explore child pages of", exact=False).first.or_(
        page.get_by_role("link", name=re.compile("child pages", re.I)).first
    ).first.click()
    row = page.get_by_role("row").filter(has_text=re.compile("pathways", re.I)).first
    row.get_by_role("link", name=re.compile("child page", re.I)).first.click()
    if "/add" not in page.url:
        page.get_by_role("link", name=re.compile("add", re.I)).first.click()


def when_she_writes_it(page):
    page.locator("[name=title]").fill("A morning at Brackenholt")
    page.get_by_role("button", name=re.compile("choose.*service", re.I)).first.click()
    page.get_by_role("dialog").get_by_role("link", name=SERVICE).first.click()
    page.locator("[name=summary]").fill("What a morning looks like for people who use the service.")


def then_she_sees_it_before_others_do(page):
    expect(page.locator("[name=summary]")).to_have_value(re.compile("morning"))


def when_she_publishes_it(page):
    page.get_by_role("button", name=re.compile("more actions", re.I)).first.click()
    page.get_by_role("button", name="Publish").first.click()
    expect(page.get_by_text(re.compile("published", re.I)).first).to_be_visible()


def then_a_visitor_finds_it_by_filter(visitor):
    visitor.get_by_role("searchbox").or_(visitor.get_by_role("textbox")).first.fill("Brackenholt")
    visitor.locator("main form button[type=submit]").first.click()
    visitor.get_by_role("link", name="A morning at Brackenholt").first.click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("A morning at Brackenholt")


def then_it_can_be_printed(visitor):
    visitor.emulate_media(media="print")
    expect(visitor.get_by_role("heading", level=1)).to_be_visible()
    expect(visitor.locator("nav").first).to_be_hidden()
    assert visitor.pdf().startswith(b"%PDF")
