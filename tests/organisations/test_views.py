"""Merging in the admin: choose, see what moves, confirm."""

import re

import pytest
from django.db import models
from django.urls import reverse

from tests.factories.applications import make_application, make_round
from tests.factories.organisations import make_organisation, make_service
from tests.factories.people import make_officer, make_staff
from wagtail_charter.applications.models import Application
from wagtail_charter.organisations.models import Organisation, Service
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


@pytest.fixture
def namesakes(pair):
    """A service of the same name at both."""
    return [
        make_service("Reconnect", provider=provider, area=area)
        for provider, area in zip(pair, ("North", "South"), strict=True)
    ]


def test_merge_asks_whether_services_of_one_name_are_one(officer, pair, namesakes):
    page = officer.get(merge_address(pair[0]), {"into": pair[1].pk}).content.decode()

    assert "1 service stands at both under the same name." in page
    assert "Is “Reconnect” one service?" in page
    assert "Yes. All that is kept about it moves to “Reconnect (South)”" in page
    assert "It is the name of “Reconnect (North)”." in page
    assert "checked" not in page


def test_merge_without_an_answer_asks_again_at_the_question(officer, pair, namesakes):
    page = officer.post(merge_address(pair[0]), {"into": pair[1].pk}).content.decode()

    assert "Say whether they are one service." in page
    assert "Yes, merge" in page
    assert Organisation.objects.get(pk=pair[0].pk).merged_into is None


def test_merge_makes_services_one_where_the_officer_says_so(officer, pair, namesakes):
    goes, stays = namesakes

    officer.post(merge_address(pair[0]), {"into": pair[1].pk, f"same_{goes.pk}": "one"})

    assert list(Service.objects.filter(provider__in=pair)) == [stays]


def test_merge_keeps_both_services_where_the_officer_names_one_anew(officer, pair, namesakes):
    goes, stays = namesakes
    facts = {f"same_{goes.pk}": "two", f"name_{goes.pk}": " Reconnect North "}

    officer.post(merge_address(pair[0]), {"into": pair[1].pk, **facts})

    names = Service.objects.filter(provider=pair[1]).order_by("pk").values_list("pk", "name")
    assert list(names) == [(goes.pk, "Reconnect North"), (stays.pk, "Reconnect")]


@pytest.mark.parametrize("name", ["", "  ", "reconnect", "LIAISON", "Moves too"])
def test_merge_asks_for_a_name_that_is_free_and_keeps_what_was_typed(officer, pair, namesakes, name):
    make_service("Liaison", provider=pair[1])
    make_service("Moves too", provider=pair[0])
    goes = namesakes[0]
    facts = {f"same_{goes.pk}": "two", f"name_{goes.pk}": name}

    page = officer.post(merge_address(pair[0]), {"into": pair[1].pk, **facts}).content.decode()

    assert ("Enter a new name" in page) or ("has this name. Enter another." in page)
    assert re.search(r'value="two"[^>]* checked', page)
    assert not name.strip() or f'value="{name}"' in page
    assert Organisation.objects.get(pk=pair[0].pk).merged_into is None


def test_merge_says_at_the_form_why_services_cannot_be_one_yet(officer, pair, namesakes, monkeypatch):
    goes = namesakes[0]
    applications = [make_application(service, round=make_round("Spring")) for service in namesakes[:1]]
    constraint = models.UniqueConstraint(
        fields=["lead_email"], name="one_lead", violation_error_message="Only one application for each lead."
    )
    monkeypatch.setattr(Application._meta, "constraints", [constraint])
    Application._base_manager.filter(pk=applications[0].pk).update(lead_email="ida@trust.example")
    make_application(namesakes[1], lead_email="ida@trust.example")

    page = officer.post(
        merge_address(pair[0]), {"into": pair[1].pk, f"same_{goes.pk}": "one"}
    ).content.decode()

    assert "“Reconnect” cannot become one service yet: Only one application for each lead." in page
    assert re.search(r'value="one"[^>]* checked', page)
    assert Organisation.objects.get(pk=pair[0].pk).merged_into is None


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
