"""Where a case stands, in words for the charter team."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.rules import WaitsOn, is_overdue, waits_on, writing_ends_at
from wagtail_charter.applications.states import WRITING_STATES, ApplicationState

_S = ApplicationState
_NOW = {
    _S.INTERESTED: _("The service is interested. It waits to be invited."),
    _S.NOT_NOW: _("We told the service that it is not now."),
    _S.INVITED: _("The service is invited, and has not begun to write."),
    _S.DRAFTING: _("The service is writing."),
    _S.SENT: _("The application was sent. Nobody has begun to check it."),
    _S.CHECKING: _("We are checking the application."),
    _S.ASSESSING: _("We are rating the statements."),
    _S.MODERATING: _("The outcome is being agreed."),
    _S.DECIDED: _("The outcome is agreed. The applicant does not know it yet."),
    _S.RESULT_SHARED: _("The applicant can read the result."),
    _S.ACCEPTED: _("The applicant accepted the result. The award waits to be issued."),
    _S.AWARDED: _("The award is issued."),
    _S.WORKING_TOWARDS: _("The service is working towards an award."),
    _S.NOT_READY_YET: _("It is closed: not ready yet."),
    _S.WITHDRAWN: _("The application is withdrawn."),
    _S.TRANSFERRED: _("The application was handed to another provider."),
}
#: What became true when the history notes a state.
MOVES = {
    _S.INTERESTED: _("Interested"),
    _S.NOT_NOW: _("Answered: not now"),
    _S.INVITED: _("Invited"),
    _S.DRAFTING: _("Writing began"),
    _S.SENT: _("Sent"),
    _S.CHECKING: _("Checking began"),
    _S.ASSESSING: _("Rating began"),
    _S.MODERATING: _("Outcome proposed"),
    _S.DECIDED: _("Outcome agreed"),
    _S.RESULT_SHARED: _("Result shared with the applicant"),
    _S.ACCEPTED: _("Result accepted"),
    _S.AWARDED: _("Award issued"),
    _S.WORKING_TOWARDS: _("Working towards an award"),
    _S.NOT_READY_YET: _("Closed: not ready yet"),
    _S.WITHDRAWN: _("Withdrawn"),
    _S.TRANSFERRED: _("Handed to another provider"),
}


@dataclass(frozen=True)
class Standing:
    """Where a case stands: in words, whom it waits on, by when, and whether that day has passed."""

    words: str
    waits_on: WaitsOn
    by: date | None
    is_overdue: bool
    notes: tuple = ()


def standing_of(application, *, answer_by=None):
    """The ``Standing`` of ``application``. ``answer_by``: the day by which an open question is to be answered."""
    today = timezone.localdate()
    who = waits_on(application)
    by = application.next_step_by
    if who == WaitsOn.APPLICANT and application.question_open_at:
        by = answer_by or by
    elif who == WaitsOn.APPLICANT and application.state in WRITING_STATES:
        by = timezone.localdate(writing_ends_at(application))
    notes = []
    if application.question_open_at and who == WaitsOn.APPLICANT:
        notes.append(_("A question is open."))
    if application.paused_at:
        notes.append(_("It is paused."))
    if application.is_restricted:
        notes.append(_("It is restricted: only the caseworker, their cover and the panel chair can open it."))
    return Standing(
        words=_NOW[application.state],
        waits_on=who,
        by=None if who == WaitsOn.NOBODY else by,
        is_overdue=is_overdue(application, on=today),
        notes=tuple(notes),
    )
