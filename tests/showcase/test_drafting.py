"""An entry is drafted for a service that asked for one; an editor writes and publishes it."""

import pytest

from tests.factories.awards import make_accepted
from tests.factories.showcase import make_entry, make_index
from wagtail_charter.showcase.models import EntryToWrite, ShowcaseListing
from wagtail_charter.showcase.pages import ShowcaseEntryPage
from wagtail_charter.showcase.services import draft_entries, waiting_for_draft

pytestmark = pytest.mark.django_db

LINE = "The panel liked how people are welcomed."


def accept(capture, **facts):
    with capture(execute=True):
        return make_accepted("gold", wants_showcase=True, **facts)


def test_acceptance_makes_one_draft_that_is_not_public(client, django_capture_on_commit_callbacks):
    index = make_index()
    application = accept(django_capture_on_commit_callbacks, quotable_line=LINE, may_be_quoted=True)
    draft_entries()

    entry = ShowcaseEntryPage.objects.get()
    assert entry.get_parent().pk == index.pk
    assert (entry.live, entry.owner, entry.service) == (False, None, application.service)
    assert [block.block_type for block in entry.body] == ["paragraph", "quote"]
    assert entry.body[1].value["text"] == LINE
    assert entry.latest_revision is not None
    assert EntryToWrite.objects.get().entry == entry
    assert not ShowcaseListing.objects.exists()
    assert client.get(entry.url or "/showcase/x/").status_code == 404


def test_the_line_is_no_quote_unless_the_service_agreed(django_capture_on_commit_callbacks):
    make_index()
    accept(django_capture_on_commit_callbacks, quotable_line=LINE)

    assert [block.block_type for block in ShowcaseEntryPage.objects.get().body] == ["paragraph"]


def test_nobody_who_did_not_ask_gets_one(django_capture_on_commit_callbacks):
    make_index()
    with django_capture_on_commit_callbacks(execute=True):
        make_accepted("gold")
    draft_entries()

    assert not ShowcaseEntryPage.objects.exists()


def test_without_a_showcase_it_waits_and_nothing_is_lost(django_capture_on_commit_callbacks):
    accept(django_capture_on_commit_callbacks)
    assert waiting_for_draft().count() == 1

    make_index()
    assert draft_entries() == "1 drafted"
    assert (draft_entries(), waiting_for_draft().count()) == ("0 drafted", 0)


def test_a_draft_that_an_editor_deletes_does_not_come_back(django_capture_on_commit_callbacks):
    make_index()
    accept(django_capture_on_commit_callbacks)
    ShowcaseEntryPage.objects.get().delete()

    draft_entries()

    assert not ShowcaseEntryPage.objects.exists()


def test_a_service_with_an_entry_gets_no_second_one(django_capture_on_commit_callbacks):
    entry = make_entry("Harbour")
    accept(django_capture_on_commit_callbacks, service=entry.service)

    assert ShowcaseEntryPage.objects.get() == entry
    assert waiting_for_draft().count() == 0


def test_a_room_that_is_off_does_nothing(settings, django_capture_on_commit_callbacks, monkeypatch):
    make_index()
    conf_type = type(__import__("wagtail_charter.conf", fromlist=["conf"]).conf)
    monkeypatch.setattr(conf_type, "is_room_on", lambda self, room: room != "showcase")

    accept(django_capture_on_commit_callbacks)

    assert not ShowcaseEntryPage.objects.exists()
