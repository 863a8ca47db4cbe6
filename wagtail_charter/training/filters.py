"""The list of events: what it shows, and its filters."""

from collections import Counter, defaultdict

from django.db.models import Exists, F, OuterRef, Subquery, TextField
from django.db.models.functions import ExtractYear
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from wagtail_charter.foundations.filters import FacetFilter, ListFilterSet, paginate, window_title
from wagtail_charter.foundations.pages import for_lists
from wagtail_charter.training.models import TrainingSession
from wagtail_charter.training.states import Attendance, EventKind

#: Where a listed event says whether people can take part so.
_PLACES = {way.value: place for place, way in enumerate(Attendance, start=2)}


class EventFilterSet(ListFilterSet):
    """Filters of events, which choose and count among what one narrow query found.

    ``listed``: ``(key, kind, whether in person, whether online)`` of each event of the view, in the order to show.
    """

    kind = FacetFilter(
        column="kind", labels=lambda filters: dict(EventKind.choices), label=_("Kind of event")
    )
    how = FacetFilter(column="", labels=lambda filters: dict(Attendance.choices), label=_("Place or online"))

    def __init__(self, data=None, queryset=None, *, listed, **kwargs):
        self.listed = listed
        super().__init__(data, queryset, **kwargs)

    def left(self, without=""):
        """The events that the chosen filters leave, but for the filter ``without``."""
        chosen = {name: self.data.getlist(name) for name in self.facet_names if name != without}
        if not any(chosen.values()):
            return self.listed
        return [
            event
            for event in self.listed
            if (not chosen.get("kind") or event[1] in chosen["kind"])
            and (not chosen.get("how") or any(event[_PLACES[way]] for way in chosen["how"]))
        ]

    def counts_of(self, name):
        """How many events each value would leave."""
        found = Counter()
        for (kind, *ways), times in Counter(event[1:] for event in self.left(without=name)).items():
            values = (
                [kind] if name == "kind" else [way for way, has in zip(Attendance, ways, strict=True) if has]
            )
            for value in values:
                found[value] += times
        return found

    @property
    def total(self):
        """How many events the view has without filters."""
        return len(self.listed)


def with_sessions(events, sessions=None, *, name="sessions"):
    """``events`` as a list, each with its ``sessions`` (default: all) as the attribute ``name``; one query for all."""
    events = list(events)
    rows = TrainingSession.objects.all() if sessions is None else sessions
    rows = rows.filter(event__translation_key__in=[event.translation_key for event in events])
    found = defaultdict(list)
    for session in rows.annotate(key=F("event__translation_key")).in_order():
        found[session.key].append(session)
    for event in events:
        setattr(event, name, found[event.translation_key])
    return events


class EventList:
    """One view of the list of events: upcoming, or past in one year.

    An event is listed with the sessions of that view, so an event with past and coming dates stands in both views,
    each date in one of them. Upcoming: the soonest first, and last the events whose dates are not announced.
    """

    def __init__(self, pages, data, *, year=None, at=None, per_page=None):
        """``pages``: a queryset of event pages. ``data``: ``request.GET``. ``year``: a number for past events."""
        self.year, self.at = year, at or timezone.now()
        self.pages = pages
        sessions = TrainingSession.objects.all()
        self.sessions = sessions.past(self.at).in_year(year) if year else sessions.upcoming(self.at)
        self.filters = EventFilterSet(data, pages, listed=self._listed())
        keys = [event[0] for event in self.filters.left()]
        query = self.filters.query_string()
        self.page = paginate(data, keys, per_page, query=query, total=len(keys))

    def _listed(self):
        """What is listed, in its order. One query, which reads no page but those that it needs."""
        of_page = {"event__translation_key": OuterRef("translation_key")}
        sessions = self.sessions.filter(**of_page)
        first = sessions.order_by("-starts_at" if self.year else "starts_at").values("starts_at")[:1]
        rows, dated = self.pages.annotate(listed_at=Subquery(first)), Exists(sessions)
        if self.year:
            rows = rows.filter(dated).order_by("-listed_at", "pk")
        else:
            undated = ~Exists(TrainingSession.objects.filter(**of_page))
            rows = rows.filter(dated | undated).order_by(F("listed_at").asc(nulls_last=True), "title", "pk")
        # Taken as they come (1 or True): turning SQLite's numbers into truth values takes as long as finding them.
        as_it_comes = TextField()
        ways = {way.name: Exists(sessions.attended(way), output_field=as_it_comes) for way in Attendance}
        return list(rows.annotate(**ways).values_list("pk", "kind", *ways))

    @cached_property
    def events(self):
        """The events of this page, each with ``shown_sessions``: one query for them, one for all their sessions."""
        keys = list(self.page)
        held = for_lists(self.pages).in_bulk(keys)
        # An event may be taken off the site between the two queries.
        events = [held[key] for key in keys if key in held]
        return with_sessions(events, self.sessions, name="shown_sessions")

    def title(self, title):
        """The title of the window: ``title`` with what the filters left, and the page."""
        if self.year:
            title = _("%(title)s: past events of %(year)s") % {"title": title, "year": self.year}
        return window_title(title, self.heading, self.page, is_filtered=self.filters.is_filtered)

    @property
    def heading(self):
        """What is listed, in words: "7 of 16 upcoming events"."""
        shown = self.page.paginator.count
        facts = {"shown": shown, "total": self.filters.total, "year": self.year}
        if self.filters.is_filtered:
            if self.year:
                return _("%(shown)s of %(total)s events in %(year)s") % facts
            return _("%(shown)s of %(total)s upcoming events") % facts
        if self.year:
            return ngettext("%(shown)s event in %(year)s", "%(shown)s events in %(year)s", shown) % facts
        return ngettext("%(shown)s upcoming event", "%(shown)s upcoming events", shown) % facts

    @cached_property
    def past_years(self):
        """The years in which events of this list ended, the latest first, by the site's time zone."""
        keys = self.pages.order_by().values("translation_key")
        past = TrainingSession.objects.past(self.at).filter(event__translation_key__in=keys)
        zone = timezone.get_default_timezone()
        years = past.order_by().annotate(year=ExtractYear("starts_at", tzinfo=zone))
        return sorted(years.values_list("year", flat=True).distinct(), reverse=True)
