"""Past events, below the address of the list."""

from django.http import Http404, HttpResponseRedirect
from django.utils import timezone

from wagtail_charter.foundations.routes import page_view
from wagtail_charter.training.filters import EventList
from wagtail_charter.training.pages import TrainingIndexMixin

#: Years that a date can have and people can mean.
KNOWN_YEARS = range(1948, 9999)


@page_view(TrainingIndexMixin, "past/", name="past_events")
def past_events(page, request):
    """Past events: goes to the latest year that has some."""
    years = EventList(page.event_pages(), request.GET).past_years
    year = years[0] if years else timezone.localdate().year
    query = request.GET.urlencode()
    return HttpResponseRedirect(
        page.route_url("past", year, request=request) + (f"?{query}" if query else "")
    )


@page_view(TrainingIndexMixin, "past/<int:year>/", name="past")
def past_events_of_year(page, request, year):
    """The events that ended in ``year``."""
    if year not in KNOWN_YEARS:
        raise Http404
    return page.render(request, year=year)
