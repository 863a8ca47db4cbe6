"""Templates: each is used, stands on the right base, and holds no inline code and nothing from another host."""

import re

import pytest
from django.template import engines
from django.template.loader import get_template

from tests.house.sources import APP, STATIC, TEMPLATES, python_files, shown

EXAMPLE = APP.parent / "example_site"
PREFIX = "wagtail_charter/"
ALL = sorted(path for path in TEMPLATES.rglob("*") if path.is_file()) if TEMPLATES.exists() else []
HTML = [path for path in ALL if path.suffix == ".html"]
#: Wagtail and Django find these by their place; no code of ours names them. Letters: see test_letters.py.
FOUND_BY_PLACE = re.compile(r"^(forms/|elements/forms/|.*/admin/|.*/emails/)")
#: What a page may not hold: code or looks in the page itself.
INLINE = {
    "a script in the page": re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/ld\+json\")[^>]*>", re.I
    ),
    "a style in the page": re.compile(r"<style\b", re.I),
    "a style attribute": re.compile(r"<[^>]+\sstyle\s*=", re.I),
    "an event attribute": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=\s*[\"']", re.I),
    "a javascript: address": re.compile(r"javascript:", re.I),
}
#: What every letter extends. It says nothing of looks: mail programs have a reader's own type and size.
LETTER_FRAME = "wagtail_charter/letters/emails/base.html"
#: Addresses that name a vocabulary or a place to read; nothing is fetched from them.
NO_FETCH = ("https://schema.org", "http://www.w3.org/", "https://www.w3.org/")
FETCHED = re.compile(
    r"(?:src|srcset|poster|data|action)\s*=\s*[\"'](https?:)?//|<link[^>]+href=[\"'](https?:)?//|url\(\s*[\"']?(https?:)?//"
)
COMMENT = re.compile(r"{#.*?#}|{%\s*comment\b.*?{%\s*endcomment\s*%}|<!--.*?-->", re.S)


def name_of(path):
    """A template's name as Django knows it."""
    return PREFIX + str(path.relative_to(TEMPLATES))


def text_of(path):
    """What a template says, without its comments."""
    return COMMENT.sub("", path.read_text(encoding="utf-8"))


PORTAL_BASE = "wagtail_charter/portal.html"
PORTAL = [path for path in HTML if re.search(rf'{{%\s*extends\s+"{PORTAL_BASE}"', text_of(path))]


def everything_that_may_call():
    """The text of every file that may name a template: code, other templates, the example site and its settings."""
    files = [*python_files(), *ALL, *python_files(EXAMPLE), *sorted((EXAMPLE / "templates").rglob("*.html"))]
    return {path: path.read_text(encoding="utf-8") for path in files}


def faults_of(rule, paths):
    """What ``rule(path)`` says against each of ``paths``: one test a rule, and all that breaks it named at once."""
    return [f"{shown(path)}: {fault}" for path in paths if (fault := rule(path))]


def test_the_templates_are_found():
    assert len(HTML) > 100
    assert len(PORTAL) > 10


def test_a_template_has_a_caller():
    callers = everything_that_may_call()

    def rule(path):
        if FOUND_BY_PLACE.match(name_of(path).removeprefix(PREFIX)):
            return ""
        called = any(other != path and is_called(path, other, text) for other, text in callers.items())
        return "" if called else "nothing calls it"

    assert faults_of(rule, ALL) == []


def is_called(path, other, text):
    """Whether ``text`` (of the file ``other``) names the template: whole, or put together in the code of its room."""
    name = name_of(path)
    if name in text:
        return True
    folder, room = name.rsplit("/", 1)[0], name.removeprefix(PREFIX).split("/")[0]
    if other.suffix != ".py" or folder not in text:
        return False
    return f"}}/{path.name}" in text or (room == "elements" and f'"{path.stem}"' in text)


@pytest.mark.parametrize("sin", INLINE)
def test_a_template_holds_no_inline_code(sin):
    def rule(path):
        found = INLINE[sin].search(text_of(path))
        return found and f"{sin}: {found.group(0)}"

    assert faults_of(rule, HTML) == []


def test_a_template_fetches_nothing_from_another_host():
    def rule(path):
        text = text_of(path)
        for known in NO_FETCH:
            text = text.replace(known, "")
        found = FETCHED.search(text)
        return found and found.group(0)

    assert faults_of(rule, [*HTML, *sorted(STATIC.rglob("*.css"))]) == []


