"""Merging two organisations that are one."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db.models import F
from wagtail.models import ModelLogEntry, ReferenceIndex

from tests.factories.applications import make_application
from tests.factories.awards import make_award, make_external_award
from tests.factories.organisations import make_organisation, make_region, make_service
from tests.factories.people import make_officer
from tests.factories.showcase import make_entry
from wagtail_charter.awards.models import Award
from wagtail_charter.events.models import Event
from wagtail_charter.events.services import check_chain
from wagtail_charter.organisations.models import Organisation, Partnership, Service
from wagtail_charter.organisations.services import MERGE_ACTION, merge_organisations
from wagtail_charter.showcase.models import ShowcaseListing

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


def test_merge_asks_about_services_of_one_name_and_names_them(pair):
    goes, stays = pair
    make_service("Reconnect", provider=goes)
    make_service("reconnect", provider=stays)
    make_service("Liaison", provider=goes)

    with pytest.raises(ValidationError, match="“Reconnect”"):
        merge_organisations(goes, into=stays, by=make_officer())

    assert names(Service.objects.filter(provider=goes)) == ["Liaison", "Reconnect"]
    assert Organisation.objects.get(pk=goes.pk).merged_into is None
    assert not ModelLogEntry.objects.exists()
    assert not Event.objects.exists()


@pytest.fixture
def namesakes(pair):
    """A service of the same name at both: the one that goes, and the one that stays."""
    return make_service("Reconnect", provider=pair[0]), make_service("reconnect", provider=pair[1])


def merged(pair, **answers):
    return merge_organisations(pair[0], into=pair[1], by=make_officer(), **answers)


def test_service_that_is_one_takes_applications_awards_and_entries(pair, namesakes):
    goes, stays = namesakes
    application, award = make_application(goes), make_award(goes)
    noted, entry = make_external_award(goes), make_entry("Reconnect", service=goes)

    merged(pair, joined=[goes.pk])

    for row in (application, award, noted, entry):
        row.refresh_from_db()
        assert row.service == stays
    assert award.provider_at_issue == pair[0]
    assert not Service.objects.filter(pk=goes.pk).exists()
    assert check_chain() is None


def test_register_and_list_show_the_service_that_stays(pair, namesakes):
    goes, stays = namesakes
    make_award(goes, level="gold")
    entry = make_entry("Reconnect", service=goes)
    make_entry("Liaison", service=make_service("Liaison", provider=pair[1]))
    assert ShowcaseListing.objects.get(entry=entry).provider == pair[0]

    merged(pair, joined=[goes.pk])

    listing = ShowcaseListing.objects.get(entry=entry)
    assert (listing.provider, listing.provider_name) == (pair[1], "Northfield NHS Trust")
    assert listing.level_key == "gold"
    assert str(entry.pk) in ReferenceIndex.get_references_to(stays).values_list("object_id", flat=True)


def test_draft_of_an_entry_does_not_bring_back_the_service_that_went(pair, namesakes):
    goes, stays = namesakes
    entry = make_entry("Reconnect", service=goes)
    entry.summary = "A draft."
    entry.save_revision()

    merged(pair, joined=[goes.pk])

    draft = type(entry).objects.get(pk=entry.pk).get_latest_revision_as_object()
    assert (draft.summary, draft.service) == ("A draft.", stays)


def test_service_that_stays_takes_sites_partnerships_and_what_it_does_not_say(pair, namesakes):
    goes, stays = namesakes
    partner = make_organisation("Tideline")
    pair[0].sites.create(name="Old Mill")
    pair[0].save()
    goes.sites.add(pair[0].sites.get())
    goes.region, goes.area = make_region("North"), "The harbour"
    goes.save()
    stays.area = "The coast"
    stays.save()
    for service, since in ((goes, None), (stays, None), (goes, date(2025, 1, 1))):
        Partnership.objects.create(service=service, partner=partner, kind="funds", valid_from=since)

    merged(pair, joined=[goes.pk])

    stays = Service.objects.get(pk=stays.pk)
    assert names(stays.sites.all()) == ["Old Mill"]
    assert (stays.region.name, stays.area, stays.name) == ("North", "The coast", "reconnect")
    since = Partnership.objects.values_list("service", "valid_from")
    assert set(since) == {(stays.pk, None), (stays.pk, date(2025, 1, 1))}


def test_service_with_a_name_of_its_own_stays_beside_its_namesake(pair, namesakes):
    goes = namesakes[0]
    award = make_award(goes)

    merged(pair, renamed={goes.pk: "Reconnect North"})

    goes.refresh_from_db()
    award.refresh_from_db()
    assert (goes.name, goes.provider, award.service) == ("Reconnect North", pair[1], goes)
    assert names(pair[1].services.all()) == ["Reconnect North", "reconnect"]


@pytest.mark.parametrize("name", ["", " ", "RECONNECT", "Liaison"])
def test_new_name_that_is_taken_is_refused(pair, namesakes, name):
    make_service("Liaison", provider=pair[0])

    with pytest.raises(ValidationError, match="Give the service a name"):
        merged(pair, renamed={namesakes[0].pk: name})

    assert Organisation.objects.get(pk=pair[0].pk).merged_into is None


def test_merge_leaves_events_of_what_was_merged_and_what_took_it_in(pair, namesakes):
    officer = make_officer()
    goes, stays = namesakes

    merge_organisations(pair[0], into=pair[1], by=officer, joined=[goes.pk])

    told = list(
        Event.objects.values_list("content_type__model", "object_id", "from_state", "to_state", "reason")
    )
    assert told == [
        ("service", str(goes.pk), "in-use", "merged", "merged"),
        ("service", str(stays.pk), "in-use", "in-use", "took-in"),
        ("organisation", str(pair[0].pk), "in-use", "merged", "merged"),
        ("organisation", str(pair[1].pk), "in-use", "in-use", "took-in"),
    ]
    assert set(Event.objects.values_list("actor_id", flat=True)) == {str(officer.pk)}
    assert check_chain() is None


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
    logged, recorded = ModelLogEntry.objects.count(), Event.objects.count()
    merge_organisations(goes, into=stays, by=officer)

    assert (ModelLogEntry.objects.count(), Event.objects.count()) == (logged, recorded)


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
