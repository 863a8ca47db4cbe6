"""The rooms that hold personal data, and what code says of them on the privacy page, so that the page cannot drift."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from wagtail_charter.accounts import retention as accounts
from wagtail_charter.accounts.querysets import REQUEST_LIFETIME
from wagtail_charter.accounts.views import SIGN_IN_COOKIE
from wagtail_charter.applications import retention as applications
from wagtail_charter.assessment import retention as assessment
from wagtail_charter.awards import retention as awards
from wagtail_charter.conf import conf
from wagtail_charter.events import retention as events
from wagtail_charter.governance.retention import own as governance
from wagtail_charter.letters import retention as letters
from wagtail_charter.organisations import retention as organisations
from wagtail_charter.plans import retention as plans
from wagtail_charter.showcase import retention as showcase
from wagtail_charter.support import retention as support
from wagtail_charter.training import retention as training

#: The rooms that hold personal data, roof to ground: what is above lets go first.
ROOMS = (
    governance,
    showcase,
    training,
    awards,
    assessment,
    plans,
    applications,
    support,
    organisations,
    accounts,
    letters,
    events,
)
#: The same rooms, as people meet them.
_AS_MET = (
    accounts,
    organisations,
    applications,
    assessment,
    plans,
    awards,
    showcase,
    training,
    support,
    letters,
    events,
    governance,
)


def all_holdings():
    """Every holding of every room, in the order in which they let go."""
    return [holding for room in ROOMS for holding in room.HOLDINGS]


def all_guards():
    """Every guard of every room."""
    return [guard for room in ROOMS for guard in getattr(room, "GUARDS", ())]


@dataclass(frozen=True)
class Kept:
    """One line of the data map as people read it; ``period`` is a sentence."""

    what: str
    data: str
    why: str
    who_sees: str
    period: str


def data_map():
    """What is held, why, who sees it and for how long: the lines of the rooms that the profile switches on."""
    return [
        Kept(each.what, each.data, each.why, each.who_sees, _period(each))
        for room in _AS_MET
        for each in room.HOLDINGS
        if each.room == "events" or conf.is_room_on(each.room)
    ]


def _period(holding):
    if holding.keep is None:
        return _text("Until %(trigger)s.") % {"trigger": holding.trigger}
    return _text("%(time)s from %(trigger)s.") % {
        "time": time_in_words(conf.RETENTION[holding.keep]),
        "trigger": holding.trigger,
    }


def time_in_words(days):
    """A number of days as people say it: years of 366 days, months of a sixth of half a year, or days."""
    if days % 366 == 0:
        months = days // 366 * 12
        if months <= 24:
            return ngettext("%(number)s month", "%(number)s months", months) % {"number": months}
        return ngettext("%(number)s year", "%(number)s years", months // 12) % {"number": months // 12}
    return ngettext("%(number)s day", "%(number)s days", days) % {"number": days}


@dataclass(frozen=True)
class Cookie:
    """One cookie: its name, what it is for, and when it goes."""

    name: str
    purpose: str
    expires: str


def essential_cookies():
    """The cookies that the app sets, each only once somebody signs in or sends a form. There are no others."""
    if not conf.is_room_on("accounts"):
        return []
    session = settings.SESSION_COOKIE_AGE
    found = [
        Cookie(
            SIGN_IN_COOKIE,
            _("Ties the code in your e-mail to the browser in which you asked for it."),
            _text("When you sign out, and after %(time)s at the latest")
            % {"time": _lasting(REQUEST_LIFETIME.total_seconds())},
        ),
        Cookie(
            settings.SESSION_COOKIE_NAME,
            _("Keeps you signed in while you work."),
            _("When you close the browser")
            if settings.SESSION_EXPIRE_AT_BROWSER_CLOSE
            else _text("%(time)s after your last visit") % {"time": _lasting(session)},
        ),
    ]
    if not settings.CSRF_USE_SESSIONS:
        age = settings.CSRF_COOKIE_AGE
        found.append(
            Cookie(
                settings.CSRF_COOKIE_NAME,
                _("Makes sure that a form was sent by you, and not by another site in your name."),
                _text("%(time)s after your last visit") % {"time": _lasting(age)}
                if age
                else _("When you close the browser"),
            )
        )
    return found


def _lasting(seconds):
    length = timedelta(seconds=seconds)
    if length < timedelta(days=2):
        hours = max(1, round(seconds / 3600))
        return ngettext("%(number)s hour", "%(number)s hours", hours) % {"number": hours}
    return time_in_words(366) if 364 <= length.days <= 366 else time_in_words(length.days)
