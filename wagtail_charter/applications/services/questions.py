"""Questions of the charter team about one answer: asked, taken back, answered with a new version, reminded of once."""

import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_charter.accounts.models import PortalAccount
from wagtail_charter.applications import notifications
from wagtail_charter.applications.models import Application, KeptText, StatementAnswer, StatementQuestion
from wagtail_charter.applications.rules import (
    DECLARATION,
    TOLD_TO_THE_TEAM,
    check_may_be_asked,
    check_ready_to_answer,
    is_answerable,
    is_reminder_due,
)
from wagtail_charter.applications.services.cases import hold_application
from wagtail_charter.applications.services.sending import (
    content_of,
    freeze_version,
    latest_version,
    statements_and_answers,
)
from wagtail_charter.conf import conf


@transaction.atomic
def ask_question(application, *, statement, words, answer_by, by, site=None):
    """Open the answer to ``statement`` again with a question in ``words``; the lead gets a letter without them.

    Everything else stays as it was sent, and the application stays in its state. ``answer_by``: a day to aim at; an
    answer after it counts too. Returns the ``StatementQuestion``. Raises ``ValidationError``, whose sentence is for the
    team, when nothing can be asked now (``rules.check_may_be_asked``) or a question about it is open already.
    """
    held = hold_application(application)
    check_may_be_asked(held, answer_by=answer_by, today=timezone.localdate())
    if statement.theme.edition_id != held.round.edition_id:
        raise ValueError(f"{statement} is not asked in {held.round}.")
    if held.questions.open().filter(statement=statement).exists():
        raise ValidationError(
            {"statement": _("A question about this answer is open. Wait for it, or take it back first.")},
            code="open",
        )
    question = StatementQuestion.objects.create(
        application=held, statement=statement, words=words, answer_by=answer_by, asked_by=by
    )
    _note_open_questions(held, application)
    notifications.question_asked(question, site=site)
    return question


@transaction.atomic
def take_back_question(question, *, by, site=None):
    """Close ``question`` without an answer. Words that were saved and not sent are kept, and the answer is as it was sent.

    If the lead has had a letter about it, another says that nothing more is needed. A second press changes nothing.
    Returns the question. Raises ``ValidationError`` once it was answered.
    """
    held = hold_application(question.application)
    asked = _read(question)
    if asked.closed_at:
        return asked
    if asked.answered_at:
        raise ValidationError(_("This question was answered meanwhile."), code="answered")
    asked.closed_at = timezone.now()
    asked.save(update_fields=["closed_at", "updated_at"])
    _put_back_as_sent(held, asked)
    _note_open_questions(held, question.application)
    notifications.question_taken_back(asked, site=site)
    return asked


@transaction.atomic
def answer_question(question, *, by, site=None, told_by=""):
    """Send the answer that ``question`` asked about once more; the lead gets a letter. Returns the ``ApplicationVersion``.

    The new version holds this one answer as it stands now, and all the others as they were sent. ``by``: the account
    that sends it and declares it; or who of the team typed it in, and then ``told_by`` says whose words they are. Once:
    a second press returns the version of the first. The application stays in its state. Raises ``ValidationError``,
    whose sentence is for the applicant, when the question is no longer open or something in the answer is still to do.
    """
    held = hold_application(question.application)
    asked = _read(question)
    if asked.answered_at:
        return asked.answered_in
    if not is_answerable(held, asked):
        raise ValidationError(
            _("The charter team does not need this answer any more. What you wrote is kept."), code="closed"
        )
    statements, answers = statements_and_answers(held)
    check_ready_to_answer(answers.get(asked.statement_id))
    before, now = latest_version(held), timezone.now()
    account = by if isinstance(by, PortalAccount) else None
    content = _with_sent_words(content_of(held, statements, answers), before, asked.statement.code)
    version = freeze_version(
        held,
        content,
        at=now,
        by=account,
        declared_name=account.name if account else told_by,
        declared_role=before.declared_role if account and before and before.sent_by_id == account.pk else "",
        declaration=str(DECLARATION if account else TOLD_TO_THE_TEAM),
    )
    asked.answered_at, asked.answered_by, asked.answered_in = now, account, version
    asked.save(update_fields=["answered_at", "answered_by", "answered_in", "updated_at"])
    _note_open_questions(held, question.application)
    notifications.question_answered(asked, version, site=site, is_answer=account is not None)
    return version


def remind_of_questions(today=None):
    """Write to the leads whose question is to be answered within three working days: one letter a question.

    Returns how many were written. For ``charter_tick``; it reminds and decides nothing.
    """
    today = today or timezone.localdate()
    rows = StatementQuestion.objects.answerable().filter(
        answer_by__gte=today, application__paused_at__isnull=True
    )
    rows = rows.select_related("application__service", "application__round__contact", "application__contact")
    due = [
        question
        for question in rows.order_by("pk")
        if is_reminder_due(question, today=today, closed_days=conf.CLOSED_DAYS)
    ]
    told = notifications.reminded_questions(due)
    for question in due:
        if question.pk not in told:
            notifications.question_reminder(question)
    return len([question for question in due if question.pk not in told])


def _read(question):
    """The question as it stands now; the application's row is held already."""
    rows = StatementQuestion.objects.select_related(
        "application__service",
        "application__round__contact",
        "application__contact",
        "statement__theme",
        "answered_in",
    )
    return rows.get(pk=question.pk)


def _note_open_questions(held, application):
    """Write what is open into the application's own columns, for lists: since when, and the next day to aim at."""
    open_now = list(held.questions.open())
    facts = {
        "question_open_at": min((each.asked_at for each in open_now), default=None),
        "next_step_by": min((each.answer_by for each in open_now), default=None),
    }
    Application.objects.filter(pk=held.pk).update(updated_at=timezone.now(), **facts)
    for name, value in facts.items():
        setattr(held, name, value)
        setattr(application, name, value)


def _with_sent_words(content, before, code):
    """``content`` in which every answer but that to ``code`` is as ``before`` sent it."""
    sent = before.entries if before else {}
    for theme in content["themes"]:
        theme["statements"] = [
            entry if entry["code"] == code else sent.get(entry["code"], entry)
            for entry in theme["statements"]
        ]
    return content


def _put_back_as_sent(application, question):
    """The answer as it was sent last; words that were saved since are kept for their writer."""
    version = latest_version(application)
    sent = version.entries.get(question.statement.code) if version else None
    answer = application.answers.filter(statement=question.statement).first()
    if sent is None or answer is None:
        return
    if (answer.text, answer.does_not_apply) == (sent["answer"], sent["does_not_apply"]):
        StatementAnswer.objects.filter(pk=answer.pk, is_complete=False).update(is_complete=True)
        return
    if answer.text.strip() and answer.text != sent["answer"]:
        KeptText.objects.create(
            token=secrets.token_urlsafe(32),
            application=application,
            statement=question.statement,
            text=answer.text,
            revision=answer.revision,
            written_by=answer.written_by,
        )
    StatementAnswer.objects.filter(pk=answer.pk).update(
        text=sent["answer"],
        does_not_apply=sent["does_not_apply"],
        source=sent["source"] or answer.source,
        source_on=sent.get("source_on") or None,
        is_complete=True,
        written_by=None,
        written_at=version.sent_at,
        revision=F("revision") + 1,
        updated_at=timezone.now(),
    )
