"""The register as visitors read it."""

import datetime
import json

import pytest
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction, Site

from tests.factories.awards import make_award, make_external_award
from tests.factories.organisations import make_organisation, make_region, make_service, make_setting
from wagtail_charter.awards.models import Award
from wagtail_charter.awards.pages import RegisterPage
from wagtail_charter.awards.states import LISTED_STATES, AwardState
from wagtail_charter.framework.models import CharterSettings
from wagtail_charter.support.models import Contact

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    site = Site.objects.get(is_default_site=True)
    CharterSettings.objects.create(site=site, contact=Contact.objects.create(name="Charter team"))
    page = site.root_page.add_child(instance=RegisterPage(title="Awards", slug="awards"))
    return page


def text_of(response):
    return " ".join(response.content.decode().split())


def names_in(response):
    return [award.service.name for award in response.context["register"].awards]


def test_register_lists_awards_of_this_scheme_that_stand(client, register):
    for state in AwardState:
        make_award(make_service(f"Service {state}"), at_state=state)
    make_external_award(make_service("Elsewhere"))
    make_award(make_service("Unlisted"), is_listed=False)

    response = client.get("/awards/")

    assert sorted(names_in(response)) == sorted(f"Service {state}" for state in LISTED_STATES)
    assert "3 awards" in text_of(response)
    assert not response.cookies


def test_register_says_how_many_of_all_are_left(client, register):
    for number in range(3):
        make_award(make_service(f"Silver {number}"))
    make_award(make_service("Gold team"), level="gold")

    response = client.get("/awards/", {"level": "gold"})

    assert names_in(response) == ["Gold team"]
    assert response.context["register"].heading == "1 of 4 awards"
    assert "Level: Gold" in text_of(response)


def test_register_heading_counts_all_awards_when_searched(client, register):
    make_award(make_service("Harbour team"))
    make_award(make_service("Valley team"))

    response = client.get("/awards/", {"q": "harbour"})

    assert response.context["register"].heading == "1 of 2 awards"


@pytest.mark.parametrize("words", ["harbour", "HARBOUR Trust", "ch-7k4m", "CH7K4MQ2XD"])
def test_register_is_searched_by_service_provider_and_reference(client, register, words):
    make_award(
        make_service("Harbour team", provider=make_organisation("Coast Trust")), reference="CH-7K4M-Q2XD"
    )
    make_award(make_service("Valley team"))

    assert names_in(client.get("/awards/", {"q": words})) == ["Harbour team"]


def test_counts_agree_with_what_each_choice_shows(client, register):
    london, north = make_region("London"), make_region("North")
    prison, court = make_setting("Prison"), make_setting("Court")
    places = [(london, prison), (london, court), (north, prison), (north, prison)]
    for number, (region, setting) in enumerate(places * 2):
        make_award(
            make_service(region=region, setting=setting),
            level="gold" if number % 3 else "bronze",
            at_state="under_review" if number % 4 == 3 else "current",
        )

    for query in (
        {},
        {"region": "london"},
        {"level": "gold", "region": ["london", "north"]},
        {"q": "service"},
    ):
        filters = client.get("/awards/", query).context["register"].filters
        for facet in filters.facets:
            for option in facet.options:
                asked = {**query, facet.name: option.value}
                shown = client.get("/awards/", asked).context["register"]
                assert shown.filters.total == option.count == shown.filters.qs.count()


def test_nonsense_in_the_address_is_ignored(client, register):
    make_award()

    query = {"level": "platinum", "page": "-1", "sort": "x", "status": "ended", "region": "\x00", "zzz": "1"}
    response = client.get("/awards/", query)

    assert response.status_code == 200
    assert response.context["register"].heading == "1 award"


def test_page_past_the_end_shows_the_first(client, register):
    for number in range(21):
        make_award(make_service(f"S{number}"))

    assert client.get("/awards/", {"page": "2"}).context["register"].page.number == 2
    assert client.get("/awards/", {"page": "99"}).context["register"].page.number == 1


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("newest", ["B", "A", "C"]),
        ("service", ["A", "B", "C"]),
        ("ending", ["C", "A", "B"]),
        ("", ["B", "A", "C"]),
    ],
)
def test_register_is_sorted_as_asked(client, register, sort, order):
    for name, day in [("A", 2), ("B", 3), ("C", 1)]:
        make_award(make_service(name), issued_on=datetime.date(2026, 1, day))

    assert names_in(client.get("/awards/", {"sort": sort})) == order


