"""The letters about a result: when it comes, that it is there, what was accepted, and that it ended for this round.

Names and dates only. What the result is stands in one letter, for those who chose to hear it so; it is read at the
moment of sending, never kept in the outbox, and never in a subject.
"""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.notifications.facts import SAMPLE_CONTACT, contact_facts, place_of
from wagtail_charter.applications.states import WITH_TEAM_STATES
from wagtail_charter.assessment.models import HearingChoice, Outcome
from wagtail_charter.assessment.states import HearingWay
from wagtail_charter.foundations.clock import date_words, time_words
from wagtail_charter.letters.notifications import LetterKind, NotNeeded, made_at_sending
from wagtail_charter.letters.services import queue

_SAMPLE = {
    "reference": "A-2027-7K4M-Q2XD",
    "service": "Riverside Liaison and Diversion",
    "round": "Spring 2027",
    **SAMPLE_CONTACT,
}
_RESULT_PATH = "/apply/A-2027-7K4M-Q2XD/result/"
_PLANNED, _TOLD = "assessment/result_planned", "assessment/result_told"
_READY, _ACCEPTED = "assessment/result_ready", "assessment/result_accepted"
_CLOSED = "assessment/application_closed"

#: What the team reads about each letter of this room.
LETTERS = [
    LetterKind(
        _PLANNED,
        title=_("The day of the result"),
        when=_("The lead of an application gets it when the day of the release is set."),
        sample={
            **_SAMPLE,
            "day": "Friday 28 May 2027",
            "time": "10am",
            "path": "/apply/A-2027-7K4M-Q2XD/hearing/",
        },
        secrets=("way",),
    ),
    LetterKind(
        _READY,
        title=_("The result can be read"),
        when=_("The lead gets it on the release; where a call was asked for, once somebody called."),
        sample={**_SAMPLE, "path": _RESULT_PATH},
    ),
    LetterKind(
        _TOLD,
        title=_("The result, in the letter itself"),
        when=_("The lead gets it on the release, if they chose to hear the result in an e-mail."),
        sample={**_SAMPLE, "path": _RESULT_PATH},
        secrets=("level",),
    ),
    LetterKind(
        _ACCEPTED,
        title=_("The result is accepted"),
        when=_("The lead gets it when the result was accepted."),
        sample={
            **_SAMPLE,
            "day": "Monday 31 May 2027",
            "accepted_by": "Sam Lead",
            "is_listed": True,
            "asks_showcase": True,
            "in_showcase": True,
            "asks_quote": True,
            "is_quoted": False,
            "path": "/apply/A-2027-7K4M-Q2XD/result/accepted/",
        },
    ),
    LetterKind(
        _CLOSED,
        title=_("What comes after this round"),
        when=_("The lead gets it when the team closes an application for which it is too early."),
        sample={**_SAMPLE, "path": _RESULT_PATH},
    ),
]


def result_planned(outcome):
    """Tell the lead on which day the result comes, and ask how they want to hear it. One letter for each moment.

    Nothing to tell without ``release_at``. Returns the ``Letter``, or ``None``.
    """
    if outcome.release_at is None:
        return None
    local = timezone.localtime(outcome.release_at)
    return _queue(
        _PLANNED,
        outcome,
        key=f"outcome:{outcome.pk}:planned:{outcome.release_at:%Y%m%d%H%M}",
        route="hearing",
        day=date_words(local),
        time=time_words(local),
        release_at=outcome.release_at.isoformat(),
    )


def result_released(outcome):
    """Tell the lead in the way that they chose: by default that the result can be read; nothing before a call.

    Returns the ``Letter``, or ``None`` where somebody calls first.
    """
    choice = HearingChoice.objects.filter(application=outcome.application_id).first()
    way = choice.way if choice else HearingWay.SIGN_IN
    if way == HearingWay.CALL and choice.called_at is None:
        return None
    return result_told(outcome) if way == HearingWay.EMAIL else result_ready(outcome)


def result_ready(outcome):
    """Tell the lead that the result can be read, and not what it is."""
    return _queue(_READY, outcome, key=f"outcome:{outcome.pk}:ready", route="result")


def result_told(outcome):
    """Tell the lead what the result is: they chose it so."""
    return _queue(_TOLD, outcome, key=f"outcome:{outcome.pk}:told", route="result")


def result_accepted(outcome):
    """Confirm to the lead that the result was accepted, and what they chose to be public."""
    return _queue(
        _ACCEPTED,
        outcome,
        key=f"outcome:{outcome.pk}:accepted",
        route="accepted",
        is_answer=True,
        day=date_words(timezone.localtime(outcome.accepted_at)),
        accepted_by=outcome.accepted_by.name if outcome.accepted_by_id else "",
        is_listed=bool(outcome.wants_listing),
        asks_showcase=outcome.is_award,
        in_showcase=bool(outcome.wants_showcase),
        asks_quote=bool(outcome.quotable_line),
        is_quoted=bool(outcome.may_be_quoted),
    )


def application_closed(outcome):
    """Tell the lead that the application has come to its end, what stays, and that somebody would like to call."""
    return _queue(_CLOSED, outcome, key=f"outcome:{outcome.pk}:closed", route="result")


@made_at_sending(_PLANNED)
def _chosen_way(letter):
    """The way that was chosen until now. Not needed once the day has moved, or the result is there."""
    outcome = _outcome_of(letter)
    planned = outcome.release_at.isoformat() if outcome and outcome.release_at else None
    if planned != letter.facts["release_at"] or outcome.application.state not in WITH_TEAM_STATES:
        raise NotNeeded
    choice = HearingChoice.objects.filter(application=outcome.application_id).first()
    return {"way": choice.way if choice else ""}


@made_at_sending(_TOLD)
def _level(letter):
    """The level, for this one mail. Not needed, whatever happened meanwhile, while it is not released."""
    outcome = _outcome_of(letter)
    if outcome is None or not outcome.is_released:
        raise NotNeeded
    return {"level": outcome.level_name}


def _outcome_of(letter):
    rows = Outcome.objects.select_related("level", "application")
    return rows.filter(application=letter.about_id).first()


def _queue(template, outcome, *, key, route, is_answer=False, **facts):
    application = outcome.application
    place = place_of(application)
    told = contact_facts(application.contact or application.round.contact)
    return queue(
        template,
        key=key,
        to_email=application.lead_email,
        to_name=application.lead_name,
        reply_to=told["contact_email"],
        about=application,
        site=place.site,
        is_answer=is_answer,
        facts={
            "reference": application.reference,
            "service": application.service.name,
            "round": application.round.label,
            "path": place.path(route, application.reference),
            **told,
            **facts,
        },
    )
