"""The result of an application: after a word of warning that it is there, whole, to print, and as plain text."""

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from wagtail_charter.accounts.access import portal_view
from wagtail_charter.applications.pages import ApplicationPage
from wagtail_charter.applications.permissions import can_withdraw
from wagtail_charter.applications.views.cases import Case
from wagtail_charter.assessment.access import released_outcome
from wagtail_charter.assessment.models import HearingChoice
from wagtail_charter.assessment.permissions import can_accept
from wagtail_charter.assessment.sections import result_facts
from wagtail_charter.assessment.states import HearingWay
from wagtail_charter.conf import conf
from wagtail_charter.foundations.clock import working_days_after
from wagtail_charter.foundations.routes import page_view

#: For so many working days after the release the team looks again at whatever is said to be wrong.
LOOK_AGAIN_DAYS = 20


@page_view(ApplicationPage, "<str:reference>/result/", name="result")
@portal_view
def result(page, request, reference):
    """The result, to the people of the application, once it is released.

    It does not surprise: the page first says that the result is on it, and shows it after a press. Whoever accepted
    it has read it already.
    """
    case, outcome = find_result(page, request, reference)
    if not outcome.accepted_at and request.GET.get("read") != "1":
        choice = HearingChoice.objects.filter(application=case.application).first()
        call = choice if choice and choice.way == HearingWay.CALL and choice.called_at is None else None
        return case.show("wagtail_charter/assessment/result_first.html", call=call)
    return case.show(
        "wagtail_charter/assessment/result.html",
        **_facts(outcome),
        can_accept=can_accept(case.account, outcome),
        can_withdraw=can_withdraw(case.account, case.application),
    )


@page_view(ApplicationPage, "<str:reference>/result/text/", name="result_text")
@portal_view
def result_text(page, request, reference):
    """The result as plain text, for any device and any printer."""
    case, outcome = find_result(page, request, reference)
    words = render_to_string("wagtail_charter/assessment/result.txt", _facts(outcome))
    answer = HttpResponse(words, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{case.application.reference}-result.txt"'
    return answer


def find_result(page, request, reference):
    """The case and its released outcome. ``Http404`` before the release, as for an application that is not there."""
    case = Case.find(page, request, reference)
    outcome = released_outcome(case.application)
    if outcome is None:
        raise Http404
    return case, outcome


def _facts(outcome):
    released_on = timezone.localtime(outcome.released_at).date()
    look_again_by = working_days_after(released_on, LOOK_AGAIN_DAYS, closed_days=conf.CLOSED_DAYS)
    return {**result_facts(outcome), "look_again_by": look_again_by}
