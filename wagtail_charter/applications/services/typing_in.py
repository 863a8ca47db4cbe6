"""Typing in answers that came by telephone, on paper or by e-mail."""

from django.db import transaction

from wagtail_charter.applications import notifications
from wagtail_charter.applications.models import AnswerSource, StatementAnswer
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
    if source == AnswerSource.PORTAL:
        raise ValueError("An answer that is written in the portal is not typed in.")
    application = lock_for_writing(application, asks_dates=False)
    begin_drafting(application, by=by)
    facts = {
        "does_not_apply": does_not_apply,
        "is_complete": is_complete,
        "source": source,
        "source_on": source_on,
        "source_name": source_name,
        "typed_by": by,
        "written_by": None,
    }
    held = StatementAnswer.objects.described().filter(application=application, statement=statement).first()
    if held and held.text.strip() and held.revision == revision:
        if what_of_saved == ADD_BELOW:
            text = f"{held.text.rstrip()}\n\n{text}"
        elif what_of_saved == REPLACE:
            keep_replaced(application, statement, revision=revision, text=text)
        elif held.text != text:
            raise AnswerChanged(held)
    answer = write_answer(application, statement, revision=revision, text=text, **facts)
    notifications.answer_typed_in(application, at=answer.written_at)
    return answer
