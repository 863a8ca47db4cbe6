"""The library's list: what it shows, and its filters.

What a resource is found by stands in plain columns of its page (``|topic|topic|``), written when the page is saved:
one narrow query then counts all filters at once.
"""

from collections import Counter

from django.db.models import Q, Value
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from wagtail_charter.foundations.filters import (
    FacetFilter,
    ListFilterSet,
    SearchFilter,
    Sort,
    paginate,
    window_title,
)
from wagtail_charter.framework.models import EvidenceStatement
from wagtail_charter.resources.models import ResourceAudience, ResourceTopic
from wagtail_charter.resources.states import FileFormat


def pack(values):
    """``values`` as the text of a plain column: ``|a|b|``; empty for none."""
    values = list(dict.fromkeys(str(value) for value in values))
    return f"|{'|'.join(values)}|" if values else ""


def unpack(text):
    """The values of a plain column."""
    return [value for value in text.split("|") if value]


class PackedFilter(FacetFilter):
    """A filter on a plain column of packed values; any of several."""

    def filter(self, queryset, values):
        wanted = Q()
        for value in values:
            wanted |= Q(**{f"{self.column}__contains": f"|{value}|"})
        return queryset.filter(wanted)

    def counts(self, queryset):
        return count_packed(queryset.order_by().values_list(self.column, flat=True))


def count_packed(texts):
    """How often each value stands in ``texts``; equal texts are unpacked once."""
    found = Counter()
    for text, times in Counter(texts).items():
        for value in unpack(text):
            found[value] += times
    return found


def term_names(locale_id):
    """``(topics, audiences)``, each ``{slug: name}`` in the terms' order. One query.

    Names are in the language ``locale_id`` where a term is translated into it.
    """
    columns = ("slug", "name", "sort_order", "locale_id")
    rows = [
        model.objects.order_by().annotate(kind=Value(kind)).values_list("kind", *columns)
        for kind, model in enumerate((ResourceTopic, ResourceAudience))
    ]
    found = [{}, {}]
    for kind, slug, name, place, language in sorted(rows[0].union(rows[1], all=True), key=lambda row: row[4]):
        if slug not in found[kind] or language == locale_id:
            found[kind][slug] = (place, name)
    return tuple(
        {slug: name for slug, (_place, name) in sorted(names.items(), key=lambda pair: pair[1])}
        for names in found
    )


def statement_names(codes):
    """``{code: "WI2 Title"}`` of statements, in the order in which they are asked; the newest edition's words."""
    rows = EvidenceStatement.objects.filter(code__in=codes).order_by("theme__edition__created_at")
    found = {}
    for code, title, *place in rows.values_list("code", "title", "theme__sort_order", "sort_order"):
        found[code] = (place, f"{code} {title}")
    return {code: name for code, (_place, name) in sorted(found.items(), key=lambda pair: pair[1])}


class ResourceFilterSet(ListFilterSet):
    """Search and filters of the library. ``locale_id``: of the list, for the names of topics and audiences."""

    q = SearchFilter(columns=["search_text"], label=_("Search resources"))
    topic = PackedFilter(
        column="topic_slugs",
        labels=lambda filters: filters.term_names[0],
        label=_("Topic"),
    )
    audience = PackedFilter(
        column="audience_slugs",
        labels=lambda filters: filters.term_names[1],
        label=_("Who it is for"),
    )
    statement = PackedFilter(
        column="statement_codes",
        labels=lambda filters: statement_names(filters.stored_counts("statement")),
        label=_("Statement it helps with"),
    )
    format = PackedFilter(
        column="file_formats", labels=lambda filters: dict(FileFormat.choices), label=_("Format")
    )
    sorts = {
        "newest": Sort(_("Newest first"), ("-first_published_at", "-pk")),
        "title": Sort(_("A to Z"), ("title", "pk")),
        "updated": Sort(_("Last updated"), ("-last_published_at", "-pk")),
    }

    def __init__(self, data=None, queryset=None, *, locale_id, **kwargs):
        self.locale_id = locale_id
        super().__init__(data, queryset, **kwargs)

    @cached_property
    def term_names(self):
        """The names of topics and of audiences, read once."""
        return term_names(self.locale_id)

    @cached_property
    def _whole_columns(self):
        columns = [self.filters[name].column for name in self.facet_names]
        return list(self.queryset.order_by().values_list(*columns))

    @cached_property
    def _whole_counts(self):
        columns = zip(*self._whole_columns, strict=True)
        counts = {name: count_packed(texts) for name, texts in zip(self.facet_names, columns, strict=False)}
        return {name: counts.get(name, {}) for name in self.facet_names}

    def stored_counts(self, name):
        """Counts of the whole list: all filters in one query."""
        return self._whole_counts[name]

    @property
    def total(self):
        """How many resources the list has without filters."""
        return len(self._whole_columns)


class ResourceList:
    """One page of the library's list."""

    def __init__(self, pages, data, *, locale_id):
        """``pages``: a queryset of resource pages. ``data``: ``request.GET``. ``locale_id``: of the list."""
        self.filters = ResourceFilterSet(data, pages, locale_id=locale_id)
        total = None if self.filters.is_filtered else self.filters.total
        self.page = paginate(data, self.filters.qs, query=self.filters.query_string(), total=total)

    @cached_property
    def resources(self):
        """The resources of this page, each with ``topic_names`` and ``format_names``."""
        topics = self.filters.labels_of("topic")
        found = list(self.page.object_list.defer_streamfields())
        for resource in found:
            slugs = unpack(resource.topic_slugs)
            resource.topic_names = [topics[slug] for slug in slugs if slug in topics]
            resource.format_names = [FileFormat(value).label for value in unpack(resource.file_formats)]
        return found

    def title(self, title):
        """The title of the window: ``title`` with what the filters left, and the page."""
        return window_title(title, self.heading, self.page, is_filtered=self.filters.is_filtered)

    @property
    def heading(self):
        """What is listed, in words: "3 of 10 resources"."""
        facts = {"shown": self.page.paginator.count, "total": self.filters.total}
        if self.filters.is_filtered:
            return (
                ngettext(
                    "%(shown)s of %(total)s resource", "%(shown)s of %(total)s resources", facts["total"]
                )
                % facts
            )
        return ngettext("%(shown)s resource", "%(shown)s resources", facts["shown"]) % facts
