"""How an applicant wants to hear the result."""

from django.core.exceptions import ValidationError
from django.http import Http404

from wagtail_charter.accounts.access import portal_view
from wagtail_charter.applications.pages import ApplicationPage
from wagtail_charter.applications.states import TOLD_STATES, WITH_TEAM_STATES
from wagtail_charter.applications.views.cases import Case
from wagtail_charter.assessment.forms import HearingForm
from wagtail_charter.assessment.models import HearingChoice
from wagtail_charter.assessment.permissions import can_choose_hearing
from wagtail_charter.assessment.services import choose_hearing
from wagtail_charter.foundations.press import is_fresh_press
from wagtail_charter.foundations.routes import page_view


@page_view(ApplicationPage, "<str:reference>/hearing/", name="hearing")
@portal_view
def hearing(page, request, reference):
    """Choose how to hear the result, and change it until the result is released; then this leads to the result."""
    case = Case.find(page, request, reference)
    application = case.application
    if application.state in TOLD_STATES:
        return case.go(case.url("result/"))
    if application.state not in WITH_TEAM_STATES:
        raise Http404
    choice = HearingChoice.objects.filter(application=application).first()
    if not can_choose_hearing(case.account, application):
        return _show(case, choice, form=None)
    form = HearingForm(request.POST if request.method == "POST" else None, initial=_held(choice))
    if is_fresh_press(request) and form.is_valid():
        try:
            choose_hearing(application, by=case.account, **form.cleaned_data)
        except ValidationError:
            # The result was released between this page and the press.
            return case.go(case.url("result/"))
        return case.go(f"{case.url('hearing/')}?saved=1")
    is_stale = request.method == "POST" and not is_fresh_press(request)
    return _show(case, choice, form=form, is_stale=is_stale)


def _show(case, choice, **context):
    is_saved = case.request.GET.get("saved") == "1" and case.request.method == "GET" and choice is not None
    return case.show("wagtail_charter/assessment/hearing.html", choice=choice, is_saved=is_saved, **context)


def _held(choice):
    return {"way": choice.way, "phone": choice.phone, "good_times": choice.good_times} if choice else {}
