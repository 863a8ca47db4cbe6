"""Entries from files: every fault named, nothing changed with one, no word lost."""

from pathlib import Path

import pytest

from tests.factories.organisations import make_service, make_theme
from tests.factories.showcase import make_index
from wagtail_charter.foundations.imports import ImportRefused
from wagtail_charter.showcase.imports.loading import import_showcase
from wagtail_charter.showcase.pages import ShowcaseEntryPage

FILES = Path(__file__).parent / "files"


def load(tmp_path, text, *, name="entries.yaml", **options):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    parent = options.pop("parent", None) or make_index()
    return import_showcase(path, parent=parent, **options)


WHOLE = """
entries:
  - title: Harbour Reconnect
    slug: harbour
    service: Harbour Reconnect
    summary: Two employers and one promise.
    content_notes: [custody]
    themes: [peer-support]
    review_on: 2027-06-22
    owner: Showcase editor
    body:
      - {type: paragraph, value: "7 peers & friends."}
      - {type: heading, value: The same deal}
      - {type: list, value: [pay, leave]}
      - {type: numbered_list, value: [first, second]}
      - {type: definition_list, value: [{term: Volunteer, definition: A few hours.}]}
      - {type: quote, value: {text: One kettle., attribution: first_name, name: Kofi, name_consent: true, role: Peer worker}}
      - {type: callout, value: {heading: Note, text: Mind this.}}
      - {type: roles, value: [{role: Peer worker, what: Meets people, paid: paid}]}
      - {type: opportunities, value: [{title: Driver, where: Harbour, closes_on: 2027-02-26, url: "https://example.org/jobs"}]}
      - {type: partners, value: [{name: Tideline, kind: subcontracts_roles}]}
      - {type: links, value: [{text: The deal, url: "https://example.org/deal"}]}
      - {type: video, value: {title: Words, url: "https://example.org/film", captions: true, transcript: All of it.}}
      - {type: sign_off, value: {role: Service lead, organisation: Harbour, name: Amara Whitlock, name_consent: true}}
"""


@pytest.mark.django_db
def test_yaml_loads_every_block_and_a_second_load_changes_nothing(tmp_path):
    index = make_index()
    make_service("Harbour Reconnect")
    make_theme("Peer support")

    first = load(tmp_path, WHOLE, parent=index)
    second = load(tmp_path, WHOLE, parent=index)

    entry = ShowcaseEntryPage.objects.get(slug="harbour").get_latest_revision_as_object()
    assert (first.added, first.changed, first.unchanged) == (1, 0, 0)
    assert (second.added, second.changed, second.unchanged) == (0, 0, 1)
    assert not entry.live
    assert [block.block_type for block in entry.body] == [
        "paragraph",
        "heading",
        "list",
        "numbered_list",
        "definition_list",
        "quote",
        "callout",
        "roles",
        "opportunities",
        "partners",
        "links",
        "video",
        "sign_off",
    ]
    assert entry.service.name == "Harbour Reconnect"
    assert [theme.slug for theme in entry.themes.all()] == ["peer-support"]
    assert entry.content_notes == ["custody"]


@pytest.mark.django_db
def test_published_import_is_listed_and_renders(tmp_path, client):
    index = make_index()
    make_service("Harbour Reconnect")
    make_theme("Peer support")

    load(tmp_path, WHOLE, parent=index, publish=True)
    again = load(tmp_path, WHOLE, parent=index, publish=True)

    assert again.changes == 0
    response = client.get("/showcase/harbour/")
    assert response.status_code == 200
    for words in (
        "7 peers &amp; friends.",
        "One kettle.",
        "Kofi",
        "Amara Whitlock",
        "Tideline",
        "All of it.",
    ):
        assert words in response.text
    assert index.listings.count() == 1


@pytest.mark.django_db
def test_dry_run_changes_nothing(tmp_path):
    make_service("Harbour Reconnect")
    make_theme("Peer support")

    report = load(tmp_path, WHOLE, dry_run=True)

    assert report.added == 1
    assert not ShowcaseEntryPage.objects.exists()


@pytest.mark.django_db
def test_changed_text_makes_a_draft_and_leaves_the_public_page(tmp_path, client):
    index = make_index()
    make_service("Harbour Reconnect")
    make_theme("Peer support")
    load(tmp_path, WHOLE, parent=index, publish=True)

    report = load(tmp_path, WHOLE.replace("One kettle.", "One teapot."), parent=index)

    assert report.changed == 1
    text = client.get("/showcase/harbour/").text
    assert "One kettle." in text
    assert "One teapot." not in text


@pytest.mark.django_db
def test_every_fault_is_named_and_nothing_changed(tmp_path):
    make_theme("Peer support")
    make_service("Harbour Reconnect")
    text = (
        WHOLE.replace("service: Harbour Reconnect", "service: Harbor Reconnect")
        .replace("themes: [peer-support]", "themes: [peer-suport]")
        .replace("review_on: 2027-06-22", "review_on: next year")
        .replace("type: callout", "type: call_out")
        .replace("paid: paid", "paid: well")
    )

    with pytest.raises(ImportRefused) as refused:
        load(tmp_path, text)

    assert sorted(fault.where for fault in refused.value.faults) == [
        "entries[0].body[6].type",
        "entries[0].body[7].value[0].paid",
        "entries[0].review_on",
        "entries[0].service",
        "entries[0].themes",
    ]
    assert not ShowcaseEntryPage.objects.exists()


@pytest.mark.django_db
def test_names_without_consent_and_films_without_transcript_are_drafts_but_not_published(tmp_path):
    index = make_index()
    make_service("Harbour Reconnect")
    make_theme("Peer support")
    text = WHOLE.replace(", name_consent: true", "").replace(
        "captions: true, transcript: All of it.", "captions: false"
    )

    with pytest.raises(ImportRefused) as refused:
        load(tmp_path, text, parent=index, publish=True)

    assert [fault.where for fault in refused.value.faults] == [
        "entries[0].body[5].name_consent",
        "entries[0].body[11].captions",
        "entries[0].body[11].transcript",
        "entries[0].body[12].name_consent",
    ]
    assert load(tmp_path, text, parent=index).added == 1


@pytest.mark.django_db
def test_table_reads_running_text_and_names_the_cell_of_a_fault(tmp_path):
    index = make_index()
    make_service("Harbour")
    rows = "title,service,summary,text,themes,review_on\n"
    good = rows + 'Harbour,Harbour,Short.,"First.\n\n- one\n- two",,2027-01-01\n'
    bad = rows + "Harbour,Harbor,Short.,First.,nothing,soon\n"

    with pytest.raises(ImportRefused) as refused:
        load(tmp_path, bad, parent=index, name="entries.csv")
    report = load(tmp_path, good, parent=index, name="entries.csv")

    assert [fault.where for fault in refused.value.faults] == [
        "line 2, column review_on",
        "line 2, service",
        "line 2, themes",
    ]
    assert report.added == 1
    body = ShowcaseEntryPage.objects.get().get_latest_revision_as_object().body
    assert [block.block_type for block in body] == ["paragraph", "list"]
