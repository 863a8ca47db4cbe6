"""Accepting a result, with what becomes public of it."""

from wagtail_charter.accounts.access import portal_view
from wagtail_charter.applications.pages import ApplicationPage
from wagtail_charter.assessment.forms import AcceptForm
from wagtail_charter.assessment.permissions import can_accept
from wagtail_charter.assessment.services import accept_result
from wagtail_charter.assessment.views.results import find_result
from wagtail_charter.conf import conf
from wagtail_charter.events.services import InvalidTransition
from wagtail_charter.foundations.press import is_fresh_press
from wagtail_charter.foundations.routes import page_view


@page_view(ApplicationPage, "<str:reference>/result/accept/", name="accept")
@portal_view
def accept(page, request, reference):
    """What accepting means, what becomes public word for word, and the choices; nothing is chosen beforehand."""
    case, outcome = find_result(page, request, reference)
    if outcome.accepted_at:
        return case.go(case.url("result/accepted/"))
    if outcome.level_id is None:
        return case.go(case.url("result/"))
    form = None
    if can_accept(case.account, outcome):
        form = AcceptForm(
            request.POST if request.method == "POST" else None,
            line=outcome.quotable_line,
            offers_showcase=outcome.is_award and conf.is_room_on("showcase"),
        )
        if is_fresh_press(request) and form.is_valid():
            try:
                accept_result(outcome, by=case.account, **form.chosen)
            except InvalidTransition:
                # It was withdrawn or closed between this page and the press.
                return case.go(case.home)
            return case.go(case.url("result/accepted/"))
    return case.show(
        "wagtail_charter/assessment/accept.html",
        form=form,
        outcome=outcome,
        is_stale=request.method == "POST" and not is_fresh_press(request),
    )


@page_view(ApplicationPage, "<str:reference>/result/accepted/", name="accepted")
@portal_view
def accepted(page, request, reference):
    """That the result is accepted, what was chosen, and what happens next. The address stays."""
    case, outcome = find_result(page, request, reference)
    if not outcome.accepted_at:
        return case.go(case.url("result/"))
    return case.show("wagtail_charter/assessment/accepted.html", outcome=outcome)
