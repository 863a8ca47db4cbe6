"""The handbook is true: its links lead somewhere, and what it names exists."""

import re

import pytest
from django.core.management import get_commands
from django.urls import URLPattern, get_resolver
from django.utils.text import slugify

from tests.house.sources import APP, ROOT, shown
from wagtail_charter import models
from wagtail_charter.conf import SETTING_NAMES

PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^```.*?^```", re.M | re.S)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")


def prose(path):
    """A page without its blocks of code."""
    return FENCE.sub("", path.read_text(encoding="utf-8"))


def anchors(path):
    """The anchors of a page's headings."""
    headings = re.findall(r"^#+\s+(.+)$", prose(path), re.M)
    return {slugify(re.sub(r"[`*]", "", heading)) for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_links_lead_somewhere(page):
    lost = []
    for target in LINK.findall(prose(page)):
        if target.startswith(("https://", "http://", "mailto:")):
            continue
        name, _, anchor = target.partition("#")
        there = (page.parent / name).resolve() if name else page
        if not there.exists() or (anchor and there.suffix == ".md" and anchor not in anchors(there)):
            lost.append(target)

    assert lost == []


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_named_commands_exist(page):
    named = set(re.findall(r"\bcharter_[a-z]+(?:_[a-z]+)*\b", page.read_text(encoding="utf-8")))

    assert {name for name in named if name not in get_commands() and name not in URL_NAMES} == set()


URL_NAMES = {
    "charter_elements",
    "charter_tags",
    "charter_body",
    "charter_title",
    "charter_head",
    "charter_embeds",
    "charter_breadcrumb",
    "charter_form",
    "charter_js",
    "charter_main_close",
    "charter_main_open",
}


def test_every_command_is_in_the_handbook():
    said = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    ours = {name for name, app in get_commands().items() if app == "wagtail_charter"}

    assert {name for name in ours if name not in said} == set()


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_named_settings_exist(page):
    named = set(re.findall(r"WAGTAIL_CHARTER\[\s*[\"'](\w+)[\"']\s*\]", page.read_text(encoding="utf-8")))

    assert named <= set(SETTING_NAMES)


def test_the_settings_page_names_each_setting_and_no_other():
    rows = re.findall(r"^\| `(\w+)` \|", (ROOT / "docs" / "settings.md").read_text(encoding="utf-8"), re.M)

    assert sorted(rows) == sorted(SETTING_NAMES)


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_named_files_and_modules_exist(page):
    """`wagtail_charter/…`, `example_site/…`, `tests/…`, `docs/…` in backquotes are places that exist."""
    named = re.findall(r"`((?:wagtail_charter|example_site|tests|docs)/[\w./-]*)`", prose(page))

    assert [
        name
        for name in named
        if not (ROOT / name).exists()
        and not (APP / "templates" / name).exists()
        and not (APP / "static" / name).exists()
    ] == []


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_named_page_types_exist(page):
    named = set(re.findall(r"`(\w+Page)`", prose(page)))

    assert {name for name in named if not hasattr(models, name)} - {
        "HomePage",
        "ContentPage",
        "Page",
    } == set()


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_named_make_targets_exist(page):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))

    assert set(re.findall(r"`?make ([a-z-]+)`", page.read_text(encoding="utf-8"))) <= targets


def test_the_readme_names_every_page_type_and_room():
    said = (ROOT / "README.md").read_text(encoding="utf-8")
    rooms = {path.name for path in APP.iterdir() if (path / "__init__.py").exists()}
    rooms -= {"management", "migrations", "templatetags"}

    assert {name for name in models.__all__ if name.endswith("Page") and f"`{name}`" not in said} == set()
    assert {room for room in rooms if f"`{room}`" not in said} == set()


def test_the_changelog_has_room_for_the_next_release():
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)

    assert headings[0] == "[Unreleased]"


def test_decisions_are_numbered_and_short():
    said = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
    decisions = re.split(r"^## ", said, flags=re.M)[1:]

    assert [int(text.split(".", 1)[0]) for text in decisions] == list(range(1, len(decisions) + 1))
    for text in decisions:
        lines = [line for line in text.splitlines()[1:] if line.strip()]
        assert len(lines) == 3, text


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_named_url_names_exist(page):
    named = set(re.findall(r"`charter:([\w:-]+)`", prose(page)))
    known = {
        pattern.name
        for resolver in get_resolver().url_patterns
        if getattr(resolver, "namespace", None) == "charter"
        for pattern in resolver.url_patterns
        if isinstance(pattern, URLPattern)
    }

    assert named <= known
