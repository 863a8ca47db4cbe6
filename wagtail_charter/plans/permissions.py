"""Who of the charter team may see and change which action plan: whoever may open its application, if it has one."""

from wagtail_charter.applications.permissions import can_view_application, visible_applications
from wagtail_charter.plans.states import PlanState

_VIEW = "wagtail_charter.view_actionplan"
_CHANGE = "wagtail_charter.change_actionplan"


def can_see_plan(user, application):
    """May ``user`` see the action plan of ``application``?"""
    return (user.has_perm(_VIEW) or user.has_perm(_CHANGE)) and can_view_application(user, application)


def can_work_on_plan(user, application):
    """May ``user`` begin, agree, open again and close the action plan of ``application``?"""
    return user.has_perm(_CHANGE) and can_view_application(user, application)


def visible_plans(user, plans):
    """Those of ``plans`` that ``user`` may know of."""
    return plans.filter(application=None) | plans.filter(application__in=visible_applications(user))


def can_change_plan(plan):
    """May what is written in ``plan`` change as it stands? A closed plan stays; what is agreed is opened again first."""
    return plan.state == PlanState.DRAFT
