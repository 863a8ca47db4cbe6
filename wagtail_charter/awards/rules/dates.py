"""What an award's dates bring: when we write, how long it stays after its last day, when it lapses.

Source: the ``renewal`` facts of the edition; where it says nothing, the scheme's starting values.
"""

import datetime
from dataclasses import dataclass

from wagtail_charter.awards.rules.giving import last_day
from wagtail_charter.awards.states import AwardState

_REMINDERS = (180, 90, 30)
_GRACE_DAYS = 60
#: A level that lasts so long is asked in between how it goes.
_LONG_MONTHS = 36
_CHECK_INS = (12, 24)
#: What the letters are called in a letter's key.
CHECK_IN, ENDS, GRACE = "check-in", "ends", "grace"


@dataclass(frozen=True)
class Renewal:
    """What an edition says of one level: reminders (days before the end), days of grace, check-ins (months)."""

    reminders: tuple[int, ...] = _REMINDERS
    grace_days: int = _GRACE_DAYS
    check_ins: tuple[int, ...] = ()


@dataclass(frozen=True, order=True)
class DatedLetter:
    """A letter that an award's dates ask for: from which day, what it is about, and which of its kind."""

    day: datetime.date
    about: str
    number: int = 0


def renewal_of(level):
    """The ``Renewal`` of ``level``, as its edition says; facts that are no numbers are left out."""
    told = level.edition.renewal if isinstance(level.edition.renewal, dict) else {}
    grace = _numbers([told.get("grace_days", _GRACE_DAYS)])
    return Renewal(
        reminders=_numbers(told.get("reminders_days_before", _REMINDERS)),
        grace_days=grace[0] if grace else _GRACE_DAYS,
        check_ins=_check_ins(level, told),
    )


def _check_ins(level, told):
    if "check_in_months" not in told:
        return _CHECK_INS if (level.validity_months or 0) >= _LONG_MONTHS else ()
    months = told["check_in_months"]
    return _numbers(months.get(level.key, ()) if isinstance(months, dict) else months)


def _numbers(values):
    """The whole numbers above 0 in ``values`` (one, or several), the highest first."""
    values = values if isinstance(values, (list, tuple)) else [values]
    return tuple(sorted({n for n in values if type(n) is int and n > 0}, reverse=True))


def dated_letters(award, renewal):
    """The letters that the dates of ``award`` ask for, in their order: check-ins, the end, the days of grace."""
    found = [DatedLetter(last_day(award.issued_on, months), CHECK_IN, months) for months in renewal.check_ins]
    if award.ends_on:
        found = [letter for letter in found if letter.day < award.ends_on]
        found += [
            DatedLetter(award.ends_on - datetime.timedelta(days=days), ENDS, days)
            for days in renewal.reminders
        ]
        found.append(DatedLetter(award.ends_on + datetime.timedelta(days=1), GRACE))
    return sorted(letter for letter in found if letter.day > award.issued_on)


def due_letter(award, renewal, *, on):
    """The one letter that is due on the day ``on``, or ``None``: the newest whose day has come, if it is unwritten.

    Those before it are never made up for: an award that is entered late brings one letter and no flood. A service that
    has asked to renew is reminded of nothing; only the days of grace are told.
    """
    come = [letter for letter in dated_letters(award, renewal) if letter.day <= on]
    if not come or (award.reminded_on and award.reminded_on >= come[-1].day):
        return None
    if award.state != AwardState.CURRENT and come[-1].about != GRACE:
        return None
    return come[-1]


def last_day_of_grace(award, renewal):
    """The last day on which the register still lists ``award``; ``None`` for one without an end."""
    return award.ends_on and award.ends_on + datetime.timedelta(days=renewal.grace_days)
