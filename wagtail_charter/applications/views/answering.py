"""Answering a question of the charter team: what is asked, old and new beside each other, and the press that sends it."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import Http404

from wagtail_charter.accounts.access import portal_view
from wagtail_charter.applications.models import StatementQuestion
from wagtail_charter.applications.pages import ApplicationPage
from wagtail_charter.applications.permissions import can_edit_answers
from wagtail_charter.applications.rules import DECLARATION, AnswerStatus, status_of
from wagtail_charter.applications.services import answer_question
from wagtail_charter.applications.services.sending import latest_version
from wagtail_charter.applications.views.cases import Case
from wagtail_charter.foundations.press import is_fresh_press
from wagtail_charter.foundations.routes import page_view


@dataclass(frozen=True)
class AskedQuestion:
    """An open question as the people of an application meet it."""

    question: StatementQuestion
    #: Where the answer is written; empty for those who only read.
    href: str
    #: Where it is checked and sent; empty until something was saved since the question.
    check_url: str


def asked_questions(case):
    """An ``AskedQuestion`` for each open question of the application: two queries, none where nothing is asked."""
    if not case.open_questions:
        return []
    saved = dict(
        case.application.answers.filter(statement__in=case.open_questions).values_list(
            "statement_id", "written_at"
        )
    )
    return [_asked(case, question, saved.get(key)) for key, question in case.open_questions.items()]


def _asked(case, question, written_at):
    can_write = can_edit_answers(case.account, case.application, question=question)
    is_changed = written_at is not None and written_at > question.asked_at
    code = question.statement.code
    return AskedQuestion(
        question=question,
        href=case.statement_url(code) if can_write else "",
        check_url=case.answer_url(code) if can_write and is_changed else "",
    )


@page_view(ApplicationPage, "<str:reference>/statements/<str:code>/answer/", name="answer")
@portal_view
def answer(page, request, reference, code):
    """Check the answer to a question: what was sent before beside what is saved now; one press sends it, once."""
    case = Case.find(page, request, reference)
    statement = case.statement(code)
    question = case.question_about(statement) or _last_question(case, statement)
    if question is None:
        raise Http404
    refusal = ""
    if is_fresh_press(request) and case.can_answer(question):
        try:
            answer_question(question, by=case.account, site=case.site)
        except ValidationError as refused:
            refusal = refused.messages[0]
        else:
            return case.go(case.answer_url(code))
    if not question.is_open:
        return _closed(case, statement, question)
    return _check(case, statement, question, refusal=refusal)


def _last_question(case, statement):
    """The newest question about the answer to ``statement``, answered or taken back, or ``None``."""
    return case.application.questions.filter(statement=statement).described().order_by("pk").last()


def _closed(case, statement, question):
    """That the answer arrived, or that none is needed any more."""
    return case.show(
        "wagtail_charter/applications/answered.html",
        statement=statement,
        question=question,
        more=asked_questions(case),
    )


def _check(case, statement, question, *, refusal):
    held = case.application.answers.filter(statement=statement).select_related("written_by").first()
    version = latest_version(case.application)
    sent = version.entries.get(statement.code, {}) if version else {}
    is_changed = held is None or (held.text, held.does_not_apply) != (
        sent.get("answer"),
        sent.get("does_not_apply"),
    )
    return case.show(
        "wagtail_charter/applications/answer.html",
        statement=statement,
        question=question,
        answer=held,
        sent=sent,
        is_changed=is_changed,
        is_ready=status_of(held) == AnswerStatus.COMPLETED,
        can_send_answer=case.can_answer(question),
        can_write_answer=case.can_write_answer(statement),
        declaration=DECLARATION,
        refusal=refusal,
        is_stale=case.request.method == "POST" and not is_fresh_press(case.request),
    )
