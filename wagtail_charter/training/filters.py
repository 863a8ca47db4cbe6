"""The list of events: what it shows, and its filters."""

from collections import Counter, defaultdict

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import ExtractYear
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from wagtail_charter.foundations.filters import FacetFilter, ListFilterSet, paginate, window_title
from wagtail_charter.training.models import TrainingSession
from wagtail_charter.training.states import Attendance, EventKind


class AttendanceFilter(FacetFilter):
    """Events of which a session that the list shows is in person, or online."""

    def __init__(self, **kwargs):
        super().__init__(column="", labels=lambda filters: dict(Attendance.choices), **kwargs)

    def any_session(self, how):
        """Whether an event has such a session in the view, as a database expression."""
        sessions = self.parent.sessions.filter(event__translation_key=OuterRef("translation_key"))
        return Exists(sessions.attended(how))

    def filter(self, queryset, values):
        wanted = Q()
        for how in values:
            wanted |= Q(self.any_session(how))
        return queryset.filter(wanted)

    def counts(self, queryset):
        return queryset.order_by().aggregate(
            **{how.value: Count("pk", filter=self.any_session(how)) for how in Attendance}
        )


class EventFilterSet(ListFilterSet):
    """Filters of events. ``sessions``: the sessions that the list shows (upcoming, or those of a past year)."""

    kind = FacetFilter(
        column="kind", labels=lambda filters: dict(EventKind.choices), label=_("Kind of event")
    )
    how = AttendanceFilter(label=_("Place or online"))

    def __init__(self, data=None, queryset=None, *, sessions, **kwargs):
        self.sessions = sessions
        super().__init__(data, queryset, **kwargs)

    @cached_property
    def _whole(self):
        """Kind and ways to attend of each event of the view: all counts in one query."""
        how = {way.name: self.filters["how"].any_session(way) for way in Attendance}
        return list(self.queryset.order_by().annotate(**how).values_list("kind", *how))

    def stored_counts(self, name):
        """Counts of the whole view."""
        if name == "kind":
            return Counter(kind for kind, *_ways in self._whole)
        return {
            way.value: sum(ways[place] for _kind, *ways in self._whole)
            for place, way in enumerate(Attendance)
        }

    @property
    def total(self):
        """How many events the view has without filters."""
        return len(self._whole)


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
        self.filters = EventFilterSet(data, self._listed(), sessions=self.sessions)
        total = None if self.filters.is_filtered else self.filters.total
        query = self.filters.query_string()
        self.page = paginate(data, self.filters.qs, per_page, query=query, total=total)

    def _listed(self):
        of_page = {"event__translation_key": OuterRef("translation_key")}
        if self.year:
            latest = self.sessions.filter(**of_page).order_by("-starts_at").values("starts_at")[:1]
            rows = self.pages.annotate(listed_at=Subquery(latest)).filter(listed_at__isnull=False)
            return rows.order_by("-listed_at", "pk")
        soonest = self.sessions.filter(**of_page).order_by("starts_at").values("starts_at")[:1]
        undated = ~Exists(TrainingSession.objects.filter(**of_page))
        rows = self.pages.annotate(listed_at=Subquery(soonest))
        return rows.filter(Q(listed_at__isnull=False) | undated).order_by(
            F("listed_at").asc(nulls_last=True), "title", "pk"
        )

    @cached_property
    def events(self):
        """The events of this page, each with ``shown_sessions``; one query for all sessions."""
        return with_sessions(self.page.object_list, self.sessions, name="shown_sessions")

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
