"""Writing answers: nothing that somebody typed is lost, and nothing is replaced in silence."""

import secrets
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from wagtail_charter.applications.models import AnswerSource, Application, KeptText, StatementAnswer
from wagtail_charter.applications.rules import MAX_ANSWER_LENGTH, is_writing_open
from wagtail_charter.applications.services.cases import searchable_text
from wagtail_charter.applications.states import WRITING_STATES, ApplicationState
from wagtail_charter.events.services import move

#: How many texts are kept for one network within an hour while nobody is signed in.
KEPT_PER_NETWORK = 60
_HOUR = timedelta(hours=1)


class NotSaved(Exception):
    """An answer was not saved. ``kept`` is the ``KeptText`` that holds its words, or ``None`` if it had none."""

    kept = None


class AnswerChanged(NotSaved):
    """Somebody saved the answer since the form was opened. ``answer`` is what is saved now."""

    def __init__(self, answer):
        super().__init__(f"{answer} is at revision {answer.revision}.")
        self.answer = answer


class WritingClosed(NotSaved):
    """The application was sent or withdrawn, or its round has closed."""


def save_answer(
    application,
    statement,
    *,
    text,
    revision,
    by,
    does_not_apply=False,
    is_complete=False,
    replaces_saved=False,
    kept_token="",
):
    """Save the answer of ``application`` to ``statement`` as somebody of the portal wrote it; returns it.

    ``revision``: the one that the form was opened with (0: no answer yet). ``replaces_saved``: the writer has seen
    the saved words and chose to replace them; those are kept. ``kept_token``: the words were kept under it and are
    taken up now. The first save begins the drafting.

    Raises ``AnswerChanged`` if another revision is saved (with other words: the same words twice are one save), and
    ``WritingClosed``. The words are kept then, as ``KeptText``.
    """
    facts = {"text": text, "does_not_apply": does_not_apply, "is_complete": is_complete, "written_by": by}
    try:
        with transaction.atomic():
            begin_drafting(lock_for_writing(application, statement=statement), by=by)
            if replaces_saved:
                keep_replaced(application, statement, revision=revision, text=text)
            answer = write_answer(application, statement, revision=revision, **facts)
            if kept_token:
                kept = KeptText.objects.filter(token=kept_token, application=application, statement=statement)
                kept.filter(taken_at=None).update(taken_at=timezone.now())
            return answer
    except NotSaved as refusal:
        refusal.kept = keep_words(application, statement, text=text, revision=revision, written_by=by)
        raise


def write_answer(application, statement, *, revision, **facts):
    """Write ``facts`` in one conditional step if the answer is still at ``revision`` (0: there is none). Returns it.

    Facts that are not given go back to what is written in the portal. Runs in the caller's transaction, after
    ``lock_for_writing``. Raises ``AnswerChanged``, unless the very same words are saved already.
    """
    now = timezone.now()
    written = {
        "source": AnswerSource.PORTAL,
        "source_on": None,
        "source_name": "",
        "typed_by": None,
        "written_at": now,
        **facts,
    }
    row = StatementAnswer.objects.filter(application=application, statement=statement)
    if row.filter(revision=revision).update(revision=F("revision") + 1, updated_at=now, **written):
        return row.get()
    held = row.described().first()
    if held is None:
        try:
            with transaction.atomic():
                return StatementAnswer.objects.create(application=application, statement=statement, **written)
        except IntegrityError:
            held = row.described().get()
    if all(getattr(held, name) == value for name, value in facts.items() if name != "written_by"):
        return held
    raise AnswerChanged(held)


def lock_for_writing(application, *, statement=None, asks_dates=True):
    """Hold ``application`` until the transaction ends, so that nobody sends it meanwhile; returns its row afresh.

    Raises ``WritingClosed`` if nothing can be written now; without ``asks_dates`` the round may be over. The answer to
    ``statement`` can also be written while a question about it is open.
    """
    rows = Application.objects.select_for_update(of=("self",), no_key=True).select_related("round")
    held = rows.get(pk=application.pk)
    is_open = is_writing_open(held, at=timezone.now()) if asks_dates else held.state in WRITING_STATES
    if not is_open and not _is_asked_about(held, statement):
        raise WritingClosed(f"{held.reference} is not open for writing.")
    return held


def _is_asked_about(application, statement):
    """Whether a question about the answer to ``statement`` is open."""
    if statement is None or application.question_open_at is None:
        return False
    return application.questions.answerable().filter(statement=statement).exists()


def keep_words(application, statement, *, text, revision, written_by=None, network=""):
    """Keep words that found no place in their answer. Returns the ``KeptText``.

    ``None`` if there are no words, if they are too long, or if ``network`` (given while nobody is signed in) has
    kept many within the hour.
    """
    if not text.strip() or len(text) > MAX_ANSWER_LENGTH:
        return None
    if written_by is None:
        recent = KeptText.objects.filter(network=network, kept_at__gt=timezone.now() - _HOUR)
        if recent.count() >= KEPT_PER_NETWORK:
            return None
    return KeptText.objects.create(
        token=secrets.token_urlsafe(32),
        application=application,
        statement=statement,
        text=text,
        revision=revision,
        written_by=written_by,
        network=network,
    )


@transaction.atomic
def change_lead_name(application, *, lead_name):
    """Change the name of who leads the application; lists find it under the new one. Returns the application."""
    application.lead_name = lead_name
    application.search_text = searchable_text(application)
    application.save(update_fields=["lead_name", "search_text", "updated_at"])
    return application


def begin_drafting(application, *, by):
    """The first answer begins the drafting."""
    if application.state == ApplicationState.INVITED:
        move(application, to=ApplicationState.DRAFTING, by=by, reason="first-answer")


def keep_replaced(application, statement, *, revision, text):
    """Keep the words that ``revision`` holds, before others take their place."""
    held = StatementAnswer.objects.filter(application=application, statement=statement, revision=revision)
    for answer in held.exclude(text=text).exclude(text="").select_related("written_by"):
        KeptText.objects.create(
            token=secrets.token_urlsafe(32),
            application=application,
            statement=statement,
            text=answer.text,
            revision=revision,
            written_by=answer.written_by,
        )
