"""Merging two organisations that are one."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db.models import F
from wagtail.models import ModelLogEntry

from tests.factories.organisations import make_organisation, make_service
from tests.factories.people import make_officer
from wagtail_charter.awards.models import Award
from wagtail_charter.organisations.models import Organisation, Partnership, Service
from wagtail_charter.organisations.services import MERGE_ACTION, merge_organisations

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    """An organisation that goes, and the one that stays."""
    return make_organisation("Northfield Mental Health"), make_organisation("Northfield NHS Trust")


def names(rows):
    return sorted(str(row) for row in rows)


def test_merge_moves_services_identifiers_and_sites(pair):
    goes, stays = pair
    make_service("Reconnect", provider=goes)
    make_service("Liaison", provider=stays)
    Organisation.objects.get(pk=goes.pk)
    goes.identifiers.create(scheme="GB-NHS", value="RXV")
    goes.sites.create(name="Old Mill")
    goes.save()

    merge_organisations(goes, into=stays, by=make_officer())

    stays = Organisation.objects.get(pk=stays.pk)
    assert names(stays.services.all()) == ["Liaison", "Reconnect"]
    assert names(stays.identifiers.all()) == ["GB-NHS-RXV"]
    assert names(stays.sites.all()) == ["Old Mill"]
    assert Organisation.objects.get(pk=goes.pk).merged_into == stays
    assert stays not in Organisation.objects.exclude(merged_into=None)


def test_merge_keeps_the_provider_at_issue_of_awards(pair):
    goes, stays = pair
    service = make_service(provider=goes)
    award = Award.objects.create(
        service=service,
        provider_at_issue=goes,
        is_external=True,
        issuer_name="Another scheme",
        level_as_published="Silver",
        year=2022,
    )

    merge_organisations(goes, into=stays, by=make_officer())

    award.refresh_from_db()
    assert award.provider_at_issue == goes
    assert award.service.provider == stays


def test_merge_refuses_services_of_one_name_and_names_them(pair):
    goes, stays = pair
    make_service("Reconnect", provider=goes)
    make_service("reconnect", provider=stays)
    make_service("Liaison", provider=goes)

    with pytest.raises(ValidationError, match="“Reconnect”"):
        merge_organisations(goes, into=stays, by=make_officer())

    assert names(Service.objects.filter(provider=goes)) == ["Liaison", "Reconnect"]
    assert Organisation.objects.get(pk=goes.pk).merged_into is None
    assert not ModelLogEntry.objects.exists()


def test_merge_joins_sites_of_one_name(pair):
    goes, stays = pair
    goes.sites.create(name="Old Mill")
    goes.save()
    stays.sites.create(name="OLD MILL")
    stays.save()
    service = make_service(provider=goes)
    service.sites.add(goes.sites.get())
    service.save()

    merge_organisations(goes, into=stays, by=make_officer())

    stays = Organisation.objects.get(pk=stays.pk)
    assert names(stays.sites.all()) == ["OLD MILL"]
    assert list(Service.objects.get(pk=service.pk).sites.all()) == list(stays.sites.all())


def test_merge_moves_partnerships_and_drops_those_that_would_stand_twice(pair):
    goes, stays = pair
    alone, both = make_service("Alone"), make_service("Both")
    for service, partner, since in ((alone, goes, None), (both, goes, None), (both, stays, None)):
        Partnership.objects.create(service=service, partner=partner, kind="funds", valid_from=since)
    Partnership.objects.create(service=both, partner=goes, kind="funds", valid_from=date(2024, 1, 1))

    merge_organisations(goes, into=stays, by=make_officer())

    kept = Partnership.objects.order_by("service__name", F("valid_from").asc(nulls_first=True)).values_list(
        "service__name", "partner", "valid_from"
    )
    assert list(kept) == [
        ("Alone", stays.pk, None),
        ("Both", stays.pk, None),
        ("Both", stays.pk, date(2024, 1, 1)),
    ]


@pytest.mark.parametrize("provider", [0, 1])
def test_merge_leaves_no_organisation_its_own_partner(pair, provider):
    make_service(provider=pair[provider], partners=[pair[1 - provider]])

    merge_organisations(pair[0], into=pair[1], by=make_officer())

    assert not Partnership.objects.exists()


def test_merge_twice_changes_nothing_more(pair):
    goes, stays = pair
    officer = make_officer()
    make_service(provider=goes)

    merge_organisations(goes, into=stays, by=officer)
    logged = ModelLogEntry.objects.count()
    merge_organisations(goes, into=stays, by=officer)

    assert ModelLogEntry.objects.count() == logged


def test_merge_into_itself_is_refused(pair):
    with pytest.raises(ValidationError, match="itself"):
        merge_organisations(pair[0], into=pair[0], by=make_officer())


def test_merge_into_a_merged_organisation_is_refused(pair):
    goes, stays = pair
    gone = make_organisation(merged_into=stays)

    with pytest.raises(ValidationError, match="Northfield NHS Trust"):
        merge_organisations(goes, into=gone, by=make_officer())
    with pytest.raises(ValidationError, match="Northfield NHS Trust"):
        merge_organisations(gone, into=goes, by=make_officer())


def test_earlier_merges_follow(pair):
    goes, stays = pair
    earlier = make_organisation(merged_into=goes)

    merge_organisations(goes, into=stays, by=make_officer())

    earlier.refresh_from_db()
    assert earlier.merged_into == stays


def test_merge_is_logged_with_who_and_what(pair):
    goes, stays = pair
    make_service(provider=goes)
    officer = make_officer()

    merge_organisations(goes, into=stays, by=officer)

    entries = ModelLogEntry.objects.filter(action=MERGE_ACTION)
    assert {entry.user for entry in entries} == {officer}
    assert {entry.object_id for entry in entries} == {str(goes.pk), str(stays.pk)}
    assert entries[0].data["counts"]["services"] == 1
    assert entries[0].message == "Organisations merged"
