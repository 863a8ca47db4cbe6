"""Somebody to turn to: on every page, the same block, at little cost."""

from types import SimpleNamespace

import pytest
from django.core.checks import Tags, run_checks
from django.template import Context, Template
from django.test import RequestFactory
from wagtail.models import Site

from wagtail_charter.framework.models import CharterSettings
from wagtail_charter.support.blocks import ContactBlock
from wagtail_charter.support.models import Contact
from wagtail_charter.support.services import contact_for

pytestmark = pytest.mark.django_db
TAG = Template("{% load charter_support %}{% charter_contact %}")


@pytest.fixture
def site():
    return Site.objects.get(is_default_site=True)


@pytest.fixture
def team(site):
    contact = Contact.objects.create(
        name="Charter team",
        phone="020 7946 0000",
        text_relay="18001 020 7946 0000",
        email="team@charter.example",
    )
    CharterSettings.objects.create(site=site, contact=contact)
    return contact


def test_page_names_its_own_contact_before_that_of_the_site(site, team):
    own = Contact.objects.create(name="Training team", phone="1")

    assert contact_for(page=SimpleNamespace(contact=own), site=site) == own
    assert contact_for(page=SimpleNamespace(contact=None), site=site) == team
    assert contact_for(page=site.root_page) == team


def test_site_without_settings_names_nobody(site):
    assert contact_for(site=site) is None
    assert TAG.render(Context({"request": RequestFactory().get("/")})).strip() == ""


def test_tag_shows_channels_in_their_order_with_one_query(site, team, django_assert_num_queries):
    request = RequestFactory().get("/")
    Site.find_for_request(request)

    with django_assert_num_queries(1):
        shown = TAG.render(Context({"request": request})) + TAG.render(Context({"request": request}))

    places = [shown.index(words) for words in ("020 7946 0000", "18001 020", "team@charter.example")]
    assert places == sorted(places)


def test_contact_of_the_site_is_shown_from_the_cache_and_an_edit_shows_at_once(
    site, team, django_assert_num_queries
):
    contact_for(site=site)
    with django_assert_num_queries(0):
        assert contact_for(site=site) == team

    team.phone = "020 7946 0001"
    team.save()
    assert contact_for(site=site).phone == "020 7946 0001"

    CharterSettings.objects.get(site=site).delete()
    assert contact_for(site=site) is None


def test_block_shows_the_chosen_contact_or_that_of_the_site(site, team):
    own = Contact.objects.create(name="Training team", phone="1")
    block = ContactBlock()
    context = {"request": RequestFactory().get("/")}

    assert "Training team" in block.render(block.to_python({"contact": own.pk}), context)
    assert "Charter team" in block.render(block.to_python({"contact": None}), context)


def test_check_names_each_site_without_contact(site, team):
    assert not _found()

    Site.objects.create(hostname="second.example", root_page=site.root_page)

    warning = _found().pop()
    assert "second.example" in warning.msg
    assert "Charter settings" in warning.hint


def _found():
    return [
        each for each in run_checks(tags=[Tags.database], databases=["default"]) if each.id.endswith("W009")
    ]
