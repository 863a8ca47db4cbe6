"""The choices of the governance room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RunKind(TextChoices):
    """What a line of the retention log tells."""

    PLAN = "plan", _("Plan: what would go")
    APPLIED = "applied", _("Done: what went")
    ROUTINE = "routine", _("Done by itself: what went")
    EXPORTED = "exported", _("Copy of what is held about a person")
    ERASE_PLAN = "erase_plan", _("Plan: forgetting a person")
    ERASED = "erased", _("Done: a person was forgotten")
    HELD = "held", _("Legal hold placed")
    RELEASED = "released", _("Legal hold released")


class Compliance(TextChoices):
    """How far the site meets the standard: the three answers that the regulations know."""

    FULL = "full", _("Fully compliant")
    PARTIAL = "partial", _("Partially compliant")
    NOT = "not", _("Not compliant")


class Nation(TextChoices):
    """Which body enforces the regulations."""

    GREAT_BRITAIN = "gb", _("England, Scotland and Wales")
    NORTHERN_IRELAND = "ni", _("Northern Ireland")
    BOTH = "uk", _("The whole of the United Kingdom")
