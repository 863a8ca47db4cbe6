"""The choices of the governance room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RunKind(TextChoices):
    """What a line of the retention log tells."""

    PLAN = "plan", _("Plan: what would go")
    APPLIED = "applied", _("Done: what went")
    EXPORTED = "exported", _("Copy of what is held about a person")
    ERASE_PLAN = "erase_plan", _("Plan: forgetting a person")
    ERASED = "erased", _("Done: a person was forgotten")
    HELD = "held", _("Legal hold placed")
    RELEASED = "released", _("Legal hold released")


class LawfulBasis(TextChoices):
    """The bases of article 6(1) of the UK GDPR, as the Information Commissioner names them."""

    PUBLIC_TASK = "public_task", _("Public task: we do it in the public interest or under an official duty")
    LEGITIMATE_INTERESTS = "legitimate_interests", _("Legitimate interests: ours or yours, weighed up")
    LEGAL_OBLIGATION = "legal_obligation", _("Legal obligation: the law tells us to")
    CONTRACT = "contract", _("Contract: we agreed it with you")
    CONSENT = "consent", _("Consent: you said yes, and can say no at any time")
    VITAL_INTERESTS = "vital_interests", _("Vital interests: somebody's life is at risk")


class Compliance(TextChoices):
    """How far the site meets the standard: the three answers that the regulations know."""

    FULL = "full", _("Fully compliant")
    PARTIAL = "partial", _("Partially compliant")
    NOT = "not", _("Not compliant")


class Reason(TextChoices):
    """Why something is not accessible: the three reasons that the regulations know."""

    NON_COMPLIANCE = "non_compliance", _("It does not meet the standard yet")
    BURDEN = "burden", _("Mending it would be a disproportionate burden")
    OUT_OF_SCOPE = "out_of_scope", _("The regulations do not cover it")


class Nation(TextChoices):
    """Which body enforces the regulations."""

    GREAT_BRITAIN = "gb", _("England, Scotland and Wales")
    NORTHERN_IRELAND = "ni", _("Northern Ireland")
    BOTH = "uk", _("The whole of the United Kingdom")
