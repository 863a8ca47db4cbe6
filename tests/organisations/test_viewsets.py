"""Organisations, services and classifications in the admin, as an officer who is no superuser."""

import csv
import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.organisations import (
    make_care_board,
    make_organisation,
    make_region,
    make_service,
    make_setting,
    make_setting_group,
    make_theme,
)
from tests.factories.people import make_officer, make_staff
from wagtail_charter.organisations.models import Organisation, Partnership, Region, Service
from wagtail_charter.roles import Role

pytestmark = pytest.mark.django_db

MODELS = ["organisation", "service", "region", "careboard", "settinggroup", "setting", "practicetheme"]


def address(model, view="list", *args):
    return reverse(f"wagtailsnippets_wagtail_charter_{model}:{view}", args=args)


def chooser_address(model, view="choose", *args):
    return reverse(f"wagtailsnippetchoosers_wagtail_charter_{model}:{view}", args=args)


@pytest.fixture
def officer(client):
    client.force_login(make_officer())
    return client


def titles(response):
    return [str(thing) for thing in response.context["object_list"]]


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("view", ["list", "add"])
def test_lists_and_forms_open_for_officers(officer, model, view):
    assert officer.get(address(model, view)).status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_lists_are_closed_to_people_without_a_role(client, model):
    client.force_login(make_staff())

    response = client.get(address(model))

    assert response.status_code == 302


@pytest.mark.parametrize("model", MODELS)
def test_forms_are_closed_to_editors(client, model):
    client.force_login(make_staff(Role.EDITOR))

    assert client.get(address(model, "add")).status_code == 302


def test_things_open_for_editing(officer):
    region = make_region()
    board = make_care_board(region=region, replaced_by=make_care_board())
    organisation = make_organisation(
        region=region,
        care_board=board,
        identifiers=[("GB-NHS", "RXV"), ("GB-CHC", "271028")],
        sites=["The Old Mill"],
    )
    service = make_service(
        provider=organisation, setting=make_setting(), region=region, partners=[make_organisation()]
    )
    things = [region, board, organisation, service, make_setting_group(), make_setting(), make_theme()]

    for thing in things:
        assert officer.get(address(thing._meta.model_name, "edit", thing.pk)).status_code == 200, thing
        for view in ("history", "usage"):
            assert officer.get(address(thing._meta.model_name, view, thing.pk)).status_code == 200, thing
    for thing in (organisation, service):
        assert officer.get(address(thing._meta.model_name, "inspect", thing.pk)).status_code == 200


def test_merged_organisations_are_hidden_unless_asked_for(officer):
    stays = make_organisation("Northfield NHS Trust")
    make_organisation("Northfield Mental Health", merged_into=stays)

    assert titles(officer.get(address("organisation"))) == ["Northfield NHS Trust"]
    assert titles(officer.get(address("organisation"), {"merged": "merged"})) == ["Northfield Mental Health"]
    assert titles(officer.get(address("organisation"), {"merged": "all"})) == [
        "Northfield Mental Health",
        "Northfield NHS Trust",
    ]


def test_nonsense_filters_show_no_merged_organisations(officer):
    stays = make_organisation("Northfield NHS Trust")
    make_organisation("Northfield Mental Health", merged_into=stays)

    response = officer.get(address("organisation"), {"merged": "x", "region": "y", "p": "z"})

    assert titles(response) == ["Northfield NHS Trust"]


@pytest.mark.parametrize("text", ["RXV", "northfield trust", "  TRUST   north ", "NFT"])
def test_organisations_are_found_by_every_word_and_identifier(officer, text):
    make_organisation("Northfield NHS Trust", short_name="NFT", identifiers=[("GB-NHS", "RXV")])
    make_organisation("Southfield NHS Trust", identifiers=[("GB-NHS", "RYV")])

    assert titles(officer.get(address("organisation"), {"q": text})) == ["Northfield NHS Trust"]


def test_services_are_found_by_name_provider_and_area(officer):
    trust = make_organisation("Northfield NHS Trust", short_name="NFT")
    make_service("Harbour Reconnect", provider=trust, area="Five districts")
    make_service("Other")

    for text in ("harbour", "northfield", "nft reconnect", "districts harbour"):
        assert titles(officer.get(address("service"), {"q": text})) == ["Harbour Reconnect"], text


def test_lists_are_filtered(officer):
    north, south = make_region("North"), make_region("South")
    make_organisation("A", region=north, provider_type="charity")
    make_organisation("B", region=south, provider_type="charity")
    make_organisation("C", region=north, provider_type="cic")

    response = officer.get(address("organisation"), {"region": north.pk, "provider_type": "charity"})

    assert titles(response) == ["A"]


