"""When a result is released, if nobody chooses another time."""

from datetime import datetime, time, timedelta

#: People read a result with the working day before them, and somebody to call.
_HOUR = time(10)


def next_release_time(moment, *, zone, closed_days=()):
    """10am on the next working day after ``moment``, by the clock in ``zone``; ``closed_days`` are holidays."""
    day = moment.astimezone(zone).date() + timedelta(days=1)
    while day.weekday() >= 5 or day in closed_days:
        day += timedelta(days=1)
    return datetime.combine(day, _HOUR, tzinfo=zone)
