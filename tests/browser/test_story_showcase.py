"""A web editor adds an entry for a service with an award; a visitor without JavaScript finds it and prints it."""

import re

from playwright.sync_api import expect

INDEX, SERVICE, LEVEL = "Charter services", "Harbour Reconnect", "Silver"
TITLE = "A morning at the harbour"
SUMMARY = "What a morning looks like for people who come to the harbour."


def test_an_editor_publishes_an_entry_and_a_visitor_finds_and_prints_it(open_page):
    editor = open_page("/admin/pages/", who="editor", viewport={"width": 1280, "height": 1000})
    given_the_editor_begins_an_entry_in_the_showcase(editor)
    when_they_write_it_and_save_it_as_a_draft(editor)
    then_they_see_it_before_others_do(editor)
    then_visitors_do_not_find_it_yet(open_page("/pathways/?q=morning", java_script_enabled=False))
    when_they_publish_it(editor)

    visitor = open_page("/pathways/", java_script_enabled=False)
    then_a_visitor_finds_it_by_its_level(visitor)
    then_the_award_stands_on_it_without_having_been_typed(visitor)
    then_it_can_be_printed(visitor)


def given_the_editor_begins_an_entry_in_the_showcase(page):
    page.get_by_role("link", name=f"Explore child pages of '{INDEX}'").click()
    page.get_by_role("link", name="Add child page").first.click()
    expect(page).to_have_url(re.compile(r"/add/wagtail_charter/showcaseentrypage/"))


def when_they_write_it_and_save_it_as_a_draft(page):
    page.locator("[name=title]").fill(TITLE)
    page.get_by_role("button", name="Choose service").click()
    dialog = page.locator(".modal:visible")
    dialog.locator("input[name=q]").fill("Harbour")
    dialog.get_by_role("link", name=SERVICE).click()
    expect(dialog).to_have_count(0)
    page.locator("[name=summary]").fill(SUMMARY)
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text(f"Page '{TITLE}' created.").first).to_be_visible()


def then_they_see_it_before_others_do(page):
    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("iframe[title*=Preview]").first
    expect(preview.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(preview.get_by_text(LEVEL).first).to_be_visible()


def then_visitors_do_not_find_it_yet(visitor):
    expect(visitor.get_by_role("link", name=TITLE)).to_have_count(0)


def when_they_publish_it(page):
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text(f"Page '{TITLE}' has been published.").first).to_be_visible()


def then_a_visitor_finds_it_by_its_level(visitor):
    visitor.locator("summary").filter(has_text="Level").click()
    visitor.get_by_label(re.compile(rf"^{LEVEL} \(\d+\)$")).check()
    visitor.get_by_role("button", name="Show services").click()
    expect(visitor.get_by_role("heading", name=re.compile(r"^\d+ of \d+ services$"))).to_be_visible()
    visitor.get_by_role("link", name=TITLE).click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text(TITLE)


def then_the_award_stands_on_it_without_having_been_typed(visitor):
    expect(visitor.get_by_text(LEVEL, exact=True).first).to_be_visible()


def then_it_can_be_printed(visitor):
    visitor.emulate_media(media="print")
    expect(visitor.get_by_role("heading", level=1)).to_be_visible()
    expect(visitor.locator("header nav")).to_be_hidden()
    assert visitor.pdf().startswith(b"%PDF")
