"""Feeds of events: RSS for readers, iCalendar for calendars. Each is a route below the page it tells of.

Their addresses have no dot: Wagtail passes only words, hyphens and slashes on to a page.
"""

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.html import format_html_join
from wagtail.models import Site

from wagtail_charter.foundations.listings import PageFeed
from wagtail_charter.foundations.routes import page_view
from wagtail_charter.training import calendars
from wagtail_charter.training.filters import with_sessions
from wagtail_charter.training.models import TrainingSession
from wagtail_charter.training.pages import TrainingEventMixin, TrainingIndexMixin

#: How long a past session stays in the calendar of the list, so that it does not vanish on the evening itself.
KEPT_FOR = timedelta(days=31)


class EventFeed(PageFeed):
    """The events of a list, the newest page first, whether past or coming."""

    def items(self, request):
        return with_sessions(self.newest(self.page.event_pages()))

    def item_description(self, event):
        dates = format_html_join("", "<p>{}</p>", ((session.when,) for session in event.upcoming_sessions))
        return format_html_join("", "<p>{}</p>", [(event.summary,)]) + dates


@page_view(TrainingIndexMixin, "feed/", name="feed")
def feed(page, request):
    """The RSS feed of a list of events."""
    return EventFeed(page)(request)


@page_view(TrainingIndexMixin, "calendar/", name="calendar")
def index_calendar(page, request):
    """All coming sessions of a list, to subscribe to."""
    pages = {event.translation_key: event for event in page.event_pages()}
    sessions = (
        TrainingSession.objects.filter(ends_at__gt=timezone.now() - KEPT_FOR)
        .filter(event__translation_key__in=page.event_pages().order_by().values("translation_key"))
        .select_related("event")
        .in_order()
    )
    pairs = [(session, pages[session.event.translation_key]) for session in sessions]
    return _calendar(request, pairs, name=page.title, filename="calendar.ics")


@page_view(TrainingEventMixin, "calendar/", name="calendar")
def event_calendar(page, request):
    """The sessions of one event: those to come, or all once it is over."""
    sessions = page.upcoming_sessions or page.sessions
    if not sessions:
        raise Http404
    return _calendar(
        request, [(each, page) for each in sessions], name=page.title, filename=f"{page.slug}.ics"
    )


@page_view(TrainingEventMixin, "sessions/<uuid:uid>/calendar/", name="session_calendar")
def session_calendar(page, request, uid):
    """One session, to add to a calendar, or to take out of it if it was cancelled."""
    session = page.all_sessions().filter(uid=uid).first()
    if session is None:
        raise Http404
    method = "CANCEL" if session.is_cancelled else "PUBLISH"
    name = f"{page.slug}-{session.local_start:%Y-%m-%d}.ics"
    return _calendar(request, [(session, page)], filename=name, method=method)


def _calendar(request, pairs, *, filename, name="", method="PUBLISH"):
    host = Site.find_for_request(request).hostname
    body = calendars.calendar_of(pairs, host=host, name=name, method=method)
    response = HttpResponse(body, content_type=f"{calendars.CONTENT_TYPE}; method={method}")
    response["Content-Disposition"] = f'inline; filename="{filename}"'
    return response
