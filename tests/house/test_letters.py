"""Every letter: known to the team, in three parts, neutral outside, calm inside, from a person who can be asked."""

import ast
import re

import pytest
from django.utils import translation

from tests.house.sources import TEMPLATES, python_files, shown, tree
from wagtail_charter.letters.notifications import all_kinds
from wagtail_charter.letters.services import preview_kind

FRAME = {"letters/base"}
ENDINGS = ("_subject.txt", ".txt", ".html")
KINDS = {kind.template: kind for kind in all_kinds()}


def letters_on_disk():
    """The name of each letter that has a file, with the endings of its files."""
    found = {}
    for path in TEMPLATES.glob("*/emails/*"):
        ending = next(ending for ending in ENDINGS if path.name.endswith(ending))
        name = f"{path.parent.parent.name}/{path.name.removesuffix(ending)}"
        found.setdefault(name, set()).add(ending)
    return {name: endings for name, endings in found.items() if name not in FRAME}


def test_every_letter_is_known_to_the_team_and_has_its_three_parts():
    assert letters_on_disk() == {name: set(ENDINGS) for name in KINDS}


def names_queued():
    """Every name of a letter that stands in the code, in a call or as a constant of its room."""
    rooms = "|".join(sorted({path.parent.name for path in TEMPLATES.glob("*/emails")}))
    name = re.compile(rf"^(?:{rooms})/[a-z_]+$")
    return {
        (shown(path), node.value)
        for path in python_files()
        if "notifications" in str(path)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and name.match(node.value)
    }


def test_every_letter_that_is_queued_exists():
    found = names_queued()

    assert len(found) >= 5
    assert {(path, name) for path, name in found if name not in KINDS} == set()


#: A subject is read on locked screens and over shoulders: it names no state, no result and no concern.
LOUD = re.compile(
    r"\b(silver|gold|bronze|award(?:ed)?|declin\w*|refus\w*|reject\w*|success\w*|unsuccess\w*|concern\w*|worr\w*|safeguard\w*|urgent\w*|important|reminder|deadline|action)\b|!",
    re.I,
)
#: Words that hurry, order or talk down.
UNKIND = re.compile(
    r"\b(should|must|please note|submit\w*|fail\w*|hurry|urgent\w*|days? left|service users?)\b|!", re.I
)


@pytest.mark.django_db
@pytest.mark.parametrize("name", KINDS)
def test_a_letter_keeps_to_the_manners(name):
    kind = KINDS[name]
    with translation.override("en-gb"):
        written = preview_kind(kind, site=None)

    assert str(kind.title)
    assert str(kind.when), "say when somebody gets it"
    assert 0 < len(written.subject) <= 60
    assert LOUD.search(written.subject) is None, LOUD.search(written.subject).group(0)
    for part in (written.text, re.sub(r"<[^>]+>", " ", written.html)):
        assert UNKIND.search(part) is None, UNKIND.search(part).group(0)
        assert not re.search(r"\bNone\b(?! of)", part), "a fact is missing"
        assert part.count(written.sender.contact_phone or "nobody") <= 1, "the frame says how to reach them"
    assert len(set(re.findall(r"href=\"([^\"]+)\"", written.html))) <= 1, "one thing to do in a letter"
    assert "<img" not in written.html
    assert re.search(r"You (?:got|get) this", written.text), "say why they got it (block why)"
    for address in re.findall(r"href=\"(?!mailto:)([^\"]+)\"", written.html):
        assert address in written.text, "the plain text has the same link"


@pytest.mark.parametrize("subject", ["You won gold", "Your award", "Urgent: reply", "Welcome!"])
def test_a_loud_subject_is_found(subject):
    assert LOUD.search(subject)


@pytest.mark.parametrize("words", ["You should reply", "Submit it", "3 days left", "Well done!"])
def test_unkind_words_are_found(words):
    assert UNKIND.search(words)
