"""What happens to action plans: seeded from next steps, agreed, opened again, closed."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_charter.events.services import begin, move
from wagtail_charter.plans.models import ActionPlan, PlannedAction
from wagtail_charter.plans.rules import check_can_be_agreed
from wagtail_charter.plans.states import PlanState


def plan_of(application):
    """The action plan of ``application``, or ``None``."""
    return ActionPlan.objects.filter(application=application).first()


@transaction.atomic
def seed_plan(application, *, next_steps, check_in_on=None, by):
    """Begin the plan of ``application`` with ``next_steps`` (words, one for each planned action), as a draft.

    A draft that stands gets the steps that it does not have yet, and a day for the check-in if it has none. A plan
    that is agreed or closed stays as it is. Returns the plan.
    """
    plan = (
        ActionPlan.objects.select_for_update(of=("self",), no_key=True)
        .filter(application=application)
        .first()
    )
    if plan is None:
        plan = begin(
            ActionPlan(service=application.service, application=application, check_in_on=check_in_on), by=by
        )
    if plan.state != PlanState.DRAFT:
        return plan
    held = set(plan.actions.values_list("words", flat=True))
    fresh = [words.strip() for words in next_steps if words.strip()]
    PlannedAction.objects.bulk_create(
        PlannedAction(plan=plan, words=words) for words in dict.fromkeys(fresh) if words not in held
    )
    if check_in_on and plan.check_in_on is None:
        plan.check_in_on = check_in_on
        plan.save(update_fields=["check_in_on", "updated_at"])
    return plan


@transaction.atomic
def agree_plan(plan, *, agreed_with, by):
    """Sign ``plan`` off: agreed with somebody of the service (``agreed_with``, their name or work).

    Raises ``ValidationError`` when it has no day for the check-in or nothing planned, and ``InvalidTransition`` when
    it is no draft any more. Returns the plan.
    """
    held = _hold(plan)
    check_can_be_agreed(held, list(held.actions.all()))
    if not agreed_with.strip():
        raise ValidationError({"agreed_with": _("Say with whom of the service the plan is agreed.")})
    return move(held, to=PlanState.AGREED, by=by, agreed_at=timezone.now(), agreed_with=agreed_with.strip())


@transaction.atomic
def reopen_plan(plan, *, by):
    """Make an agreed ``plan`` a draft again, to change it and agree it anew. Returns the plan."""
    return move(_hold(plan), to=PlanState.DRAFT, by=by, agreed_at=None, agreed_with="")


@transaction.atomic
def close_plan(plan, *, by):
    """Close ``plan``: the work goes on elsewhere, or is done. Returns the plan."""
    return move(_hold(plan), to=PlanState.CLOSED, by=by)


def _hold(plan):
    """The plan's row, held until the transaction ends."""
    rows = ActionPlan.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("service__provider", "application").get(pk=plan.pk)
