"""The life of an application."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ApplicationState(TextChoices):
    """Where an application stands."""

    INTERESTED = "interested", _("Interested")
    NOT_NOW = "not_now", _("Not now")
    INVITED = "invited", _("Invited")
    DRAFTING = "drafting", _("Drafting")
    SENT = "sent", _("Sent")
    CHECKING = "checking", _("Checking")
    ASSESSING = "assessing", _("Assessing")
    MODERATING = "moderating", _("Moderating")
    DECIDED = "decided", _("Decided")
    RESULT_SHARED = "result_shared", _("Result shared")
    ACCEPTED = "accepted", _("Accepted")
    AWARDED = "awarded", _("Awarded")
    WORKING_TOWARDS = "working_towards", _("Working towards")
    NOT_READY_YET = "not_ready_yet", _("Not ready yet")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    TRANSFERRED = "transferred", _("Transferred")


_S = ApplicationState
_LEAVING = {_S.WITHDRAWN, _S.TRANSFERRED}

APPLICATION_TRANSITIONS = {
    _S.INTERESTED: {_S.INVITED, _S.NOT_NOW, *_LEAVING},
    _S.NOT_NOW: {_S.INTERESTED, *_LEAVING},
    _S.INVITED: {_S.DRAFTING, *_LEAVING},
    _S.DRAFTING: {_S.SENT, *_LEAVING},
    _S.SENT: {_S.CHECKING, *_LEAVING},
    _S.CHECKING: {_S.ASSESSING, _S.DRAFTING, *_LEAVING},
    _S.ASSESSING: {_S.MODERATING, *_LEAVING},
    _S.MODERATING: {_S.DECIDED, _S.ASSESSING, *_LEAVING},
    _S.DECIDED: {_S.RESULT_SHARED, _S.MODERATING, *_LEAVING},
    _S.RESULT_SHARED: {_S.ACCEPTED, _S.NOT_READY_YET, *_LEAVING},
    _S.ACCEPTED: {_S.AWARDED, _S.WORKING_TOWARDS, *_LEAVING},
    _S.AWARDED: set(),
    _S.WORKING_TOWARDS: set(),
    _S.NOT_READY_YET: set(),
    _S.WITHDRAWN: set(),
    _S.TRANSFERRED: set(),
}

#: The applicant or the provider took the application away; the service can begin anew.
LEFT_STATES = (_S.WITHDRAWN, _S.TRANSFERRED, _S.NOT_NOW)
#: The charter team has something to do next.
WAITING_ON_TEAM_STATES = (
    _S.INTERESTED,
    _S.SENT,
    _S.CHECKING,
    _S.ASSESSING,
    _S.MODERATING,
    _S.DECIDED,
    _S.ACCEPTED,
)
#: The applicant has something to do next.
WAITING_ON_APPLICANT_STATES = (_S.INVITED, _S.DRAFTING, _S.RESULT_SHARED)
#: Nothing more will happen.
CLOSED_STATES = (_S.AWARDED, _S.WORKING_TOWARDS, _S.NOT_READY_YET, _S.WITHDRAWN, _S.TRANSFERRED)
#: It was sent, and the applicant has not been told a result: the portal says one and the same of all of these.
WITH_TEAM_STATES = (_S.SENT, _S.CHECKING, _S.ASSESSING, _S.MODERATING, _S.DECIDED)
#: The applicant can read the result.
TOLD_STATES = (_S.RESULT_SHARED, _S.ACCEPTED, _S.AWARDED, _S.WORKING_TOWARDS, _S.NOT_READY_YET)
#: The applicant can write.
WRITING_STATES = (_S.INVITED, _S.DRAFTING)
#: The charter team can ask about an answer.
ASKABLE_STATES = (_S.SENT, _S.CHECKING, _S.ASSESSING)
#: An open question can be answered. Until the result is shared the door stays open, so that it tells nothing.
ANSWERABLE_STATES = (*ASKABLE_STATES, _S.MODERATING, _S.DECIDED)


def standing_words(state):
    """Where an application stands, as its team reads it.

    Until a result is released nobody can tell from these words whether it is decided. Afterwards they name no result
    that the reader has not accepted: it stands on its own page, which says what it holds before it shows it.
    """
    if state in WITH_TEAM_STATES:
        return _("With the charter team")
    if state in (_S.RESULT_SHARED, _S.NOT_READY_YET):
        return _("Your result is ready")
    return _S(state).label


class InterestState(TextChoices):
    """How an expression of interest was answered."""

    INTERESTED = "interested", _("Interested")
    INVITED = "invited", _("Invited")
    NOT_NOW = "not_now", _("Not now")
    WITHDRAWN = "withdrawn", _("Withdrawn")


INTEREST_TRANSITIONS = {
    InterestState.INTERESTED: {InterestState.INVITED, InterestState.NOT_NOW, InterestState.WITHDRAWN},
    InterestState.NOT_NOW: {InterestState.INTERESTED, InterestState.INVITED, InterestState.WITHDRAWN},
    InterestState.INVITED: set(),
    InterestState.WITHDRAWN: set(),
}


class MessageState(TextChoices):
    """Where a message to the leads of a round stands."""

    WRITTEN = "written", _("Written, not confirmed")
    WAITING = "waiting", _("Waiting to leave")
    SENT = "sent", _("Sent")
    STOPPED = "stopped", _("Stopped")


MESSAGE_TRANSITIONS = {
    MessageState.WRITTEN: {MessageState.WAITING, MessageState.STOPPED},
    MessageState.WAITING: {MessageState.SENT, MessageState.STOPPED},
    MessageState.SENT: set(),
    MessageState.STOPPED: set(),
}


class FrozenVersion(TypeError):
    """A version that was sent cannot be changed."""

    def __init__(self):
        super().__init__("A version of an application that was sent cannot be changed.")


class RoundStage(TextChoices):
    """What a round lets people do today; told by its dates, so it is nothing that anybody sets."""

    NONE_PLANNED = "none_planned", _("No round is planned")
    NOT_OPEN_YET = "not_open_yet", _("Not open yet")
    OPEN = "open", _("Open")
    BY_INVITATION = "by_invitation", _("Open, by invitation")
    CLOSED = "closed", _("Closed")


#: A service can begin in these, if it may apply.
OPEN_STAGES = (RoundStage.OPEN, RoundStage.BY_INVITATION)
