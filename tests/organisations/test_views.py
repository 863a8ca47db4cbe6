"""Merging in the admin: choose, see what moves, confirm."""

import pytest
from django.urls import reverse

from tests.factories.organisations import make_organisation, make_service
from tests.factories.people import make_officer, make_staff
from wagtail_charter.organisations.models import Organisation
from wagtail_charter.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    client.force_login(make_officer())
    return client


@pytest.fixture
def pair():
    return make_organisation("Northfield Mental Health"), make_organisation("Northfield NHS Trust")


def merge_address(organisation):
    return reverse("charter_merge_organisation", args=[organisation.pk])


def edit_address(organisation):
    return reverse("wagtailsnippets_wagtail_charter_organisation:edit", args=[organisation.pk])


def test_merge_is_offered_on_the_list_and_the_form(officer, pair):
    listed = officer.get(reverse("wagtailsnippets_wagtail_charter_organisation:list"))
    form = officer.get(edit_address(pair[0]))

    for page in (listed, form):
        assert merge_address(pair[0]) in page.content.decode()


def test_merge_asks_for_the_one_that_stays(officer, pair):
    page = officer.get(merge_address(pair[0]))

    assert page.status_code == 200
    assert "Choose the organisation that stays" in page.content.decode()


def test_merge_says_what_will_move_before_it_does(officer, pair):
    make_service("Reconnect", provider=pair[0])
    make_service("Liaison", partners=[pair[0]])

    page = officer.get(merge_address(pair[0]), {"into": pair[1].pk}).content.decode()

    assert "1 service moves." in page
    assert "Reconnect" in page
    assert "1 partnership moves." in page
    assert "0 identifiers move." in page
    assert Organisation.objects.get(pk=pair[0].pk).merged_into is None


def test_merge_on_confirmation(officer, pair):
    response = officer.post(merge_address(pair[0]), {"into": pair[1].pk}, follow=True)

    assert response.redirect_chain == [(edit_address(pair[1]), 302)]
    assert "was merged into" in response.content.decode()
    assert Organisation.objects.get(pk=pair[0].pk).merged_into == pair[1]


@pytest.mark.parametrize("method", ["get", "post"])
def test_merge_refusal_is_said_at_the_field(officer, pair, method):
    for provider in pair:
        make_service("Reconnect", provider=provider)

    page = getattr(officer, method)(merge_address(pair[0]), {"into": pair[1].pk})

    assert page.status_code == 200
    assert "have a service of the same name: “Reconnect”" in page.content.decode()
    assert "Yes, merge" not in page.content.decode()


@pytest.mark.parametrize("typed", ["", "x", "999999"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_merge_with_nonsense_asks_again(officer, pair, method, typed):
    page = getattr(officer, method)(merge_address(pair[0]), {"into": typed})

    assert page.status_code == 200
    assert "Choose" in page.content.decode()
    assert Organisation.objects.get(pk=pair[0].pk).merged_into is None


def test_merged_organisation_says_so_and_cannot_be_merged_again(officer, pair):
    merged = make_organisation(merged_into=pair[1])

    page = officer.get(edit_address(merged)).content.decode()
    again = officer.get(merge_address(merged))

    assert "was merged into" in page
    assert edit_address(pair[1]) in page
    assert merge_address(merged) not in page
    assert again.url == edit_address(merged)


@pytest.mark.parametrize("method", ["get", "post"])
def test_merge_needs_its_permission(client, pair, method):
    client.force_login(make_staff(Role.EDITOR))

    response = getattr(client, method)(merge_address(pair[0]), {"into": pair[1].pk})

    assert response.status_code == 302
    assert Organisation.objects.get(pk=pair[0].pk).merged_into is None


def test_merge_of_nothing_is_not_found(officer):
    assert officer.get(reverse("charter_merge_organisation", args=[4711])).status_code == 404
