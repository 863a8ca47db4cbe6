"""Dates and times as people read them, and the wall clock of a time zone.

Style: NHS content guide, "numbers, measurements, dates and time": 12 March 2026, 9:30am, 5pm, midday, midnight.
"""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.utils import dateformat, timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _


class ClockError(ValidationError):
    """A time that does not exist, or exists twice, because the clocks change."""


def default_time_zone():
    """The name of the site's time zone (Django's ``TIME_ZONE``)."""
    return timezone.get_default_timezone_name()


def check_time_zone(name):
    """Raise ``ValidationError`` unless ``name`` is a time zone of the IANA list."""
    if name not in available_timezones():
        raise ValidationError(
            _("Enter a time zone of the IANA list, for example Europe/London."), code="time_zone"
        )


def at_wall_clock(naive, time_zone):
    """The moment at which a clock in ``time_zone`` shows ``naive``.

    Raises ``ClockError`` for a time that is left out or comes twice when the clocks change.
    """
    zone = ZoneInfo(time_zone)
    early, late = (naive.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if early.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != naive:
        raise ClockError(
            _("This time does not exist: the clocks go forward then. Choose an earlier or later time.")
        )
    if early.utcoffset() != late.utcoffset():
        raise ClockError(
            _("This time comes twice: the clocks go back then. Choose an earlier or later time.")
        )
    return early.astimezone(UTC)


def wall_clock(moment, time_zone):
    """``moment`` as a clock in ``time_zone`` shows it; the site's time zone if there is no such zone."""
    try:
        return moment.astimezone(ZoneInfo(time_zone))
    except (KeyError, ValueError, OSError):
        return timezone.localtime(moment, timezone.get_default_timezone())


def date_words(day):
    """A day as words: Wednesday 20 January 2027."""
    return _date_words(day.year, day.month, day.day, get_language())


def time_words(time):
    """A time as words: 9am, 9:30am, midday, midnight."""
    return _time_words(time.hour, time.minute, get_language())


# Lists say the same days and times again and again, and finding their words takes longer than all else about them.
@lru_cache(maxsize=2000)
def _date_words(year, month, day, _language):
    return dateformat.format(date(year, month, day), gettext("l j F Y"))


@lru_cache(maxsize=2000)
def _time_words(hour, minute, _language):
    if (hour, minute) in {(0, 0), (12, 0)}:
        return gettext("midday") if hour else gettext("midnight")
    shown = f"{hour % 12 or 12}:{minute:02}".removesuffix(":00")
    return gettext("%(time)sam") % {"time": shown} if hour < 12 else gettext("%(time)spm") % {"time": shown}


def span_words(start, end):
    """A span of time as words; the date is said once if both ends are on one day."""
    facts = {"date": date_words(start), "start": time_words(start), "end": time_words(end)}
    if start.date() == end.date():
        return gettext("%(date)s, %(start)s to %(end)s") % facts
    facts["end_date"] = date_words(end)
    return gettext("%(date)s, %(start)s to %(end_date)s, %(end)s") % facts


def working_days_after(day, number, *, closed_days=()):
    """The day that lies ``number`` working days (Monday to Friday, none of ``closed_days``) after ``day``."""
    while number > 0:
        day += timedelta(days=1)
        number -= day.weekday() < 5 and day not in closed_days
    return day


def year_bounds(year):
    """The first moment of ``year`` and of the next, by the site's time zone."""
    zone = timezone.get_default_timezone()
    return datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)
