"""What officers do with sessions: plan one, change one, cancel one."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_charter.events.services import begin, move
from wagtail_charter.training.states import SessionState


def plan_session(session, *, by):
    """Save a new session and the event that says who planned it.

    ``session``: an unsaved ``TrainingSession``. ``by``: an actor. Returns the session; raises ``ValidationError`` for
    facts that cannot be.
    """
    session.full_clean(exclude=["event"])
    return begin(session, by=by)


def cancel_session(session, *, by, words=""):
    """Cancel a session that has not ended. It stays on the page with ``words``.

    ``words``: what visitors read beside it. Calendars that hold the session show it as cancelled. Returns the
    session; raises ``ValidationError`` if it ended already and ``InvalidTransition`` if it is cancelled already.
    """
    if session.ends_at <= timezone.now():
        raise ValidationError(_("This session has ended, so there is nothing to cancel."))
    now = timezone.now()
    return move(
        session,
        to=SessionState.CANCELLED,
        by=by,
        cancelled_at=now,
        cancellation_words=words,
        sequence=session.sequence + 1,
        updated_at=now,
    )
