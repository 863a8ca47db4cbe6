"""Organisations, services, sites and partnerships, the classifications they are found by, and who belongs to them."""

from wagtail_charter.organisations.models.claims import Membership, OrganisationClaim
from wagtail_charter.organisations.models.organisations import (
    CareBoard,
    Organisation,
    OrganisationIdentifier,
    Partnership,
    PracticeTheme,
    Region,
    Replaceable,
    Service,
    Setting,
    SettingGroup,
    Site,
)

__all__ = [
    "CareBoard",
    "Membership",
    "Organisation",
    "OrganisationClaim",
    "OrganisationIdentifier",
    "Partnership",
    "PracticeTheme",
    "Region",
    "Replaceable",
    "Service",
    "Setting",
    "SettingGroup",
    "Site",
]
