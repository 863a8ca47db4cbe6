"""The list of applications is searched by names as they are today."""

import pytest

from tests.factories.applications import make_application, make_round
from tests.factories.organisations import make_organisation, make_service
from tests.factories.people import make_officer
from wagtail_charter.applications.models import Application
from wagtail_charter.applications.services import refresh_search
from wagtail_charter.organisations.services import merge_organisations

pytestmark = pytest.mark.django_db


def found(text):
    return list(Application.objects.matching(text))


def test_application_is_found_by_the_new_name_of_its_service_provider_and_round():
    provider = make_organisation("Oldmoor")
    application = make_application(
        service=make_service("Dullwater", provider=provider), round=make_round(label="Autumntide")
    )

    for thing, name, new in (
        (application.service, "name", "Brightwater"),
        (application.service.provider, "name", "Northmoor"),
        (application.round, "label", "Springtide"),
    ):
        old = getattr(thing, name)
        setattr(thing, name, new)
        thing.save()
        assert found(new) == [application]
        assert found(old) == []


def test_application_is_found_by_the_organisation_that_its_own_was_merged_into():
    goes, stays = make_organisation("Oldmoor Trust"), make_organisation("Newmoor Trust")
    application = make_application(service=make_service(provider=goes))

    merge_organisations(goes, into=stays, by=make_officer())

    assert found("Newmoor") == [application]
    assert found("Oldmoor") == []


def test_application_is_found_by_the_service_that_its_own_is_one_with():
    goes, stays = make_organisation("Oldmoor Trust"), make_organisation("Newmoor Trust")
    service = make_service("Reconnect", provider=goes)
    make_service("Reconnect", provider=stays)
    application = make_application(service=service)

    merge_organisations(goes, into=stays, by=make_officer(), joined=[service.pk])

    assert found("Newmoor Reconnect") == [application]
    assert found("Oldmoor") == []


def test_following_a_name_costs_one_look_when_nobody_applied_under_it(django_assert_num_queries):
    organisation = make_organisation()

    with django_assert_num_queries(1):
        assert refresh_search(Application.objects.filter(service__provider=organisation)) == 0
