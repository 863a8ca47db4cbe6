"""The kinds of event, and the life of a session."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EventKind(TextChoices):
    """What sort of event a page tells of."""

    TRAINING_DAY = "training_day", _("Training day")
    WORKSHOP = "workshop", _("Workshop")
    AWARDS_EVENT = "awards_event", _("Awards event")


class Attendance(TextChoices):
    """How people take part in a session."""

    IN_PERSON = "in-person", _("In person")
    ONLINE = "online", _("Online")


class SessionState(TextChoices):
    """Where a session stands."""

    PLANNED = "planned", _("Planned")
    CANCELLED = "cancelled", _("Cancelled")


#: A cancelled session stays cancelled: people were told so. A new date is a new session.
SESSION_TRANSITIONS = {
    SessionState.PLANNED: {SessionState.CANCELLED},
    SessionState.CANCELLED: set(),
}
