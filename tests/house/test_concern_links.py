"""Wherever people write or read free text about a case, "I am worried about someone" stands on the page."""

import re

import pytest

from tests.house.sources import TEMPLATES

#: The rooms whose pages hold what people write to the charter team.
ROOMS = ("applications", "assessment", "organisations", "plans", "portal")
_INCLUDED = re.compile(r"{% include [\"']wagtail_charter/([^\"']+)[\"']")
#: Free text is a text that keeps its lines, or a box for one.
_FREE_TEXT = re.compile(r"\|linebreaks|<textarea|charter_field form\.text\b|_answers\.html")
#: Their text is by editors and by the charter team itself.
OF_THE_TEAM = {
    "applications/admin/message.html",
    "applications/application_page.html",
    "assessment/admin/outcome.html",
    "assessment/admin/outcome_step.html",
    "assessment/admin/preview.html",
    "organisations/claim_sent.html",
    "portal/home.html",
}


def whole(name):
    """The template ``name`` with all that it includes."""
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    parts = [whole(each) for each in _INCLUDED.findall(text) if not each.startswith("elements/")]
    return "\n".join([text, *parts])


def pages_with_free_text():
    """Every page of those rooms that shows or takes free text."""
    files = [path for room in ROOMS for path in (TEMPLATES / room).rglob("*.html")]
    names = [path.relative_to(TEMPLATES).as_posix() for path in files if not path.name.startswith("_")]
    return sorted(
        name
        for name in names
        if name not in OF_THE_TEAM and "/emails/" not in name and _FREE_TEXT.search(whole(name))
    )


def test_pages_with_free_text_are_found():
    assert {"applications/statement.html", "applications/admin/answers.html"} <= set(pages_with_free_text())


@pytest.mark.parametrize("name", pages_with_free_text())
def test_page_with_free_text_offers_the_way_to_the_safeguarding_contact(name):
    assert "{% charter_concern_link" in whole(name)