@pytest.mark.parametrize("model", ["organisation", "service", "careboard", "setting", "region"])
def test_lists_cost_the_same_at_1_and_at_30_rows(officer, model):
    makers = {
        "organisation": lambda: make_organisation(
            region=make_region(), care_board=make_care_board(), identifiers=[("GB-NHS", str(1000 + n))]
        ),
        "service": lambda: make_service(
            setting=make_setting(), region=make_region(), partners=[make_organisation()]
        ),
        "careboard": lambda: make_care_board(region=make_region(), replaced_by=make_care_board()),
        "setting": make_setting,
        "region": make_region,
    }
    n = 0
    makers[model]()
    officer.get(address(model))
    with CaptureQueriesContext(
        connection,
    ) as one:
        officer.get(address(model))
    for n in range(1, 30):  # noqa: B007 - read by the maker of organisations
        makers[model]()
    with CaptureQueriesContext(connection) as thirty:
        officer.get(address(model))

    assert len(thirty) == len(one)
    assert len(one) <= 20


@pytest.mark.parametrize("model", ["organisation", "service"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_exports_cost_the_same_at_1_and_at_30_rows(officer, model, kind):
    def fill(start, stop):
        for n in range(start, stop):
            trust = make_organisation(region=make_region(), identifiers=[("GB-NHS", str(1000 + n))])
            make_service(provider=trust, partners=[make_organisation()], setting=make_setting())

    def export():
        return b"".join(officer.get(address(model), {"export": kind}).streaming_content)

    fill(0, 1)
    export()
    with CaptureQueriesContext(connection) as one:
        export()
    fill(1, 30)
    with CaptureQueriesContext(connection) as thirty:
        export()

    assert len(thirty) == len(one)


DANGEROUS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1"]


@pytest.fixture
def dangerous_rows():
    for name in DANGEROUS:
        trust = make_organisation(name, short_name=name, website="")
        make_service(name, provider=trust, area=name)


@pytest.mark.parametrize("model", ["organisation", "service"])
@pytest.mark.usefixtures("dangerous_rows")
def test_csv_export_holds_no_live_formula(officer, model):
    response = officer.get(address(model), {"export": "csv"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(text, newline="")))

    assert len(rows) == 1 + len(DANGEROUS)
    cells = [cell for row in rows for cell in row]
    assert [cell for cell in cells if cell[:1] in "=+-@\t\r" and cell] == []
    for name in DANGEROUS:
        assert f"'{name}" in cells


@pytest.mark.parametrize("model", ["organisation", "service"])
@pytest.mark.usefixtures("dangerous_rows")
def test_xlsx_export_holds_no_live_formula(officer, model):
    response = officer.get(address(model), {"export": "xlsx"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))

    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value is not None]

    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells if cell.value[0] in "=+-@\t\r"] == []
    for name in DANGEROUS:
        assert f"'{name}" in [cell.value for cell in cells]


def test_export_follows_search_and_filters(officer):
    make_organisation("Northfield")
    make_organisation("Southfield")

    response = officer.get(address("organisation"), {"export": "csv", "q": "north"})

    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    assert [row["name"] for row in rows] == ["Northfield"]


def test_chooser_offers_organisations_in_use_and_searches(officer):
    stays = make_organisation("Northfield NHS Trust")
    make_organisation("Northfield Mental Health", merged_into=stays)
    make_organisation("Southfield NHS Trust")

    everything = officer.get(chooser_address("organisation"))
    found = officer.get(chooser_address("organisation", "choose_results"), {"q": "north"})

    assert [str(one) for one in everything.context["results"]] == [
        "Northfield NHS Trust",
        "Southfield NHS Trust",
    ]
    assert [str(one) for one in found.context["results"]] == ["Northfield NHS Trust"]


def test_chooser_of_services_shows_providers(officer):
    service = make_service("Reconnect", provider=make_organisation("Northfield NHS Trust"))
    make_service("Reconnect", provider=make_organisation("Southfield NHS Trust"))

    found = officer.get(chooser_address("service", "choose_results"), {"q": "reconnect northfield"})

    assert list(found.context["results"]) == [service]
    assert "Northfield NHS Trust" in found.content.decode()


def organisation_form(**typed):
    empty = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    formsets = {
        f"{prefix}-{name}": value for prefix in ("identifiers", "sites") for name, value in empty.items()
    }
    return {"name": "Northfield", "provider_type": "charity", **formsets, **typed}


