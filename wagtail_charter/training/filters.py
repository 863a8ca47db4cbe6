"""The list of events: what it shows, and its filters."""

from collections import Counter, defaultdict

from django.db.models import ExpressionWrapper, F, TextField
from django.db.models.functions import ExtractYear
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from wagtail_charter.foundations.filters import FacetFilter, ListFilterSet, paginate, window_title
from wagtail_charter.training.models import TrainingSession
from wagtail_charter.training.querysets import ATTENDED_WHERE
from wagtail_charter.training.states import Attendance, EventKind

#: What a list shows of an event, and what its address is made of.
_SHOWN = (
    "title",
    "summary",
    "kind",
    "slug",
    "url_path",
    "translation_key",
    "locale_id",
    "path",
    "depth",
    "content_type_id",
)
_SHOWN_OF_SESSION = ("event_id", "starts_at", "ends_at", "time_zone", "place", "online_note", "state")
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


def _as_it_comes(column):
    """``column`` as the database gives it: turning keys and dates into objects takes longer than finding them."""
    return ExpressionWrapper(F(column), output_field=TextField())


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
        order = ("pk",) if year else ("title", "pk")
        self._rows = list(pages.order_by(*order).values_list(_as_it_comes("translation_key"), "pk", "kind"))
        self.filters = EventFilterSet(data, pages, listed=self._listed())
        keys = [event[0] for event in self.filters.left()]
        query = self.filters.query_string()
        self.page = paginate(data, keys, per_page, query=query, total=len(keys))

    def _listed(self):
        """What is listed, in its order. Flat queries, joined here by the key that all languages of a page share."""
        columns = [ATTENDED_WHERE[way] for way in Attendance]
        found = self.sessions.order_by().values_list(
            _as_it_comes("event__translation_key"), _as_it_comes("starts_at"), *columns
        )
        dates, ways = defaultdict(list), defaultdict(lambda: [False] * len(columns))
        for key, starts_at, *told in found:
            dates[key].append(starts_at)
            ways[key] = [had or bool(words) for had, words in zip(ways[key], told, strict=True)]
        dated = [row for row in self._rows if row[0] in dates]
        if self.year:
            dated.sort(key=lambda row: max(dates[row[0]]), reverse=True)
            return [(row[1], row[2], *ways[row[0]]) for row in dated]
        dated.sort(key=lambda row: min(dates[row[0]]))
        over = {key for key, _year in self._past}
        undated = [row for row in self._rows if row[0] not in dates and row[0] not in over]
        return [(row[1], row[2], *ways[row[0]]) for row in (*dated, *undated)]

    @cached_property
    def events(self):
        """The events of this page, each with ``shown_sessions``: one query for them, one for all their sessions."""
        keys = list(self.page)
        held = self.pages.only(*_SHOWN).in_bulk(keys)
        # An event may be taken off the site between the two queries.
        events = [held[key] for key in keys if key in held]
        return with_sessions(events, self.sessions.only(*_SHOWN_OF_SESSION), name="shown_sessions")

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
    def _past(self):
        """Pairs of an event's key and a year in which a session of it began that is over, for every event there is."""
        year = ExtractYear("starts_at", tzinfo=timezone.get_default_timezone())
        past = TrainingSession.objects.past(self.at).order_by()
        return list(past.values_list(_as_it_comes("event__translation_key"), year).distinct())

    @cached_property
    def past_years(self):
        """The years in which events of this list ended, the latest first, by the site's time zone."""
        keys = {row[0] for row in self._rows}
        return sorted({year for key, year in self._past if key in keys}, reverse=True)
