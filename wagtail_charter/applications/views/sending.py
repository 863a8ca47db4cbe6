"""Sending an application, the page that confirms it, and withdrawing it."""

from django.core.exceptions import ValidationError
from django.http import Http404

from wagtail_charter.accounts.access import portal_view
from wagtail_charter.applications.forms import DeclarationForm
from wagtail_charter.applications.pages import ApplicationPage
from wagtail_charter.applications.permissions import can_send, can_withdraw
from wagtail_charter.applications.rules import DECLARATION, completeness
from wagtail_charter.applications.services import send_application, withdraw_application
from wagtail_charter.applications.services.sending import latest_version, statements_and_answers
from wagtail_charter.applications.states import WRITING_STATES, ApplicationState
from wagtail_charter.applications.views.cases import Case
from wagtail_charter.events.services import InvalidTransition
from wagtail_charter.foundations.press import is_fresh_press
from wagtail_charter.foundations.routes import page_view


@page_view(ApplicationPage, "<str:reference>/send/", name="send")
@portal_view
def send(page, request, reference):
    """What happens when the application is sent, the declaration, and the press that sends it, once."""
    case = Case.find(page, request, reference)
    application = case.application
    if application.state not in WRITING_STATES:
        return case.go(case.url("sent/"))
    statements, answers = statements_and_answers(application)
    found = completeness(statements, answers, application.round.edition)
    if not (found.is_ready and case.is_open and can_send(case.account, application)):
        return case.show("wagtail_charter/applications/send.html", form=None, completeness=found)
    form = DeclarationForm(request.POST or None, initial={"declared_name": case.account.name})
    if not is_fresh_press(request) or not form.is_valid():
        is_stale = request.method == "POST" and not is_fresh_press(request)
        return case.show(
            "wagtail_charter/applications/send.html", form=form, completeness=found, is_stale=is_stale
        )
    try:
        send_application(
            application,
            by=case.account,
            declared_name=form.cleaned_data["declared_name"],
            declared_role=form.cleaned_data["declared_role"],
            declaration=str(DECLARATION),
            site=case.site,
            record_path=case.url("record/"),
        )
    except ValidationError as refusal:
        # Somebody changed an answer, or the round closed, between this page and the press.
        return case.show(
            "wagtail_charter/applications/send.html",
            form=None,
            completeness=found,
            refusal=refusal.messages[0],
        )
    return case.go(case.url("sent/"))


@page_view(ApplicationPage, "<str:reference>/sent/", name="sent")
@portal_view
def sent(page, request, reference):
    """That the application has arrived, what happens next, and when. The address stays."""
    case = Case.find(page, request, reference)
    version = latest_version(case.application)
    if version is None:
        return case.go(case.home)
    return case.show("wagtail_charter/applications/sent.html", version=version)


@page_view(ApplicationPage, "<str:reference>/withdraw/", name="withdraw")
@portal_view
def withdraw(page, request, reference):
    """Withdraw the application: one page, no reason asked. Afterwards the task list says so."""
    case = Case.find(page, request, reference)
    application = case.application
    if application.state == ApplicationState.WITHDRAWN:
        return case.go(case.home)
    if not can_withdraw(case.account, application):
        raise Http404
    if is_fresh_press(request):
        try:
            withdraw_application(application, by=case.account, site=case.site, path=case.home)
        except InvalidTransition:
            # It came to its end between this page and the press.
            return case.go(case.home)
        return case.go(case.home)
    return case.show("wagtail_charter/applications/withdraw.html", is_stale=request.method == "POST")