def test_organisation_is_made_with_identifiers_and_sites(officer):
    typed = organisation_form(
        **{
            "identifiers-TOTAL_FORMS": 1,
            "identifiers-0-scheme": "GB-CHC",
            "identifiers-0-value": " 271028 ",
            "identifiers-0-id": "",
            "sites-TOTAL_FORMS": 1,
            "sites-0-name": "The Old Mill",
            "sites-0-id": "",
        }
    )

    response = officer.post(address("organisation", "add"), typed)

    assert response.status_code == 302
    organisation = Organisation.objects.get(name="Northfield")
    assert [str(one) for one in organisation.identifiers.all()] == ["GB-CHC-271028"]
    assert [str(one) for one in organisation.sites.all()] == ["The Old Mill"]


@pytest.mark.parametrize(
    ("value", "message"), [("12", "does not look like"), ("271028", "has this identifier")]
)
def test_identifier_that_is_wrong_or_taken_is_refused_at_its_field(officer, value, message):
    make_organisation("Other", identifiers=[("GB-CHC", "271028")])
    typed = organisation_form(
        **{
            "identifiers-TOTAL_FORMS": 1,
            "identifiers-0-scheme": "GB-CHC",
            "identifiers-0-value": value,
            "identifiers-0-id": "",
        }
    )

    response = officer.post(address("organisation", "add"), typed)

    assert response.status_code == 200
    assert message in response.content.decode()
    assert not Organisation.objects.filter(name="Northfield").exists()


def service_form(**typed):
    empty = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    return {
        "age_group": "adults",
        **{f"partnerships-{name}": value for name, value in empty.items()},
        **typed,
    }


def test_service_is_made_with_a_partner(officer):
    trust, partner = make_organisation("Trust"), make_organisation("Aspire")
    typed = service_form(
        name="Reconnect",
        provider=trust.pk,
        **{
            "partnerships-TOTAL_FORMS": 1,
            "partnerships-0-partner": partner.pk,
            "partnerships-0-kind": "not_stated",
            "partnerships-0-id": "",
        },
    )

    assert officer.post(address("service", "add"), typed).status_code == 302
    assert [one.partner for one in Service.objects.get().partnerships.all()] == [partner]


def test_service_of_a_merged_provider_is_refused(officer):
    stays = make_organisation("Stays")
    merged = make_organisation("Merged", merged_into=stays)

    response = officer.post(address("service", "add"), service_form(name="Reconnect", provider=merged.pk))

    assert response.status_code == 200
    assert "was merged into" in response.content.decode()
    assert not Service.objects.exists()


def test_same_name_twice_at_one_provider_is_refused(officer):
    service = make_service("Reconnect")

    response = officer.post(
        address("service", "add"), service_form(name="Reconnect", provider=service.provider.pk)
    )

    assert "has a service of this name already" in response.content.decode()


def test_service_offers_only_the_sites_of_its_provider(officer):
    make_organisation(sites=["Foreign site"])
    service = make_service(provider=make_organisation(sites=["Own site"]))

    page = officer.get(address("service", "edit", service.pk)).content.decode()

    assert "Own site" in page
    assert "Foreign site" not in page


def test_forms_offer_terms_in_use_and_the_one_chosen(officer):
    make_region("Current")
    old = make_region("Old", valid_to="2020-01-01")
    make_region("Gone", valid_to="2020-01-01")
    organisation = make_organisation(region=old)

    page = officer.get(address("organisation", "edit", organisation.pk)).content.decode()

    assert ">Current</option>" in page
    assert ">Old</option>" in page
    assert ">Gone</option>" not in page


def test_used_region_is_not_deleted_but_explained(officer):
    region = make_region("North West")
    Organisation.objects.bulk_create([Organisation(name="Bulk", region=region)])

    response = officer.post(address("region", "delete", region.pk), follow=True)

    assert Region.objects.filter(pk=region.pk).exists()
    assert "still in use" in response.content.decode()
    assert "Organisations (1)" in response.content.decode()


def test_used_regions_are_not_deleted_in_bulk(officer):
    used, free = make_region("Used"), make_region("Free")
    Organisation.objects.bulk_create([Organisation(name="Bulk", region=used)])
    bulk = reverse("wagtail_bulk_action", args=["wagtail_charter", "region", "delete"])

    response = officer.post(f"{bulk}?id={used.pk}&id={free.pk}", follow=True)

    assert "still in use" in response.content.decode()
    assert Region.objects.filter(pk__in=[used.pk, free.pk]).count() == 2


def test_unused_region_is_deleted(officer):
    region = make_region()

    officer.post(address("region", "delete", region.pk))

    assert not Region.objects.filter(pk=region.pk).exists()


def test_partner_in_use_is_protected(officer):
    partner = make_organisation()
    make_service(partners=[partner])

    officer.post(address("organisation", "delete", partner.pk))

    assert Partnership.objects.filter(partner=partner).exists()


def test_menu_holds_the_charter_group(officer):
    page = officer.get(reverse("wagtailadmin_home")).content.decode()

    assert "Charter" in page
    assert address("organisation") in page
    assert address("region") in page
