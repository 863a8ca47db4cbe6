"""Coming events in any template of the host."""

from django import template
from django.utils import timezone
from wagtail.models import Site

from wagtail_charter.foundations.pages import open_on_site
from wagtail_charter.training.filters import EventList
from wagtail_charter.training.pages import TrainingEventPage

register = template.Library()


def upcoming_events(request, *, count=3, at=None):
    """The next events of the site of ``request``, in its language, each with ``shown_sessions``.

    Only events with a date are given: those that are not announced yet stand in the list of events.
    """
    site = Site.find_for_request(request) if request else None
    if site is None:
        return []
    pages = open_on_site(TrainingEventPage.objects.all(), site)
    listing = EventList(pages, {}, at=at or timezone.now(), per_page=max(1, min(int(count), 30)))
    return [event for event in listing.events if event.shown_sessions]


@register.inclusion_tag("wagtail_charter/training/includes/_upcoming.html", takes_context=True)
def charter_upcoming_events(context, count=3, heading="", level=2):
    """The next ``count`` events; ``{% charter_upcoming_events count=3 heading="Training" %}``. Nothing if none."""
    request = context.get("request")
    events = upcoming_events(request, count=count)
    return {"request": request, "events": events, "heading": heading, "level": level, "card_level": level + 1}
