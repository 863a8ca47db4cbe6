"""A visitor reads the showcase of the demo: the 16 real services, in our words, as the importers load them."""

import re
from html import unescape

import pytest
import yaml
from django.core.management import call_command

from example_site.demo.reading import CONTENT, read
from tests.factories.showcase import make_home, make_index
from wagtail_charter.awards.services import note_external_award
from wagtail_charter.events.services import SYSTEM
from wagtail_charter.organisations.models import Service
from wagtail_charter.showcase.models import ShowcaseListing

pytestmark = pytest.mark.django_db

OPTION = re.compile(r'name="(setting|region|level|theme|provider)" [^>]*?value="([^"]+)"')
HEADING = re.compile(r"\b(?:(\d+) of )?(\d+) services?\b")


@pytest.fixture
def showcase(tmp_path):
    """The content of the demo below one showcase, without its pictures."""
    index = make_index("Showcase", parent=make_home())
    for name in ("framework-public-shape", "framework"):
        call_command("charter_load_framework", str(CONTENT / f"{name}.yaml"), publish=True, verbosity=0)
    call_command("charter_import_organisations", str(CONTENT / "organisations.yaml"), verbosity=0)
    content = read("showcase")
    for row in content["entries"]:
        row.pop("picture", None)
        row.pop("picture_alt", None)
    file = tmp_path / "showcase.yaml"
    file.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    call_command("charter_import_showcase", str(file), parent=str(index.pk), publish=True, verbosity=0)
    services = {service.name: service for service in Service.objects.all()}
    for row in content["external_awards"]:
        facts = {key: value for key, value in row.items() if key != "service"}
        note_external_award(services[row["service"]], by=SYSTEM, **facts)
    return index


def shown(client, query=""):
    """How many services the list at ``query`` names in its heading, and the page itself."""
    text = client.get(f"/showcase/?{query}").content.decode()
    found = HEADING.search(text.partition("<main")[2].partition('id="results"')[2] or text)
    return int(found[1] or found[2]), text


def test_the_list_names_all_sixteen_in_our_words(client, showcase):
    number, text = shown(client)

    assert number == 16
    text += client.get("/showcase/?page=2").content.decode()
    rows = {row["summary"] for row in read("showcase")["entries"]}
    listings = list(ShowcaseListing.objects.select_related("entry"))
    assert {listing.summary for listing in listings} == rows
    for listing in listings:
        answer = client.get(listing.entry.url)
        assert answer.status_code == 200
        assert f'href="{listing.entry.url}"' in text
        assert listing.summary in unescape(answer.content.decode())


def test_each_filter_narrows_the_list_and_its_counts_agree(client, showcase):
    context = client.get("/showcase/").context
    facets = {facet.name: facet for facet in context["filters"].facets}

    assert set(facets) == {"setting", "region", "level", "theme", "provider"}
    for name, facet in facets.items():
        assert len(facet.options) > 1, name
        for option in facet.options:
            number, text = shown(client, f"{name}={option.value}")
            assert number == option.count, (name, option.value)
            assert 0 < number < 16, (name, option.value)
            assert str(option.label) in unescape(text)
    for name in ("setting", "region", "level", "provider"):
        assert sum(option.count for option in facets[name].options) <= 16


def test_filters_together_and_a_search_agree_with_the_rows(client, showcase):
    row = ShowcaseListing.objects.exclude(region="").first()
    query = f"region={row.region}&setting={row.setting_group}&q={row.title.split()[0]}"
    number, text = shown(client, query)

    assert row.title in unescape(text)
    same = ShowcaseListing.objects.filter(region=row.region, setting_group=row.setting_group)
    assert number == same.filter(search_text__contains=row.title.split()[0].casefold()).count()


def test_the_silver_of_2022_shows_as_the_award_of_another_scheme(client, showcase):
    (row,) = read("showcase")["external_awards"]
    facets = {facet.name: facet for facet in client.get("/showcase/").context["filters"].facets}
    (others,) = [option for option in facets["level"].options if "of another scheme" in option.label]
    listing = ShowcaseListing.objects.get(is_external_level=True)

    assert (row["level_as_published"], row["year"]) == ("Silver", 2022)
    assert others.label == "Silver, of another scheme"
    number, text = shown(client, f"level={others.value}")
    assert number == 1
    assert listing.level_sentence in text
    assert row["issuer_name"] in listing.level_sentence
    assert "2022" in listing.level_sentence
    assert listing.level_sentence in client.get(listing.entry.url).content.decode()