@pytest.mark.parametrize("rows", [1, 30])
def test_register_asks_the_database_the_same_for_one_row_and_thirty(
    client, register, rows, django_assert_num_queries
):
    for _n in range(rows):
        make_award(make_service(region=make_region(), setting=make_setting()))
    client.get("/awards/")

    with django_assert_num_queries(12):
        client.get("/awards/")


def test_register_says_its_licence_and_description(client, register):
    make_award()

    body = client.get("/awards/").content.decode()

    block = body.split('<script type="application/ld+json">')[1].split("</script>")[0]
    data = json.loads(block)
    assert data["@type"] == "Dataset"
    assert data["license"] == register.licence_url
    assert [part["contentUrl"] for part in data["distribution"]] == [
        "http://localhost/awards/csv/",
        "http://localhost/awards/json/",
    ]


def test_csv_has_the_same_awards_as_the_page(client, register):
    make_award(make_service("=cmd()|'x'!A1"), level="gold")
    make_award(make_service("Other"))

    response = client.get("/awards/csv/", {"level": "gold"})

    header, row = b"".join(response).decode("utf-8-sig").splitlines()
    assert header.startswith("Reference,Service,Provider when awarded,Level,")
    assert "\"'=cmd()|" in row or ",'=cmd()|" in row
    assert response["Link"] == f'<{register.licence_url}>; rel="license"'


def test_json_has_the_same_awards_as_the_page(client, register):
    award = make_award(make_service("Harbour", region=make_region("London")), level="gold")
    make_award(make_service("Other"))

    data = json.loads(b"".join(client.get("/awards/json/", {"q": "harbour"})))

    assert data["licence"] == "Open Government Licence v3.0"
    assert data["awards"] == [
        {
            "reference": award.reference,
            "service": "Harbour",
            "provider_when_awarded": award.provider_at_issue.name,
            "level": "Gold",
            "scope": "The whole service.",
            "region": "London",
            "setting": "",
            "awarded_on": "2026-03-01",
            "valid_until": "2028-03-01",
            "status": "Current",
            "public_words": "",
            "takes_the_place_of": "",
        }
    ]


def test_json_of_an_empty_register_is_json(client, register):
    assert json.loads(b"".join(client.get("/awards/json/")))["awards"] == []


@pytest.mark.parametrize("rows", [1, 30])
def test_csv_asks_the_database_once_for_all_rows(client, register, rows, django_assert_num_queries):
    for _n in range(rows):
        make_award()
    list(client.get("/awards/csv/"))

    with django_assert_num_queries(10):
        list(client.get("/awards/csv/"))


@pytest.mark.parametrize("path", ["", "csv/", "json/", "verify/", "verify/CH-0000-0000/"])
def test_private_register_shows_nothing_to_visitors(client, register, path):
    PageViewRestriction.objects.create(page=register, restriction_type=PageViewRestriction.LOGIN)

    assert client.get(f"/awards/{path}").status_code == 302


def test_register_stands_in_the_sitemap_with_its_check_page(register):
    locations = [url["location"] for url in register.get_sitemap_urls()]

    assert locations == ["http://localhost/awards/", "http://localhost/awards/verify/"]


def test_register_page_can_be_made_viewed_and_previewed(admin_client, register):
    root = Page.objects.get(pk=register.get_parent().pk)
    add = reverse("wagtailadmin_pages:add", args=("wagtail_charter", "registerpage", root.pk))

    assert admin_client.get(add).status_code == 200
    assert register.make_preview_request().status_code == 200


def test_register_shows_the_rendered_award(client, register):
    award = make_award(make_service("Harbour team"))

    body = text_of(client.get("/awards/"))

    assert f'id="award-{award.reference}"' in body
    assert f'href="/awards/verify/{award.reference}/"' in body
    assert "1 March 2028" in body
    assert Award.objects.on_register().count() == 1
