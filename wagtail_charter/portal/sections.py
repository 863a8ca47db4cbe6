"""The parts of the portal's front page: applications, claims that wait, and claims to answer, in plain words."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_charter.applications.models import Application
from wagtail_charter.applications.pages import ApplicationPage
from wagtail_charter.applications.permissions import applications_of
from wagtail_charter.applications.states import (
    ANSWERABLE_STATES,
    TOLD_STATES,
    WAITING_ON_APPLICANT_STATES,
    WITH_TEAM_STATES,
    ApplicationState,
    standing_words,
)
from wagtail_charter.foundations.clock import date_words, time_words
from wagtail_charter.foundations.pages import open_on_site
from wagtail_charter.organisations.models import OrganisationClaim
from wagtail_charter.organisations.states import ClaimState

_S = ApplicationState
#: For how long the page shows a claim that was declined.
_ANSWERS_SHOWN_FOR = datetime.timedelta(days=60)

#: What happens next, by state; the facts are dates in words.
_NEXT = {
    _S.INTERESTED: gettext_lazy("You told us that you are interested. We read it and write to you."),
    _S.NOT_NOW: gettext_lazy("Not this time. You can talk to us about a later round."),
    _S.INVITED: gettext_lazy("You can begin to write. You can send it until %(closes)s."),
    _S.DRAFTING: gettext_lazy(
        "You are writing. Everything you saved is here. You can send it until %(closes)s."
    ),
    **dict.fromkeys(
        WITH_TEAM_STATES,
        gettext_lazy("You sent it on %(sent)s. It is with the charter team, and they write to you."),
    ),
    _S.RESULT_SHARED: gettext_lazy("You can read it whenever it suits you."),
    _S.ACCEPTED: gettext_lazy(
        "You accepted the result. Next, the charter team makes it ready and writes to you."
    ),
    _S.AWARDED: gettext_lazy("You accepted the result, and the award is issued."),
    _S.WORKING_TOWARDS: gettext_lazy("You are working towards the award. Talk to us about the next step."),
    _S.NOT_READY_YET: gettext_lazy("You can read it at any time. Talk to us about the next step."),
    _S.WITHDRAWN: gettext_lazy("You took this application back on %(withdrawn)s. You can begin again."),
    _S.TRANSFERRED: gettext_lazy("The service has another provider now. The application ended here."),
}
_OVER = gettext_lazy(
    "The time to write ended at %(closes)s. What you wrote is kept. Talk to us if you want to go on."
)
_PAUSED = gettext_lazy("It was paused on %(paused)s. Nothing is asked of you until it goes on.")
_ASKED = gettext_lazy("We have a question about your application. An answer by %(answer_by)s helps us most.")
_COLOURS = {_S.AWARDED: "green", _S.DRAFTING: "blue", _S.INVITED: "blue", _S.RESULT_SHARED: "blue"}


@dataclass(frozen=True)
class ApplicationCard:
    """One application as its team reads of it."""

    application: Application
    standing: str
    colour: str
    is_your_turn: bool
    next_step: str
    href: str
    link_words: str
    also_href: str = ""
    also_words: str = ""


def application_cards(account, site, *, front=None):
    """An ``ApplicationCard`` for each application that ``account`` works on, those that wait for them first.

    ``front``: the site's first application page, under which those live whose round has no page any more.
    """
    mine = (
        applications_of(account).select_related("service__provider", "round").order_by("-updated_at", "-pk")
    )
    applications = list(mine)
    pages = _pages_of_rounds({each.round_id for each in applications}, site)
    cards = [_card(each, pages.get(each.round_id, front)) for each in applications]
    return sorted(cards, key=lambda card: not card.is_your_turn)


def _card(application, page):
    state = ApplicationState(application.state)
    is_writing = state in (_S.INVITED, _S.DRAFTING)
    is_over = is_writing and _closes(application) <= timezone.now()
    is_asked = application.question_open_at is not None and state in ANSWERABLE_STATES
    is_waiting_on_them = is_asked or (state in WAITING_ON_APPLICANT_STATES and not is_over)
    is_your_turn = is_waiting_on_them and not application.paused_at
    words = _PAUSED if application.paused_at else _OVER if is_over else _ASKED if is_asked else _NEXT[state]
    also, also_words = "", ""
    if page and state in WITH_TEAM_STATES:
        also, also_words = (
            page.route_url("hearing", application.reference),
            _("How do you want to hear the result?"),
        )
    elif page and state in TOLD_STATES:
        also, also_words = page.route_url("result", application.reference), _("Your result")
    return ApplicationCard(
        application=application,
        standing=standing_words(state),
        colour=_COLOURS.get(state, "grey"),
        is_your_turn=is_your_turn,
        next_step=words % _dates(application),
        href=page.route_url("tasks", application.reference) if page else "",
        link_words=_link_words(is_your_turn=is_your_turn, is_writing=is_writing, is_asked=is_asked),
        also_href=also,
        also_words=also_words,
    )


def _link_words(*, is_your_turn, is_writing, is_asked):
    if is_your_turn and is_asked:
        return _("Read our question")
    return _("Go on with your application") if is_your_turn and is_writing else _("Open")


def _closes(application):
    return application.extended_until or application.round.closes_at


def _dates(application):
    return {
        "answer_by": date_words(application.next_step_by) if application.next_step_by else _("any day"),
        "closes": _moment(_closes(application)),
        "sent": _day(application.sent_at),
        "withdrawn": _day(application.withdrawn_at),
        "paused": _day(application.paused_at),
    }


def _day(moment):
    return date_words(timezone.localtime(moment)) if moment else _("a date that we do not have")


def _moment(moment):
    local = timezone.localtime(moment)
    return _("%(time)s on %(date)s") % {"time": time_words(local), "date": date_words(local)}


def _pages_of_rounds(rounds, site):
    """``{round: its page on site}``, all with one query for the pages."""
    if not rounds or site is None:
        return {}
    pages = open_on_site(ApplicationPage.objects.filter(round__in=rounds), site).order_by("-path")
    return {page.round_id: page for page in pages}


def claims_of(account):
    """The claims of ``account`` that wait, and those that were declined lately."""
    since = timezone.now() - _ANSWERS_SHOWN_FOR
    mine = OrganisationClaim.objects.filter(account=account)
    declined = mine.filter(state=ClaimState.DECLINED, decided_at__gte=since)
    return list((mine.waiting() | declined).order_by("-created_at"))


def claims_to_answer(account):
    """The claims that wait for the yes or no of ``account`` as an owner of the organisation."""
    return list(OrganisationClaim.objects.for_owner(account).described())
