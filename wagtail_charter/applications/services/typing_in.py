"""Typing in answers that came by telephone, on paper or by e-mail."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from wagtail_charter.applications import notifications
from wagtail_charter.applications.models import AnswerSource, StatementAnswer
from wagtail_charter.applications.services.cases import hold_application
from wagtail_charter.applications.services.questions import answer_question
from wagtail_charter.applications.services.writing import (
    AnswerChanged,
    begin_drafting,
    keep_replaced,
    lock_for_writing,
    write_answer,
)

#: What becomes of words that stand there already.
REPLACE, ADD_BELOW = "replace", "below"


@transaction.atomic
def type_in_answer(
    application,
    statement,
    *,
    text,
    source,
    source_on,
    source_name,
    revision,
    by,
    does_not_apply=False,
    is_complete=False,
    what_of_saved="",
):
    """Type in the answer of ``application`` to ``statement`` that came another way than the portal; returns it.

    ``source``: an ``AnswerSource`` but the portal; ``source_on``, ``source_name``: on which day, from whom. ``by``: the
    user of the admin who types. ``revision``: the one that the form was opened with (0: no answer yet).
    ``what_of_saved``: where words are saved already, ``REPLACE`` (they are kept) or ``ADD_BELOW``. The round may be
    over: somebody who called in time loses nothing. The team of the application hears by letter, once a day.

    Raises ``AnswerChanged`` if another revision is saved, or if words are saved and nothing was chosen;
    ``WritingClosed`` if the application was sent or withdrawn. Nothing is changed then.
    """
    application = lock_for_writing(application, asks_dates=False)
    begin_drafting(application, by=by)
    answer = _write(
        application,
        statement,
        text=text,
        revision=revision,
        what_of_saved=what_of_saved,
        does_not_apply=does_not_apply,
        is_complete=is_complete,
        source=source,
        source_on=source_on,
        source_name=source_name,
        typed_by=by,
    )
    notifications.answer_typed_in(application, at=answer.written_at)
    return answer


@transaction.atomic
def type_in_asked_answer(
    question,
    *,
    text,
    source,
    source_on,
    source_name,
    revision,
    by,
    does_not_apply=False,
    what_of_saved="",
    site=None,
):
    """Type in the answer that ``question`` asked for, and send it as a new version; the question closes.

    The arguments are those of ``type_in_answer``; the answer is complete. The lead gets the letter that it arrived.
    Returns the ``ApplicationVersion``. Raises ``AnswerChanged`` as ``type_in_answer`` does, and ``ValidationError``
    once the question was answered or taken back. Nothing is changed then.
    """
    application = hold_application(question.application)
    if not application.questions.answerable().filter(pk=question.pk).exists():
        raise ValidationError(_("This question was answered or taken back meanwhile."), code="closed")
    _write(
        application,
        question.statement,
        text=text,
        revision=revision,
        what_of_saved=what_of_saved,
        does_not_apply=does_not_apply,
        is_complete=True,
        source=source,
        source_on=source_on,
        source_name=source_name,
        typed_by=by,
    )
    return answer_question(question, by=by, told_by=source_name, site=site)


def _write(application, statement, *, text, revision, what_of_saved, **facts):
    """Write words that were told, after ``lock_for_writing``: below those that are saved, or in their place."""
    if facts["source"] == AnswerSource.PORTAL:
        raise ValueError("An answer that is written in the portal is not typed in.")
    held = StatementAnswer.objects.described().filter(application=application, statement=statement).first()
    if held and held.text.strip() and held.revision == revision:
        if what_of_saved == ADD_BELOW:
            text = f"{held.text.rstrip()}\n\n{text}"
        elif what_of_saved == REPLACE:
            keep_replaced(application, statement, revision=revision, text=text)
        elif held.text != text:
            raise AnswerChanged(held)
    return write_answer(application, statement, revision=revision, text=text, written_by=None, **facts)
