"""The action plan on the desk of a case: begin it, agree it, open it again, close it."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.modeladmin.casework import CaseSection, CaseStepView
from wagtail_charter.applications.states import LEFT_STATES, WRITING_STATES, ApplicationState
from wagtail_charter.plans.forms import AgreePlanForm, BeginPlanForm
from wagtail_charter.plans.permissions import can_see_plan, can_work_on_plan
from wagtail_charter.plans.services import agree_plan, close_plan, plan_of, reopen_plan, seed_plan
from wagtail_charter.plans.states import PlanState

_BEFORE = (*WRITING_STATES, *LEFT_STATES, ApplicationState.INTERESTED)


def _plan(application):
    """The plan of ``application`` or ``None``, looked up once for each application object."""
    if not hasattr(application, "_desk_plan"):
        application._desk_plan = plan_of(application)
    return application._desk_plan


class BeginPlanStep(CaseStepView):
    """Write the first things to do, before or after the outcome."""

    slug = "plan-begin"
    label = _("Begin the action plan")
    explanation = _(
        "A level may ask for a plan that is signed off. Talk it through with the service, write it down here, then "
        "agree it. The applicant sees it with the result."
    )
    order = 40
    form_class = BeginPlanForm

    @classmethod
    def may(cls, user, application):
        if application.state in _BEFORE or not can_work_on_plan(user, application):
            return False
        return _plan(application) is None

    def act(self, facts):
        seed_plan(self.application, by=self.request.user, **facts)
        return _text("The action plan is begun.")


class _PlanStep(CaseStepView):
    form_class = forms.Form
    states = ()

    @classmethod
    def may(cls, user, application):
        if application.state in _BEFORE or not can_work_on_plan(user, application):
            return False
        plan = _plan(application)
        return plan is not None and plan.state in cls.states


class AgreePlanStep(_PlanStep):
    """Sign the plan off."""

    slug = "plan-agree"
    label = _("Agree the action plan")
    explanation = _(
        "Use this when you and the service have said yes to it, with a day to look at it together."
    )
    order = 41
    form_class = AgreePlanForm
    states = (PlanState.DRAFT,)

    def act(self, facts):
        agree_plan(_plan(self.application), by=self.request.user, **facts)
        return _text("The action plan is agreed.")


class ReopenPlanStep(_PlanStep):
    """Make an agreed plan a draft again."""

    slug = "plan-reopen"
    label = _("Open the action plan again")
    explanation = _("It becomes a draft that can be changed, and is agreed anew.")
    order = 42
    states = (PlanState.AGREED,)

    def act(self, facts):
        reopen_plan(_plan(self.application), by=self.request.user)
        return _text("The action plan is a draft again.")


class ClosePlanStep(_PlanStep):
    """Close the plan for good."""

    slug = "plan-close"
    label = _("Close the action plan")
    explanation = _("The work is done, or goes on elsewhere. A closed plan stays as it is.")
    order = 90
    states = (PlanState.DRAFT, PlanState.AGREED)

    @classmethod
    def may(cls, user, application):
        # While a result is on its way, levels may rest on the plan.
        return application.state not in _RESTS_ON_PLAN and super().may(user, application)

    def act(self, facts):
        close_plan(_plan(self.application), by=self.request.user)
        return _text("The action plan is closed.")


_RESTS_ON_PLAN = (
    ApplicationState.SENT,
    ApplicationState.CHECKING,
    ApplicationState.ASSESSING,
    ApplicationState.MODERATING,
    ApplicationState.DECIDED,
)


def _section_facts(application, user):
    if not can_see_plan(user, application) or _plan(application) is None:
        return None
    plan = _plan(application)
    may_change = can_work_on_plan(user, application) and plan.state == PlanState.DRAFT
    url = reverse("charter_plans:edit", args=[plan.pk]) if may_change else ""
    return {"plan": plan, "actions": list(plan.actions.select_related("statement")), "url": url}


plan_section = CaseSection(
    slug="plan",
    title=_("Action plan"),
    template="wagtail_charter/plans/admin/includes/_plan.html",
    facts=_section_facts,
    order=55,
)
PLAN_STEPS = [BeginPlanStep, AgreePlanStep, ReopenPlanStep, ClosePlanStep]
