"""Somebody to turn to: on every page, the same block, at little cost."""

import datetime
from types import SimpleNamespace

import pytest
import time_machine
from django.core.checks import Tags, run_checks
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone
from wagtail.models import Site

from tests.factories.applications import make_application, make_round
from tests.factories.support import make_contact
from wagtail_charter.applications.models import Application, Round
from wagtail_charter.framework.models import CharterSettings
from wagtail_charter.support.blocks import ContactBlock
from wagtail_charter.support.models import Contact
from wagtail_charter.support.services import contact_for, safeguarding_contact_for

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


def test_check_names_each_site_without_safeguarding_contact(site, team, settings):
    assert "safeguarding contact" in _found("W010").pop().msg

    settings.WAGTAIL_CHARTER = {**settings.WAGTAIL_CHARTER, "PROFILE": "showcase"}
    assert not _found("W010")

    settings.WAGTAIL_CHARTER = {**settings.WAGTAIL_CHARTER, "PROFILE": "scheme"}
    CharterSettings.objects.update(safeguarding_contact=team)
    assert not _found("W010")


def _found(number="W009"):
    return [
        each for each in run_checks(tags=[Tags.database], databases=["default"]) if each.id.endswith(number)
    ]


def test_case_names_its_contact_then_its_round_then_the_site(site, team, django_assert_num_queries):
    of_case, of_round = make_contact("Of the case"), make_contact("Of the round")
    application = make_application(round=make_round(contact=of_round))

    def asked():
        return contact_for(case=Application.objects.select_related("round").get(pk=application.pk), site=site)

    assert asked() == of_round
    Application.objects.update(contact=of_case)
    assert asked() == of_case
    Application.objects.update(contact=None)
    Round.objects.update(contact=None)
    assert asked() == team


@pytest.mark.parametrize("named_by", ["case", "round", "site"])
def test_finding_the_contact_and_who_covers_takes_one_query(site, team, named_by, django_assert_num_queries):
    today = timezone.localdate()
    away = make_contact("Away", cover=make_contact("Cover"), away_from=today, away_until=today)
    application = make_application(round=make_round(contact=away if named_by == "round" else None))
    if named_by == "case":
        Application.objects.update(contact=away)
    if named_by == "site":
        CharterSettings.objects.update(contact=away)
    case = Application.objects.select_related("round").get(pk=application.pk)

    with django_assert_num_queries(1):
        found = contact_for(case=case, site=site)
        assert (found, str(found.covered_by)) == (away, "Cover")


def test_safeguarding_contact_falls_back_to_that_of_the_site(site, team):
    assert safeguarding_contact_for(site) == team
    lead = make_contact("Safeguarding lead")
    CharterSettings.objects.update(safeguarding_contact=lead)
    assert safeguarding_contact_for(site) == lead
    assert safeguarding_contact_for(None) is None


def test_block_says_who_is_away_and_who_covers(site, team):
    today = datetime.date(2027, 3, 10)
    team.cover = make_contact("Robin Cover", email="robin@charter.example")
    team.away_from, team.away_until, team.away_text = today, datetime.date(2027, 3, 12), "Back soon."
    team.save()

    with time_machine.travel(datetime.datetime(2027, 3, 12, 12, tzinfo=datetime.UTC), tick=False):
        shown = TAG.render(Context({"request": RequestFactory().get("/")}))
    with time_machine.travel(datetime.datetime(2027, 3, 13, 12, tzinfo=datetime.UTC), tick=False):
        afterwards = TAG.render(Context({"request": RequestFactory().get("/")}))

    assert "Charter team is away until Friday 12 March 2027." in shown
    assert "Back soon." in shown
    assert "robin@charter.example" in shown
    assert "away" not in afterwards
    assert "robin@charter.example" not in afterwards


def test_block_takes_the_case_of_the_page(site, team):
    application = make_application()
    application.contact = make_contact("Of the case")
    context = Context({"request": RequestFactory().get("/"), "application": application, "contact": ""})

    shown = Template(
        "{% load charter_support %}{% charter_contact contact block_id='charter-help' %}"
    ).render(context)

    assert "Of the case" in shown
    assert shown.count('id="charter-help"') == 1
