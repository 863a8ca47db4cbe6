"""Fixed choices about organisations."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Standing(TextChoices):
    """How an organisation or a service stands in the history, which has no other word for what has no state.

    Nothing is stored under these names: an organisation is in use as long as it was not merged.
    """

    IN_USE = "in-use", _("In use")
    MERGED = "merged", _("Merged")


class ProviderType(TextChoices):
    """What kind of body an organisation is."""

    NHS_TRUST = "nhs_trust", _("NHS trust")
    NHS_TRUST_WITH_COUNCIL = "nhs_trust_with_council", _("NHS trust with a council")
    LOCAL_AUTHORITY = "local_authority", _("Local authority")
    CHARITY = "charity", _("Charity")
    CIC = "cic", _("Community interest company")
    INDEPENDENT = "independent", _("Independent provider")
    OTHER = "other", _("Another kind of organisation")
    NOT_STATED = "not_stated", _("Not stated")


class AgeGroup(TextChoices):
    """Whom a service is for."""

    ALL_AGES = "all_ages", _("All ages")
    ADULTS = "adults", _("Adults")
    CHILDREN_AND_YOUNG_PEOPLE = "children_and_young_people", _("Children and young people")


class PartnershipKind(TextChoices):
    """What a partner does for a service."""

    SUBCONTRACTS_ROLES = "subcontracts_roles", _("Employs people in roles for the service")
    SUPPORTS_RECRUITMENT = "supports_recruitment", _("Supports recruitment")
    DELIVERS_CARE = "delivers_care", _("Delivers care")
    CO_PRODUCES = "co_produces", _("Designs the service together with it")
    FUNDS = "funds", _("Funds the service")
    NOT_STATED = "not_stated", _("Not stated")


class IdentifierScheme(TextChoices):
    """Registers that give organisations identifiers, with the prefixes of org-id.guide."""

    ODS = "GB-NHS", _("NHS organisation (ODS) code")
    CHARITY = "GB-CHC", _("Charity number (England and Wales)")
    COMPANY = "GB-COH", _("Company number")
    CHARITY_SCOTLAND = "GB-SC", _("Charity number (Scotland)")
    CHARITY_NORTHERN_IRELAND = "GB-NIC", _("Charity number (Northern Ireland)")
    PRISON = "GB-PRISON", _("Prison code")


#: What an identifier of each scheme looks like (upper case, no spaces). ODS codes are checked no further than this.
IDENTIFIER_PATTERNS = {
    IdentifierScheme.ODS: r"[A-Z0-9]{3,10}",
    IdentifierScheme.CHARITY: r"[0-9]{6,7}(-[0-9]{1,3})?",
    IdentifierScheme.COMPANY: r"[A-Z0-9]{8}",
    IdentifierScheme.CHARITY_SCOTLAND: r"SC[0-9]{6}",
    IdentifierScheme.CHARITY_NORTHERN_IRELAND: r"NIC[0-9]{6}",
    IdentifierScheme.PRISON: r"[A-Z]{3}",
}


class MembershipStanding(TextChoices):
    """How somebody belongs to an organisation."""

    OWNER = "owner", _("Owner")
    MEMBER = "member", _("Member")
    ENDED = "ended", _("Ended")


class ClaimState(TextChoices):
    """How the claim of an organisation was answered."""

    PROPOSED = "proposed", _("Waiting for an answer")
    MATCHED = "matched", _("Matched")
    CREATED = "created", _("Newly entered")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Taken back")


CLAIM_TRANSITIONS = {
    ClaimState.PROPOSED: {
        ClaimState.MATCHED,
        ClaimState.CREATED,
        ClaimState.DECLINED,
        ClaimState.WITHDRAWN,
    },
    ClaimState.MATCHED: set(),
    ClaimState.CREATED: set(),
    ClaimState.DECLINED: set(),
    ClaimState.WITHDRAWN: set(),
}
