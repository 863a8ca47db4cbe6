"""What every page of an application begins with: whose it is, where its pages are, and whom to ask."""

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from wagtail.models import Site

from wagtail_charter.accounts.access import current_account
from wagtail_charter.applications.models import Application
from wagtail_charter.applications.pages import ApplicationPage
from wagtail_charter.applications.permissions import (
    applications_of,
    can_answer_question,
    can_edit_answers,
    can_send,
)
from wagtail_charter.applications.rules import is_writing_open, writing_ends_at
from wagtail_charter.applications.states import ANSWERABLE_STATES, TOLD_STATES, WITH_TEAM_STATES
from wagtail_charter.foundations.press import press_url
from wagtail_charter.framework.models import EvidenceStatement


@dataclass
class Case:
    """An application as somebody of the portal meets it below ``page``."""

    page: ApplicationPage
    request: object
    account: object
    application: Application

    @classmethod
    def find(cls, page, request, reference):
        """The application that ``reference`` names, for whoever is signed in. ``Http404`` unless they work on it."""
        account = current_account(request)
        rows = applications_of(account).for_portal()
        application = rows.filter(reference=reference).order_by("pk").first() if is_plain(reference) else None
        if application is None:
            raise Http404
        if page.round_id == application.round_id:
            page.round = page.shown_round = application.round  # at hand already
        return cls(page, request, account, application)

    def statement(self, code):
        """The statement of the application's edition that ``code`` names, its theme along. ``Http404`` without one."""
        rows = EvidenceStatement.objects.filter(theme__edition=self.application.round.edition_id)
        rows = rows.select_related("theme").order_by("pk")
        found = rows.filter(code=code).first() if is_plain(code) else None
        if found is None:
            raise Http404
        return found

    @cached_property
    def home(self):
        """The address of the task list; every other page lies below it."""
        return self.page.route_url("tasks", reference=self.application.reference, request=self.request)

    def url(self, below=""):
        """The address of a page of this application: ``url("check/")``."""
        return f"{self.home}{below}"

    def statement_url(self, code):
        """The address of a statement's page."""
        return self.url(f"statements/{code}/")

    def answer_url(self, code):
        """The address at which the answer to an open question is checked and sent."""
        return f"{self.statement_url(code)}answer/"

    @cached_property
    def is_open(self):
        """Whether answers can be written now."""
        return is_writing_open(self.application, at=timezone.now())

    @property
    def can_write(self):
        """Whether this person can write answers now."""
        return self.is_open and can_edit_answers(self.account, self.application)

    @cached_property
    def open_questions(self):
        """``{statement's key: question}`` of what the team asks; nothing is looked up unless the application says so."""
        application = self.application
        if application.question_open_at is None or application.state not in ANSWERABLE_STATES:
            return {}
        return {each.statement_id: each for each in application.questions.open().described()}

    def question_about(self, statement):
        """The open question about the answer to ``statement``, or ``None``."""
        return self.open_questions.get(statement.pk)

    def can_write_answer(self, statement):
        """Whether this person can write the answer to ``statement`` now: with all the others, or because we asked."""
        question = self.question_about(statement)
        return self.can_write or (
            question is not None and can_edit_answers(self.account, self.application, question=question)
        )

    def can_answer(self, question):
        """Whether this person can send the answer to ``question``."""
        return can_answer_question(self.account, self.application, question)

    @property
    def can_send(self):
        """Whether this person can send the application now, if it is complete."""
        return self.is_open and can_send(self.account, self.application)

    @property
    def site(self):
        """The site that the page is read on."""
        return Site.find_for_request(self.request)

    def show(self, template, **context):
        """The page ``template``, with what each page of an application needs."""
        application = self.application
        return TemplateResponse(
            self.request,
            template,
            {
                "page": self.page,
                "case": self,
                "application": application,
                "action": press_url(self.request.path),
                "ends_at": writing_ends_at(application),
                "is_with_team": application.state in WITH_TEAM_STATES,
                "is_told": application.state in TOLD_STATES,
                **context,
            },
        )

    def go(self, address):
        """Lead on to ``address`` after a press."""
        return HttpResponseRedirect(address)


def is_plain(word):
    """Whether a word of an address can be asked of a database."""
    return "\x00" not in word and word.isascii()
