"""The life of an action plan."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PlanState(TextChoices):
    """Where an action plan stands."""

    DRAFT = "draft", _("Draft")
    AGREED = "agreed", _("Agreed")
    CLOSED = "closed", _("Closed")


PLAN_TRANSITIONS = {
    PlanState.DRAFT: {PlanState.AGREED, PlanState.CLOSED},
    PlanState.AGREED: {PlanState.DRAFT, PlanState.CLOSED},
    PlanState.CLOSED: set(),
}