def test_a_page_stands_on_the_right_base():
    assert faults_of(wrong_base, HTML) == []


def wrong_base(path):
    """What is wrong about the base that a template extends; empty where nothing is."""
    name = name_of(path).removeprefix(PREFIX)
    extends = re.search(r"{%\s*extends\s+(.+?)\s*%}", text_of(path))
    is_part = (
        path.name.startswith("_")
        or name.startswith(("elements/", "blocks/", "forms/"))
        or "/includes/" in name
    )
    base = extends.group(1) if extends else ""
    if name == "base.html":
        is_right = not base and "{% extends_host_base %}" in text_of(path)
        return "" if is_right else "the host chooses its base by a setting"
    if "/emails/" in name:
        is_right = base == ("" if name_of(path) == LETTER_FRAME else f'"{LETTER_FRAME}"')
        return "" if is_right else f"it is a letter: it extends {LETTER_FRAME}"
    if is_part or "/blocks/" in name:
        return base and "it is a part of a page and extends nothing"
    if "/admin/" in name:
        is_right = not base or PREFIX in base or "admin" in base
        return "" if is_right else "it goes round the admin's base"
    return "" if base.strip("\"'").startswith(PREFIX) else f"it goes round {PREFIX}base.html"


def test_a_part_is_named_as_one():
    """Parts of a room start with an underscore and lie in its ``includes``."""

    def rule(path):
        name = name_of(path).removeprefix(PREFIX)
        if "/includes/" in name:
            return "" if path.name.startswith("_") else "it is a part: its name starts with an underscore"
        lies_right = not path.name.startswith("_") or name.startswith("elements/")
        return "" if lies_right else "it is a part: it lies in includes/"

    assert faults_of(rule, HTML) == []


def test_a_template_is_well_formed():
    for path in ALL:
        get_template(name_of(path))


def test_every_template_that_is_called_exists():
    """A name written out in a template's ``include`` or ``extends`` can be found."""
    called = {
        name
        for path in HTML
        for name in re.findall(r"{%\s*(?:include|extends)\s+[\"']([^\"']+)[\"']", text_of(path))
    }

    for name in called:
        engines["django"].get_template(name)


@pytest.mark.parametrize(
    ("sin", "text"),
    [
        ("a script in the page", "<script>go()</script>"),
        ("a style in the page", "<style>p{}</style>"),
        ("a style attribute", '<p style="color:red">'),
        ("an event attribute", '<a href="#" onclick="go()">'),
        ("a javascript: address", '<a href="javascript:go()">'),
    ],
)
def test_planted_inline_code_is_found(sin, text):
    assert INLINE[sin].search(text)


@pytest.mark.parametrize(
    "text",
    [
        '<img src="https://example.org/a.png">',
        "a{background:url(//example.org/a.png)}",
        '<link rel="stylesheet" href="https://example.org/a.css">',
    ],
)
def test_a_planted_fetch_is_found(text):
    assert FETCHED.search(text)


def test_a_script_with_an_address_and_structured_data_pass():
    honest = '<script type="module" src="/a.js"></script><script type="application/ld+json">{}</script>'

    assert INLINE["a script in the page"].search(honest) is None


def test_the_portal_ends_with_the_person_to_turn_to():
    """The help block stands once, after all that a page asks, and nothing comes after it."""
    base = text_of(TEMPLATES / "portal.html")

    assert len(re.findall(r"{%\s*charter_contact\b", base)) == 1
    assert base.count('block_id="charter-help"') == 1
    assert re.search(r'block_id="charter-help" %}\s*{% endblock charter_body %}\s*$', base)


def test_a_page_of_the_portal_leaves_the_help_block_where_it_is():
    """Same block, same place, on every page of the portal (WCAG 3.2.6): a page fills "portal_body" and no more."""

    def rule(path):
        text = text_of(path)
        if "{% block portal_body %}" not in text:
            return "it fills no portal_body"
        if re.search(r"{%\s*charter_contact\b", text):
            return "the help block would stand there twice"
        return re.search(r"{%\s*block\s+(?:charter_body|content)\b", text) and "the help block would be gone"

    assert faults_of(rule, PORTAL) == []
