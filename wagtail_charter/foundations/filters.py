"""GET filters, counts and numbered pages for public lists, kind to nonsense in the query string.

A list declares its filters once, on django-filter; the filter panel, the chosen filters, the feed and the exports
read the same object, so they cannot disagree.
"""

from dataclasses import dataclass, field

import django_filters
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail_charter.conf import conf

SEARCH_LENGTH = 200


@dataclass(frozen=True)
class Option:
    """One value of a facet, with how many things it would leave."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """One filter as the panel shows it. ``splits``: whether choosing in it can narrow the list at all."""

    name: str
    label: str
    options: list = field(default_factory=list)

    @property
    def splits(self):
        """Whether a choice here changes the list: more than one value, or one chosen already."""
        return len(self.options) > 1 or any(option.is_chosen for option in self.options)


@dataclass(frozen=True)
class Chosen:
    """A filter that is on: its words, and the query string without it."""

    name: str
    label: str
    value: str
    query: str


@dataclass(frozen=True)
class Sort:
    """An order that visitors can choose. ``order_by``: the columns; end with ``pk`` so that pages are stable."""

    label: str
    order_by: tuple


class FacetFilter(django_filters.MultipleChoiceFilter):
    """A filter on one column, any of several values.

    ``labels``: a callable that takes the filter set and gives ``{value: label}`` in the order to show. ``column``:
    the look-up from the listed model. ``many``: the column is reached through a relation with many rows.
    """

    def __init__(self, *, column, labels, many=False, **kwargs):
        super().__init__(field_name=column, **kwargs)
        self.column, self.labels, self.many = column, labels, many

    def filter(self, queryset, values):
        if not values:
            return queryset
        narrowed = {f"{self.column}__in": values}
        if self.many:
            return queryset.filter(pk__in=queryset.model._base_manager.filter(**narrowed).values("pk"))
        return queryset.filter(**narrowed)

    def counts(self, queryset):
        """How many rows of ``queryset`` have each value: ``{value: count}``. One query."""
        rows = queryset.order_by().values_list(self.column).annotate(n=Count("pk", distinct=self.many))
        return {str(value): count for value, count in rows if value not in (None, "")}


class SearchFilter(django_filters.CharFilter):
    """Rows in which every word of the search stands in one of ``columns``, upper or lower case alike."""

    def __init__(self, *, columns, **kwargs):
        super().__init__(**{"label": _("Search"), **kwargs})
        self.columns = columns

    def filter(self, queryset, value):
        for word in (value or "").split():
            found = Q()
            for column in self.columns:
                found |= Q(**{f"{column}__icontains": word})
            queryset = queryset.filter(found)
        return queryset


class ListFilterSet(django_filters.FilterSet):
    """The filters of one public list.

    Subclasses declare ``FacetFilter`` and ``SearchFilter`` attributes and may set ``sorts`` (a dict from the word in
    the address to a ``Sort``; the first is the default). ``data`` is ``request.GET``; whatever in it is unknown is
    left out, so a mistyped or old address still shows the list.
    """

    sorts = {}

    def __init__(self, data=None, queryset=None, *, request=None, prefix=None):
        super().__init__(data=QueryDict(mutable=True), queryset=queryset, request=request, prefix=prefix)
        self.data = self._known(data or QueryDict())
        self.whole = self.queryset

    def _known(self, data):
        """Only what the filters understand, as a ``QueryDict`` in the order of the filters."""
        known = QueryDict(mutable=True)
        for name, declared in self.filters.items():
            given = data.getlist(name) if hasattr(data, "getlist") else [data.get(name, "")]
            if isinstance(declared, FacetFilter):
                labels = self.labels_of(name)
                declared.extra["choices"] = list(labels.items())
                values = [value for value in dict.fromkeys(given) if value in labels]
            else:
                text = given[-1] if given else ""
                values = [" ".join(str(text).replace("\x00", "").split())[:SEARCH_LENGTH]]
            if any(values):
                known.setlist(name, values)
        if data.get("sort") in self.sorts:
            known["sort"] = data.get("sort")
        return known

    def labels_of(self, name):
        """``{value: label}`` of the facet ``name``, read once."""
        held = self.__dict__.setdefault("_labels", {})
        if name not in held:
            held[name] = {str(value): label for value, label in self.filters[name].labels(self).items()}
        return held[name]

    def stored_counts(self, name):
        """Counts of the whole list, kept somewhere (``{value: count}``), or ``None`` to count now."""
        return None

    @property
    def facet_names(self):
        """The names of the facets, in the order to show them."""
        return [name for name, declared in self.filters.items() if isinstance(declared, FacetFilter)]

    @property
    def sort(self):
        """The word of the order in use, or ``""`` if the list has none to choose."""
        return self.data.get("sort") or next(iter(self.sorts), "")

    @property
    def sort_options(self):
        """The orders to choose from, as ``Option`` objects without counts."""
        return [Option(word, sort.label, 0, word == self.sort) for word, sort in self.sorts.items()]

    @cached_property
    def qs(self):
        """The rows that are left, in the chosen order."""
        rows = self._narrowed()
        return rows.order_by(*self.sorts[self.sort].order_by) if self.sorts else rows

    def _narrowed(self, without=""):
        rows = self.whole.all()
        for name, declared in self.filters.items():
            if name != without and name in self.data:
                is_facet = isinstance(declared, FacetFilter)
                rows = declared.filter(rows, self.data.getlist(name) if is_facet else self.data[name])
        return rows

    @property
    def is_filtered(self):
        """Whether any filter or search word is on (an order alone is none)."""
        return any(name in self.data for name in self.filters)

    @cached_property
    def facets(self):
        """Every facet with its values and counts; a value that would leave nothing is left out unless chosen."""
        return [self._facet(name) for name in self.facet_names]

    def counts_of(self, name):
        """How many rows each value of the facet ``name`` would leave, given the other filters."""
        others = [other for other in self.data if other in self.filters and other != name]
        counts = self.stored_counts(name) if not others else None
        if counts is None:
            counts = self.filters[name].counts(self._narrowed(without=name))
        return counts

    def _facet(self, name):
        chosen = self.data.getlist(name)
        counts = self.counts_of(name)
        options = [
            Option(value, label, counts.get(value, 0), value in chosen)
            for value, label in self.labels_of(name).items()
            if counts.get(value) or value in chosen
        ]
        return Facet(name, self.filters[name].label, options)

    @property
    def chosen(self):
        """The filters that are on, each with the query string that takes it off."""
        found = []
        for name, declared in self.filters.items():
            for value in self.data.getlist(name):
                is_facet = isinstance(declared, FacetFilter)
                words = self.labels_of(name)[value] if is_facet else value
                without = self.query_string(without=(name, value))
                found.append(Chosen(name, declared.label, words, without))
        return found

    def query_string(self, *, without=None):
        """The list's address after the ``?``: known values only, ``without`` one ``(name, value)`` pair."""
        kept = self.data.copy()
        if without:
            name, value = without
            left = [held for held in kept.getlist(name) if held != value]
            kept.setlist(name, left)
        return kept.urlencode()


