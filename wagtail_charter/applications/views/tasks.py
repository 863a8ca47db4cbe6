"""The task list of an application, who leads it, and all its answers on one page to check."""

from wagtail_charter.accounts.access import portal_view
from wagtail_charter.applications.forms import LeadNameForm
from wagtail_charter.applications.pages import ApplicationPage
from wagtail_charter.applications.permissions import can_edit_answers, can_withdraw
from wagtail_charter.applications.rules import AnswerStatus, completeness, status_of
from wagtail_charter.applications.sections import about_group, ending_group, theme_groups
from wagtail_charter.applications.services import change_lead_name
from wagtail_charter.applications.services.sending import content_of, statements_and_answers
from wagtail_charter.applications.states import WRITING_STATES
from wagtail_charter.applications.views.answering import asked_questions
from wagtail_charter.applications.views.cases import Case
from wagtail_charter.foundations.press import is_fresh_press
from wagtail_charter.foundations.routes import page_view
from wagtail_charter.framework.models import EvidenceStatement


@page_view(ApplicationPage, "<str:reference>/", name="tasks")
@portal_view
def tasks(page, request, reference):
    """Where the application stands: what is done, what is to do, and where to send or withdraw it."""
    case = Case.find(page, request, reference)
    application = case.application
    can_withdraw_it = can_withdraw(case.account, application)
    if application.state not in WRITING_STATES:
        return case.show(
            "wagtail_charter/applications/tasks.html",
            can_withdraw=can_withdraw_it,
            asked_questions=asked_questions(case),
        )
    edition = application.round.edition
    statements = list(
        EvidenceStatement.objects.for_edition(edition)
        .select_related("theme")
        .only(
            "code", "title", "statement", "theme__code", "theme__name", "theme__summary", "theme__sort_order"
        )
    )
    answers = {answer.statement_id: answer for answer in application.answers.in_short()}
    statuses = {each.pk: status_of(answers.get(each.pk)) for each in statements}
    found = completeness(statements, answers, edition)
    return case.show(
        "wagtail_charter/applications/tasks.html",
        about=about_group(is_complete=bool(application.lead_name), href=case.url("about/")),
        themes=theme_groups(statements, statuses, address=case.statement_url),
        ending=ending_group(
            is_ready=found.is_ready,
            can_send=case.can_send,
            check_url=case.url("check/"),
            send_url=case.url("send/"),
        ),
        completeness=found,
        total=len(statements),
        completed=sum(status == AnswerStatus.COMPLETED for status in statuses.values()),
        last_saved=max((answer.written_at for answer in answers.values()), default=None),
        can_withdraw=can_withdraw_it,
    )


@page_view(ApplicationPage, "<str:reference>/about/", name="about")
@portal_view
def about(page, request, reference):
    """Who leads the application, and the service that it is for; the lead's name can be changed while it is written."""
    case = Case.find(page, request, reference)
    application = case.application
    form = None
    if can_edit_answers(case.account, application):
        form = LeadNameForm(request.POST or None, initial={"lead_name": application.lead_name})
    if is_fresh_press(request) and form and form.is_valid():
        change_lead_name(application, lead_name=form.cleaned_data["lead_name"])
        return case.go(case.home)
    return case.show(
        "wagtail_charter/applications/about.html",
        form=form,
        is_stale=request.method == "POST" and not is_fresh_press(request),
    )


@page_view(ApplicationPage, "<str:reference>/check/", name="check")
@portal_view
def check(page, request, reference):
    """Every answer on one page, with a way to change each, and in words what is still to complete."""
    case = Case.find(page, request, reference)
    statements, answers = statements_and_answers(case.application)
    return case.show(
        "wagtail_charter/applications/check.html",
        content=content_of(case.application, statements, answers),
        completeness=completeness(statements, answers, case.application.round.edition),
    )
