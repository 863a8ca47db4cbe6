"""What the plans room holds about people, and how it goes: plans are written by role, but people may name people."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.states import CLOSED_STATES
from wagtail_charter.foundations.retention import Holding, clear_traces, text_mentions
from wagtail_charter.plans.models import ActionPlan, PlannedAction


def due_plans(before):
    """Plans that still say something, last changed before ``before``, whose application ended before it too."""
    something = Q(Exists(PlannedAction.objects.filter(plan=OuterRef("pk")))) | ~Q(agreed_with="")
    later = PlannedAction.objects.filter(plan=OuterRef("pk"), updated_at__gte=before)
    ended = Q(application=None) | Q(
        Q(application__decided_at__lt=before)
        | Q(application__decided_at=None, application__withdrawn_at__lt=before),
        application__state__in=CLOSED_STATES,
    )
    rows = ActionPlan.objects.filter(something, ended, ~Exists(later), updated_at__lt=before)
    return rows.select_related("application", "service__provider")


def clear_plans(plans):
    """Delete what is planned in ``plans`` and with whom they were agreed; that there was a plan stays. Returns how many."""
    keys = [plan.pk for plan in plans]
    clear_traces(plans)
    PlannedAction.objects.filter(plan__in=keys).delete()
    return ActionPlan.objects.filter(pk__in=keys).update(agreed_with="")


def _names(plan):
    return [plan.application.reference, plan.application.lead_email] if plan.application_id else []


HOLDINGS = [
    Holding(
        slug="plans",
        room="plans",
        what=_("Action plans"),
        data=_("What a service will do next, who leads it by role, and with whom the plan was agreed."),
        why=_("To work on it together, and to look back at it."),
        who_sees=_("Your team once the result is released, and the charter team."),
        trigger=_("the decision, and the last change of the plan"),
        keep="plans",
        due=due_plans,
        purge=clear_plans,
        names=_names,
        label=lambda plan: plan.application.reference if plan.application_id else "",
    )
]


def person(who):
    """Nothing is kept under somebody's e-mail address here; ``mentions`` finds their name."""
    return []


def mentions(words):
    """Plans and planned actions that name one of ``words``."""
    return text_mentions(_texts(), words)


def _texts():
    for plan in ActionPlan.objects.select_related("application").exclude(agreed_with="").order_by("pk"):
        yield _("Action plan"), _where(plan), plan.agreed_with, plan.agreed_at
    actions = PlannedAction.objects.select_related("plan__application").order_by("pk")
    for action in actions.iterator(chunk_size=2000):
        text = f"{action.words}\n{action.who_leads}"
        yield _("Planned action"), _where(action.plan), text, action.created_at


def _where(plan):
    return plan.application.reference if plan.application_id else str(plan.pk)


def forget(who, *, at):
    """Nothing goes by an e-mail address here: a person reads what ``mentions`` found. Returns 0."""
    return 0
