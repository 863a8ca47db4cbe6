"""Our own part of the admin: what axe says of each list, form and step."""

import re

import pytest

from tests.browser.visits import axe_says

SNIPPETS = "/admin/snippets/wagtail_charter"
LISTS = [
    *(
        f"{SNIPPETS}/{name}/"
        for name in (
            "organisation",
            "service",
            "award",
            "region",
            "glossaryterm",
            "frameworkedition",
            "theme",
            "evidencestatement",
            "awardlevel",
            "contact",
        )
    ),
    "/admin/charter_sessions/",
    "/admin/charter/applications/",
    "/admin/charter/interest/",
    "/admin/charter/rounds/",
    "/admin/charter/claims/",
    "/admin/charter/memberships/",
    "/admin/charter/concerns/",
    "/admin/charter/letters/",
    "/admin/charter/accounts/",
    "/admin/reports/charter-reviews/",
]
FORMS = [
    f"{SNIPPETS}/award/issue/",
    f"{SNIPPETS}/award/note/",
    f"{SNIPPETS}/organisation/add/",
    f"{SNIPPETS}/service/add/",
    f"{SNIPPETS}/contact/add/",
    "/admin/charter_sessions/new/",
]
#: A list, and what is done to a row of it.
OF_A_ROW = [
    (f"{SNIPPETS}/organisation/", f"{SNIPPETS}/organisation/edit/{{pk}}/"),
    (f"{SNIPPETS}/organisation/", "/admin/charter/organisations/{pk}/merge/"),
    (f"{SNIPPETS}/service/", f"{SNIPPETS}/service/edit/{{pk}}/"),
    (f"{SNIPPETS}/award/", f"{SNIPPETS}/award/edit/{{pk}}/"),
    (f"{SNIPPETS}/award/", f"{SNIPPETS}/award/inspect/{{pk}}/"),
    (f"{SNIPPETS}/evidencestatement/", f"{SNIPPETS}/evidencestatement/edit/{{pk}}/"),
    (f"{SNIPPETS}/frameworkedition/", f"{SNIPPETS}/frameworkedition/edit/{{pk}}/"),
    ("/admin/charter/applications/", "/admin/charter/applications/edit/{pk}/"),
    ("/admin/charter/applications/", "/admin/charter/applications/inspect/{pk}/"),
    ("/admin/charter_sessions/", "/admin/charter_sessions/edit/{pk}/"),
    ("/admin/charter/interest/", "/admin/charter/interest/inspect/{pk}/"),
    ("/admin/charter/claims/", "/admin/charter/claims/inspect/{pk}/"),
    ("/admin/charter/memberships/", "/admin/charter/memberships/inspect/{pk}/"),
    ("/admin/charter/concerns/", "/admin/charter/concerns/inspect/{pk}/"),
    ("/admin/charter/letters/", "/admin/charter/letters/inspect/{pk}/"),
    ("/admin/charter/accounts/", "/admin/charter/accounts/inspect/{pk}/"),
]


def assert_axe_is_content(page):
    """Nothing in ``main`` but in Wagtail's own widgets; around it only what Wagtail's frame breaks by itself."""
    page.wait_for_load_state("networkidle")

    assert axe_says(page, is_in_admin=True) == []


@pytest.mark.parametrize("address", [*LISTS, *FORMS])
def test_axe_finds_nothing_in_lists_and_forms(desk_page, address):
    page = desk_page(address, who="officer")

    assert page.url.endswith(address)
    assert_axe_is_content(page)


@pytest.mark.parametrize(("listed", "address"), OF_A_ROW)
def test_axe_finds_nothing_in_what_is_done_to_a_row(desk_page, listed, address):
    page = desk_page(listed, who="officer")
    link = page.locator("main a[href*='/edit/'], main a[href*='/inspect/']").first.get_attribute("href")
    address = address.format(pk=re.search(r"/(?:edit|inspect)/(\d+)/", link)[1])

    answer = page.goto(address)

    assert answer.status == 200
    assert page.url.endswith(address)
    assert_axe_is_content(page)


@pytest.mark.parametrize("title", ["Riverside", "Fair checks", "Consent for stories", "Register"])
def test_axe_finds_nothing_in_the_forms_of_pages(desk_page, title):
    page = desk_page(f"/admin/pages/search/?q={title}", who="editor")
    edit = page.locator("main a[href*='/admin/pages/'][href*='/edit/']").first.get_attribute("href")

    page.goto(edit)

    assert_axe_is_content(page)
