"""Named contacts in the admin."""

import pytest
from django.urls import reverse

from tests.factories.applications import make_staff
from wagtail_charter.support.models import Contact

pytestmark = pytest.mark.django_db
NS = "wagtailsnippets_wagtail_charter_contact"


@pytest.fixture
def officer(client):
    user = make_staff("add_contact", "change_contact", "delete_contact", "view_contact")
    client.force_login(user)
    return user


def test_contact_is_made_changed_found_and_read(client, officer):
    facts = {"name": "Charter team", "email": "team@charter.example", "role": "Front door"}

    assert client.post(reverse(f"{NS}:add"), facts).status_code == 302
    contact = Contact.objects.get()
    assert client.get(reverse(f"{NS}:inspect", args=[contact.pk])).status_code == 200
    client.post(reverse(f"{NS}:edit", args=[contact.pk]), {**facts, "name": "New team"})
    assert [row.name for row in client.get(reverse(f"{NS}:list"), {"q": "new"}).context["object_list"]] == [
        "New team"
    ]


def test_contact_needs_a_way_to_be_reached(client, officer):
    response = client.post(reverse(f"{NS}:add"), {"name": "Nobody there"})

    assert "Enter at least one way to reach them" in response.content.decode()
    assert "Nobody there" in response.content.decode()
    assert not Contact.objects.exists()


def test_contact_export_holds_no_live_formula(client, officer):
    Contact.objects.create(name="=1+1", email="a@b.example")

    response = client.get(reverse(f"{NS}:list"), {"export": "csv"})

    text = b"".join(response.streaming_content).decode()
    assert "'=1+1" in text
    assert "\n=1+1" not in text
