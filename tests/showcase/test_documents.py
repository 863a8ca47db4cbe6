"""Entries from a Word and a text document: each part in its block, and no word lost."""

import re
from pathlib import Path

import docx
import pytest
from django.core.management import CommandError, call_command

from tests.factories.organisations import make_service
from tests.factories.showcase import make_index
from wagtail_charter.showcase.imports.loading import import_showcase
from wagtail_charter.showcase.pages import ShowcaseEntryPage

CONTENT = Path(__file__).resolve().parents[2] / "example_site" / "demo" / "content"
WORD, TEXT = CONTENT / "showcase-from-word.docx", CONTENT / "showcase-from-text.txt"

pytestmark = pytest.mark.django_db


def words_of(text):
    return re.findall(r"\w+", text.casefold())


def words_of_file(path):
    if path.suffix == ".docx":
        return words_of(" ".join(paragraph.text for paragraph in docx.Document(path).paragraphs))
    return words_of(path.read_text(encoding="utf-8"))


def strings(value):
    """All text in the raw data of a StreamField."""
    if isinstance(value, str):
        return [re.sub(r"<[^>]+>|_", " ", value)]
    if isinstance(value, dict):
        return [text for part in value.values() for text in strings(part)]
    if isinstance(value, list):
        return [text for part in value for text in strings(part)]
    return []


def drafts_of(index):
    return [page.get_latest_revision_as_object() for page in ShowcaseEntryPage.objects.child_of(index)]


@pytest.mark.parametrize("path", [WORD, TEXT], ids=["word", "text"])
def test_each_part_of_a_document_stands_in_its_block(path):
    index = make_index()

    report = import_showcase(path, parent=index)

    drafts = drafts_of(index)
    assert report.added == len(drafts) == 3
    assert not any(page.live for page in ShowcaseEntryPage.objects.child_of(index))
    for draft in drafts:
        kinds = [block.block_type for block in draft.body]
        assert {"paragraph", "list", "quote", "sign_off"} <= set(kinds)
        assert kinds[-1] == "sign_off"


@pytest.mark.parametrize("path", [WORD, TEXT], ids=["word", "text"])
def test_every_word_of_a_document_is_kept(path):
    index = make_index()

    import_showcase(path, parent=index)

    kept = set()
    for draft in drafts_of(index):
        kept |= set(words_of(" ".join([draft.title, draft.summary, *strings(draft.body.get_prep_value())])))
    # How somebody is introduced ("said") is carried by the form of the quotation; a choice is kept as its words.
    assert set(words_of_file(path)) - kept <= {"said", "says"}


def test_the_command_loads_below_a_page_and_says_what_it_did(tmp_path, capsys):
    index = make_index()

    call_command("charter_import_showcase", str(TEXT), parent=str(index.pk))
    call_command("charter_import_showcase", str(TEXT), parent=str(index.pk))

    first, second = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Added")]
    assert first.startswith("Added: 3.")
    assert second == "Added: 0. Changed: 0. Already as in the file: 3."


def test_the_command_names_every_fault_and_changes_nothing(tmp_path, capsys):
    index = make_index()
    make_service("Harbour")
    path = tmp_path / "entries.yaml"
    path.write_text(
        "entries:\n"
        "  - {title: One, slug: one, summary: x, service: Nobody, body: []}\n"
        "  - {title: '', slug: two, summary: x, service: Harbour, body: []}\n"
        "  - {title: Three, slug: one, summary: x, service: Harbour, body: [{type: dance, value: x}]}\n"
        "  - {title: Four, slug: four, summary: x, service: Harbour, review_on: soon, body: []}\n",
        encoding="utf-8",
    )

    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("charter_import_showcase", str(path), parent=str(index.pk))

    faults = capsys.readouterr().err
    for place in (
        "entries[0].service",
        "entries[1].title",
        "entries[2]: The slug",
        "entries[2].body[0]",
        "entries[3].review_on",
    ):
        assert place in faults
    assert not ShowcaseEntryPage.objects.exists()
