"""Organisations, services and what they are classified by, with the fewest facts that make them valid."""

from itertools import count

from django.utils.text import slugify

from tests.factories.accounts import make_account
from wagtail_charter.events.services import SYSTEM, begin
from wagtail_charter.organisations.models import (
    CareBoard,
    Membership,
    Organisation,
    OrganisationClaim,
    OrganisationIdentifier,
    Partnership,
    PracticeTheme,
    Region,
    Service,
    Setting,
    SettingGroup,
    Site,
)

_numbers = count(1)


def make_region(name="", **facts):
    """A region that is in use; its slug comes from its name."""
    return _make_term(Region, name, facts)


def make_care_board(name="", **facts):
    """A care board that is in use."""
    return _make_term(CareBoard, name, facts)


def make_setting_group(name="", **facts):
    """A group of settings."""
    return _make_term(SettingGroup, name, facts)


def make_setting(name="", **facts):
    """A setting, in a group of its own unless ``group`` is given."""
    if "group" not in facts:
        facts["group"] = make_setting_group()
    return _make_term(Setting, name, facts)


def make_theme(name="", **facts):
    """A practice theme (peer support and so on)."""
    return _make_term(PracticeTheme, name, facts)


def make_organisation(name="", *, identifiers=(), sites=(), **facts):
    """An organisation; ``identifiers`` is a list of ``(scheme, value)``, ``sites`` a list of names."""
    organisation = Organisation(name=name or f"Trust {next(_numbers)}", **facts)
    for scheme, value in identifiers:
        organisation.identifiers.add(OrganisationIdentifier(scheme=scheme, value=value))
    for site in sites:
        organisation.sites.add(Site(name=site))
    organisation.save()
    return organisation


def make_service(name="", *, partners=(), **facts):
    """A service, with a provider of its own unless ``provider`` is given; ``partners`` are organisations."""
    if "provider" not in facts:
        facts["provider"] = make_organisation()
    service = Service.objects.create(name=name or f"Service {next(_numbers)}", **facts)
    for partner in partners:
        Partnership.objects.create(service=service, partner=partner)
    return service


def _make_term(model, name, facts):
    name = name or f"{model._meta.verbose_name} {next(_numbers)}".capitalize()
    return model.objects.create(name=name, slug=facts.pop("slug", slugify(name)), **facts)


def make_membership(account=None, organisation=None, **facts):
    """``account`` belongs to ``organisation``; both are made unless given."""
    return Membership.objects.create(
        account=account or make_account(), organisation=organisation or make_organisation(), **facts
    )


def make_claim(account=None, **facts):
    """A claim that nobody has answered."""
    given = {"organisation_name": "Test Trust", "service_name": "Test Service", **facts}
    return begin(OrganisationClaim(account=account or make_account(), **given), by=SYSTEM)
