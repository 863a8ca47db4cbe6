"""What the pages of every room do alike for search engines and for those who read by headings."""

import json
import re
from itertools import pairwise

import pytest

from tests.factories.awards import make_award
from tests.factories.framework import make_edition
from tests.factories.resources import make_resource, make_resource_index
from tests.factories.showcase import make_entry, make_home, make_index
from wagtail_charter.awards.pages import RegisterPage
from wagtail_charter.framework.pages import FrameworkPage
from wagtail_charter.showcase.models import provider_key

pytestmark = pytest.mark.django_db


def meta_of(client, path):
    """The names and properties of the page's meta elements, and its canonical address."""
    text = client.get(path).content.decode()
    found = dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', text))
    return {**found, "canonical": "".join(re.findall(r'<link rel="canonical" href="([^"]+)"', text))}


def test_a_callout_leaves_no_gap_in_the_headings(client):
    body = [{"type": "callout", "value": {"heading": "If someone is in danger", "text": "Call 999."}}]
    page = make_resource(make_resource_index(slug="library"), body=json.dumps(body))

    text = client.get(page.url).content.decode()

    levels = [int(level) for level in re.findall(r"<h([1-6])\b", text)]
    assert "If someone is in danger" in text
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_page_of_a_provider_describes_itself(client):
    index = make_index("Showcase", parent=make_home())
    provider = make_entry(index=index).service.provider

    meta = meta_of(client, f"{index.url}provider/{provider_key(provider.pk, provider.name)}/")

    assert provider.name in meta["description"]


def test_the_charter_and_its_statements_can_be_shared(client):
    edition = make_edition()
    page = make_home().add_child(instance=FrameworkPage(title="The charter", slug="charter", edition=edition))
    code = edition.themes.first().statements.first().code

    for path in (page.url, f"{page.url}{edition.version}/{code}/"):
        meta = meta_of(client, path)
        assert meta["og:title"], path
        assert meta["og:url"] == meta["canonical"] != "", path


def test_the_page_that_checks_awards_has_one_address(client):
    page = make_home().add_child(instance=RegisterPage(title="Register", slug="awards"))

    assert meta_of(client, f"{page.url}verify/")["canonical"] == page.full_url + "verify/"
    assert meta_of(client, f"{page.url}verify/?reference=")["canonical"] == page.full_url + "verify/"
    reference = make_award().reference
    assert meta_of(client, f"{page.url}verify/{reference}/")["robots"] == "noindex"
