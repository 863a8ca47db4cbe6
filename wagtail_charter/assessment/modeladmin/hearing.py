"""The team's side of hearing a result: whom to call first, that somebody called, what was accepted, and closing."""

from django import forms
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.modeladmin.casework import (
    CaseSection,
    CaseStepView,
    DeskPage,
    TodayList,
    case_url,
)
from wagtail_charter.applications.permissions import (
    can_change_application,
    visible_applications,
)
from wagtail_charter.applications.states import TOLD_STATES, WITH_TEAM_STATES, ApplicationState
from wagtail_charter.assessment.modeladmin.outcome import outcome_of
from wagtail_charter.assessment.models import HearingChoice
from wagtail_charter.assessment.services import close_not_ready, note_called
from wagtail_charter.assessment.states import HearingWay

_RELEASE = "wagtail_charter.release_outcome"


def calls_waiting(user):
    """The choices of those who want a call first, whose result is released and not accepted, and whom nobody called."""
    rows = HearingChoice.objects.filter(
        way=HearingWay.CALL,
        called_at=None,
        application__in=visible_applications(user),
        application__state=ApplicationState.RESULT_SHARED,
        application__outcome__released_at__lte=timezone.now(),
    )
    rows = rows.select_related("application__service__provider", "application__caseworker")
    return rows.order_by("application__outcome__released_at", "pk")


class CallsView(DeskPage):
    """Whom to call first: name, number and good times, the longest wait first."""

    template_name = "wagtail_charter/assessment/admin/calls.html"
    page_title = _("Call first")
    header_icon = "comment"

    def get_context_data(self, **kwargs):
        calls = [(call, case_url(call.application)) for call in calls_waiting(self.request.user)]
        return super().get_context_data(calls=calls, **kwargs)


class CalledStep(CaseStepView):
    """Note that somebody called; the letter that the result can be read leaves then."""

    slug = "called"
    label = _("We have called")
    explanation = _(
        "Use this when you have spoken with them about the result. The letter that says that the result can be read "
        "leaves then. It does not say what the result is."
    )
    form_class = forms.Form
    order = 30
    is_main = True

    @classmethod
    def may(cls, user, application):
        return (
            application.state == ApplicationState.RESULT_SHARED
            and can_change_application(user, application)
            and calls_waiting(user).filter(application=application).exists()
        )

    def act(self, facts):
        note_called(self.application, by=self.request.user)
        return _text("Noted. The letter is on its way.")


class CloseStep(CaseStepView):
    """End an application whose result is "not ready yet", once they have read it."""

    slug = "close-not-ready"
    label = _("Close for this round")
    explanation = _(
        "The result is “Not ready yet”. Closing ends the application. The lead gets a letter that thanks them, offers "
        "a call, and says that everything is kept. It does not name the result. It cannot be undone."
    )
    form_class = forms.Form
    order = 70

    @classmethod
    def may(cls, user, application):
        return (
            application.state == ApplicationState.RESULT_SHARED
            and user.has_perm(_RELEASE)
            and can_change_application(user, application)
            and _shown(application) is not None
            and _shown(application).level_id is None
        )

    def act(self, facts):
        close_not_ready(_shown(self.application), by=self.request.user)
        return _text("%(application)s is closed.") % {"application": self.application.reference}


def _shown(application):
    """The outcome that the applicant can read, or ``None``."""
    outcome = outcome_of(application)
    return outcome if outcome and outcome.is_released else None


def _hearing_facts(application, user):
    if application.state not in (*WITH_TEAM_STATES, *TOLD_STATES):
        return None
    rows = HearingChoice.objects.select_related("chosen_by", "called_by")
    return {"choice": rows.filter(application=application).first(), "application": application}


def _accepted_facts(application, user):
    if application.state not in TOLD_STATES:
        return None
    outcome = _shown(application)
    return {"outcome": outcome} if outcome and outcome.accepted_at else None


hearing_section = CaseSection(
    slug="hearing",
    title=_("How they want to hear"),
    template="wagtail_charter/assessment/admin/hearing.html",
    facts=_hearing_facts,
    order=60,
)
accepted_section = CaseSection(
    slug="accepted",
    title=_("Accepted"),
    template="wagtail_charter/assessment/admin/accepted.html",
    facts=_accepted_facts,
    order=65,
)
calls_today = TodayList(
    slug="call-first",
    title=_("Call first: the result is released"),
    count=lambda user: calls_waiting(user).count(),
    url=lambda user: reverse("charter_calls"),
    order=20,
)
calls_urlpatterns = [path("charter/calls/", CallsView.as_view(), name="charter_calls")]
