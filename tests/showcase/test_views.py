"""The provider's page, and new entries from a document in the admin."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories.organisations import make_organisation, make_service
from tests.factories.people import make_staff
from tests.factories.showcase import make_entry, make_index
from wagtail_charter.roles import Role
from wagtail_charter.showcase.models import provider_key
from wagtail_charter.showcase.pages import ShowcaseEntryPage

pytestmark = pytest.mark.django_db

TEXT = "Cinder Hill\n\nWe listen & learn.\n\n- one\n- two\n\n“It is a normal job.” Denise, shift lead\n\nTeam manager\nCinder Hill Youth Team\n"


def upload(text=TEXT, name="entries.txt"):
    return {"document": SimpleUploadedFile(name, text.encode())}


def test_provider_page_rolls_up_services_and_entries(client):
    index = make_index()
    provider = make_organisation("Harbour Forward")
    make_entry("Harbour Reconnect", index=index, service=make_service("Harbour Reconnect", provider=provider))
    make_service("Quiet service", provider=provider)

    response = client.get(f"/showcase/provider/{provider_key(provider.pk, provider.name)}/")

    assert response.status_code == 200
    assert "Harbour Reconnect" in response.text
    assert "Quiet service" not in response.text


@pytest.mark.parametrize("key", ["0", "x", "99999999", "1-", "9" * 40])
def test_provider_page_of_nobody_is_not_found(client, key):
    make_index()

    assert client.get(f"/showcase/provider/{key}/").status_code == 404


def test_provider_page_leads_on_from_an_old_name_and_a_merged_provider(client):
    index = make_index()
    provider = make_organisation("Harbour Forward")
    old = make_organisation("Old Harbour", merged_into=provider)
    make_entry("Harbour", index=index, service=make_service(provider=provider))
    today = f"/showcase/provider/{provider.pk}-harbour-forward/"

    assert client.get(f"/showcase/provider/{provider.pk}-harbor/").url == today
    assert client.get(f"/showcase/provider/{old.pk}/").url == today


def test_provider_without_listed_entry_is_not_found(client):
    index = make_index()
    entry = make_entry("Harbour", index=index, live=False)

    key = provider_key(entry.service.provider_id, entry.service.provider.name)
    assert client.get(f"/showcase/provider/{key}/").status_code == 404


@pytest.fixture
def index():
    return make_index()


@pytest.fixture
def editor(client, index):
    user = make_staff(Role.EDITOR)
    client.force_login(user)
    return user


def address(index):
    return reverse("charter_showcase_document", args=[index.pk])


def test_document_is_shown_before_drafts_are_made(client, index, editor):
    preview = client.post(address(index), upload())

    assert preview.status_code == 200
    assert not ShowcaseEntryPage.objects.exists()
    assert "It is a normal job." in preview.text
    assert "Denise" in preview.text

    entries = preview.context["confirm"].initial["entries"]
    made = client.post(address(index), {"entries": entries})

    entry = ShowcaseEntryPage.objects.get()
    assert made.status_code == 302
    assert (entry.title, entry.live, entry.owner) == ("Cinder Hill", False, editor)


def test_document_that_stands_already_is_refused_with_a_sentence(client, index, editor):
    make_entry("Cinder Hill", index=index)

    response = client.post(address(index), upload())

    assert "stands in this showcase already" in response.text
    assert ShowcaseEntryPage.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "name"), [("", "entries.txt"), (TEXT, "entries.pdf"), ("not zip", "entries.docx")]
)
def test_document_that_cannot_be_read_gets_a_sentence(client, index, editor, text, name):
    response = client.post(address(index), upload(text, name))

    assert response.status_code == 200
    assert response.context["form"].errors["document"]


def test_preview_cannot_be_forged_or_used_elsewhere(client, index, editor):
    other = make_index("Other showcase")
    entries = client.post(address(index), upload()).context["confirm"].initial["entries"]

    for target, value in [(index, entries + "x"), (other, entries)]:
        assert client.post(address(target), {"entries": value}).status_code == 200
    assert not ShowcaseEntryPage.objects.exists()


def test_document_view_asks_for_the_permission_to_add(client, index):
    client.force_login(make_staff(Role.GOVERNANCE))

    assert client.get(address(index)).status_code in (302, 403)
    assert client.post(address(index), upload()).status_code in (302, 403)
    assert not ShowcaseEntryPage.objects.exists()


def test_explorer_offers_the_button_and_columns_to_an_editor(client, index, editor):
    make_entry("Harbour", index=index, review_on=datetime.date(2031, 3, 1))

    response = client.get(reverse("wagtailadmin_explore", args=[index.pk]))

    assert response.status_code == 200
    assert address(index) in response.text
    assert "Next review" in response.text
    assert "1 Mar 2031" in response.text
    # All are entries and none has pages below: the room is for the title.
    names = [column.name for column in response.context["table"].columns.values()]
    assert names[1:] == [
        "title",
        "setting",
        "level",
        "review_on",
        "latest_revision_created_at",
        "status",
    ]


def test_entry_editor_opens_and_says_what_to_look_at(client, index, editor):
    entry = make_entry("Harbour", index=index)

    response = client.get(reverse("wagtailadmin_pages:edit", args=[entry.pk]))

    assert response.status_code == 200
    assert "There is no date for the next review." in response.text


def test_glossary_is_edited_as_a_snippet(client, editor):
    url = reverse("wagtailsnippets_wagtail_charter_glossaryterm:add")

    response = client.post(
        url, {"abbreviation": "L&D", "full": "liaison and diversion", "is_spelled_out": "on"}
    )

    assert response.status_code == 302
    assert client.get(reverse("wagtailsnippets_wagtail_charter_glossaryterm:list")).status_code == 200
