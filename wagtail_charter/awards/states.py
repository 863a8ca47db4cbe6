"""The life of an award."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AwardState(TextChoices):
    """Where an award stands."""

    CURRENT = "current", _("Current")
    RENEWAL_IN_PROGRESS = "renewal_in_progress", _("Renewal in progress")
    UNDER_REVIEW = "under_review", _("Under review")
    LAPSED = "lapsed", _("Lapsed")
    ENDED = "ended", _("Ended")
    HANDED_BACK = "handed_back", _("Handed back")
    REVOKED = "revoked", _("Revoked")


_S = AwardState

AWARD_TRANSITIONS = {
    _S.CURRENT: {_S.RENEWAL_IN_PROGRESS, _S.UNDER_REVIEW, _S.LAPSED, _S.ENDED, _S.HANDED_BACK},
    _S.RENEWAL_IN_PROGRESS: {_S.CURRENT, _S.UNDER_REVIEW, _S.LAPSED, _S.ENDED, _S.HANDED_BACK},
    _S.UNDER_REVIEW: {_S.CURRENT, _S.ENDED, _S.HANDED_BACK, _S.REVOKED},
    _S.LAPSED: set(),
    _S.ENDED: set(),
    _S.HANDED_BACK: set(),
    _S.REVOKED: set(),
}

#: The award stands on the public register's list.
LISTED_STATES = (_S.CURRENT, _S.RENEWAL_IN_PROGRESS, _S.UNDER_REVIEW)
#: The service holds the level today.
HELD_STATES = (_S.CURRENT, _S.RENEWAL_IN_PROGRESS)

#: What each state means, for the public. Plain and kind: an award that is over is still a thing that was achieved.
STATE_SENTENCES = {
    _S.CURRENT: _("This award is current."),
    _S.RENEWAL_IN_PROGRESS: _("This award is being renewed. It still stands while that happens."),
    _S.UNDER_REVIEW: _(
        "This award is under review. That can happen for many reasons, for example when a new provider takes over. "
        "It does not mean that something is wrong."
    ),
    _S.LAPSED: _("This award has lapsed. Its time ran out and it was not renewed."),
    _S.ENDED: _("This award has ended. It was held in the past."),
    _S.HANDED_BACK: _("This award was handed back by the service."),
    _S.REVOKED: _("This award was withdrawn by the scheme."),
}

#: The same for a result that is no award: a step on the way.
STEP_SENTENCES = {
    _S.CURRENT: _("This result is current. It is a step on the way, and not yet an award."),
    _S.RENEWAL_IN_PROGRESS: _(
        "Its time is over or nearly so, and the service can go on from here. It still stands."
    ),
    _S.UNDER_REVIEW: _(
        "This result is under review. That can happen for many reasons, for example when a new provider takes over. "
        "It does not mean that something is wrong."
    ),
    _S.LAPSED: _("The time of this result ran out."),
    _S.ENDED: _("This result has ended. It stood in the past."),
    _S.HANDED_BACK: _("This result was handed back by the service."),
    _S.REVOKED: _("This result was withdrawn by the scheme."),
}

#: The colour of a state's tag. The words say it; the colour only helps.
STATE_COLOURS = {
    _S.CURRENT: "green",
    _S.RENEWAL_IN_PROGRESS: "blue",
    _S.UNDER_REVIEW: "yellow",
    _S.LAPSED: "grey",
    _S.ENDED: "grey",
    _S.HANDED_BACK: "grey",
    _S.REVOKED: "grey",
}
