"""Calendar files (iCalendar, RFC 5545) of sessions.

Times are written in UTC: four independent programs read them alike, while time-zone definitions made by libraries were
read an hour wrong. The identifier of a session never changes, so an update or cancellation finds the old entry.
"""

from datetime import UTC

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

CONTENT_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//wagtail_charter//Training//EN"


def calendar_of(pairs, *, host, name="", method="PUBLISH"):
    """The calendar file of ``pairs``, each a session and the event page that tells of it, as bytes.

    ``host``: the site's host name, part of each identifier. ``name``: what calendars that subscribe show. ``method``:
    of RFC 5546; with ``CANCEL`` a calendar takes the entry out.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", _line(name))
    for session, page in pairs:
        calendar.add_component(_entry(session, page, host))
    return calendar.to_ical()


def _entry(session, page, host):
    entry = Event()
    url = page.full_url
    entry.add("uid", f"{session.uid}@{host}")
    entry.add("sequence", session.sequence)
    entry.add("dtstamp", session.updated_at.astimezone(UTC).replace(microsecond=0))
    entry.add("last-modified", session.updated_at.astimezone(UTC).replace(microsecond=0))
    entry.add("dtstart", session.starts_at.astimezone(UTC))
    entry.add("dtend", session.ends_at.astimezone(UTC))
    entry.add("summary", _summary(session, page))
    entry.add("location", _line(session.place) or _("Online"))
    entry.add("description", _description(session, page, url))
    entry.add("status", "CANCELLED" if session.is_cancelled else "CONFIRMED")
    if url:
        entry.add("url", url)
    return entry


def _summary(session, page):
    title = _line(page.title)
    return _("Cancelled: %(title)s") % {"title": title} if session.is_cancelled else title


def _description(session, page, url):
    parts = [session.cancellation_words, page.summary, session.online_note, url]
    return "\n\n".join("\n".join(map(_line, part.splitlines())) for part in parts if part)


def _line(text):
    """``text`` without line breaks and other control characters, which could end a line of the file."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