@dataclass(frozen=True)
class PageLink:
    """A link to a numbered page; ``number`` is ``None`` where pages are left out."""

    number: int | None
    query: str = ""
    is_current: bool = False


class ListPage(Page):
    """One page of a list, with the links to the others."""

    base_query = ""

    def query_of(self, number):
        """The query string of the page ``number``."""
        return "&".join(part for part in (self.base_query, f"page={number}" if number > 1 else "") if part)

    @property
    def links(self):
        """The numbers to show: first, last, this page and its neighbours, gaps where others are left out."""
        last = self.paginator.num_pages
        shown = sorted({1, last, *range(max(1, self.number - 1), min(last, self.number + 1) + 1)})
        links, before = [], 0
        for number in shown:
            if number - before > 1:
                links.append(PageLink(None))
            links.append(PageLink(number, self.query_of(number), number == self.number))
            before = number
        return links

    @property
    def previous_query(self):
        """The query string of the page before."""
        return self.query_of(self.number - 1)

    @property
    def next_query(self):
        """The query string of the page after."""
        return self.query_of(self.number + 1)


class ListPaginator(Paginator):
    """A paginator whose total may be known already."""

    def __init__(self, rows, per_page, *, total=None):
        super().__init__(rows, per_page, error_messages=None)
        if total is not None:
            self.__dict__["count"] = total

    def _get_page(self, *args, **kwargs):
        return ListPage(*args, **kwargs)


def paginate(data, rows, per_page=None, *, query="", total=None):
    """The page of ``rows`` that ``data["page"]`` asks for; nonsense or a page past the end shows the first.

    ``data``: ``request.GET``. ``query``: the list's own query string, kept in each link. ``total``: the number of
    rows, if it is known without counting. Returns a ``ListPage``.
    """
    paginator = ListPaginator(rows, per_page or conf.PAGE_SIZE, total=total)
    asked = data.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 9 else 1
    page = paginator.page(number if 1 <= number <= paginator.num_pages else 1)
    page.base_query = query
    return page


def window_title(title, heading, page, *, is_filtered):
    """What the title of the window says of a list: what its filters left, and on which page one is.

    ``title``: of the list. ``heading``: what is listed, in words. ``page``: a ``ListPage``.
    """
    if is_filtered:
        title = gettext("%(results)s – %(title)s") % {"results": heading, "title": title}
    if page.paginator.num_pages > 1:
        facts = {"title": title, "number": page.number, "last": page.paginator.num_pages}
        title = gettext("%(title)s (page %(number)s of %(last)s)") % facts
    return title
