"""Action plans as outcomes seed them."""

from tests.factories.organisations import make_service
from wagtail_charter.events.services import SYSTEM, begin
from wagtail_charter.plans.models import ActionPlan, PlannedAction


def make_plan(service=None, *, by=SYSTEM, at_state=None, actions=(), **facts):
    """A plan, a draft unless ``at_state`` says otherwise; ``actions``: the words of what is planned."""
    plan = begin(ActionPlan(service=service or make_service(), **facts), by=by, at_state=at_state)
    for words in actions:
        PlannedAction.objects.create(plan=plan, words=words)
    return plan
