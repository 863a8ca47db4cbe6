"""An officer lists applications and awards in the admin."""

import re

from playwright.sync_api import expect

APPLICATIONS = "/admin/charter/applications/"


def test_an_officer_lists_and_opens_applications_and_awards(open_page):
    page = open_page("/admin/", who="officer", viewport={"width": 1280, "height": 1000})

    page.get_by_role("link", name="Applications", exact=True).click()
    expect(page.get_by_role("table")).to_contain_text("Riverside Liaison and Diversion")
    page.goto(f"{APPLICATIONS}?state=assessing")
    expect(page.get_by_role("table")).to_contain_text("Assessing")
    expect(page.get_by_role("table")).not_to_contain_text("Riverside Liaison and Diversion")

    page.goto("/admin/snippets/wagtail_charter/award/")
    expect(page.get_by_role("table").first).to_contain_text("Silver")
    expect(page.get_by_text(re.compile(r"OPC-\w{4}-\w{4}")).first).to_be_visible()


def test_a_web_editor_sees_no_applications(open_page):
    page = open_page("/admin/", who="editor")

    expect(page.get_by_role("link", name="Applications")).to_have_count(0)
    answer = page.goto(APPLICATIONS)

    assert answer.status in (403, 404) or APPLICATIONS not in page.url
