"""What the scheme asks of an action plan. Pure: reads what it is given, writes nothing."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wagtail_charter.plans.states import PlanState


def is_signed_off(plan):
    """A plan is signed off when it is agreed and has a day for its check-in. ``plan`` may be ``None``."""
    return plan is not None and plan.state == PlanState.AGREED and plan.check_in_on is not None


def check_can_be_agreed(plan, actions):
    """A plan is agreed with a day for the check-in and at least one thing to do. Raises ``ValidationError``."""
    if plan.check_in_on is None:
        raise ValidationError(_("Choose the day on which you look at the plan together. Then agree it."))
    if not actions:
        raise ValidationError(_("Write at least one thing to do. Then agree the plan."))
