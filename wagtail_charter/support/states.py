"""The life of a concern."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ConcernState(TextChoices):
    """How far the safeguarding contact has come with a concern."""

    NEW = "new", _("New")
    SEEN = "seen", _("Seen")
    CLOSED = "closed", _("Closed")


CONCERN_TRANSITIONS = {
    ConcernState.NEW: {ConcernState.SEEN},
    ConcernState.SEEN: {ConcernState.CLOSED},
    ConcernState.CLOSED: {ConcernState.SEEN},
}
