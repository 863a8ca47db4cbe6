"""How visitors narrow the list of entries."""

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.coreutils import get_supported_content_language_variant

from wagtail_charter.foundations.filters import Facet, FacetFilter, ListFilterSet, Option, SearchFilter, Sort
from wagtail_charter.organisations.models import PracticeTheme, Region, SettingGroup
from wagtail_charter.organisations.states import ProviderType
from wagtail_charter.showcase.models import ShowcaseListing, ShowcaseListingTheme
from wagtail_charter.showcase.states import NO_LEVEL

#: The facets that are columns of the listing row.
_PLAIN_FACETS = ("setting", "region", "level", "provider")


class FoldedSearchFilter(SearchFilter):
    """A search in a column that is kept in folded case, so that É finds é on every database."""

    def filter(self, queryset, value):
        return super().filter(queryset, (value or "").casefold())


class ThemeFilter(FacetFilter):
    """Entries with any of the chosen themes; counts are read from the theme rows."""

    def filter(self, queryset, values):
        if not values:
            return queryset
        rows = ShowcaseListingTheme.objects.filter(theme__in=values)
        return queryset.filter(pk__in=rows.values("listing_id"))

    def counts(self, queryset):
        rows = ShowcaseListingTheme.objects.filter(listing__in=queryset.order_by().values("pk"))
        return dict(rows.values_list("theme").annotate(number=models.Count("pk")))


def _terms(term_type):
    """A callable that gives ``{slug: name}`` of a classification in the language of the filter set's index."""

    def labels(filters):
        in_locales = models.Q(locale=filters.index.locale_id) | models.Q(
            locale__language_code=get_supported_content_language_variant(settings.LANGUAGE_CODE)
        )
        rows = term_type.objects.filter(in_locales).order_by("sort_order", "name")
        found = {}
        for slug, name, locale_id in rows.values_list("slug", "name", "locale_id"):
            if slug not in found or locale_id == filters.index.locale_id:
                found[slug] = name
        return found

    return labels


class ShowcaseFilterSet(ListFilterSet):
    """Search, setting, region, level, theme and provider type of one index's entries."""

    q = FoldedSearchFilter(columns=["search_text"], label=_("Search"))
    setting = FacetFilter(column="setting_group", labels=_terms(SettingGroup), label=_("Setting"))
    region = FacetFilter(column="region", labels=_terms(Region), label=_("Region"))
    level = FacetFilter(column="level_key", labels=lambda filters: filters.level_labels, label=_("Level"))
    theme = ThemeFilter(column="themes__theme", labels=_terms(PracticeTheme), label=_("Theme"), many=True)
    provider = FacetFilter(
        column="provider_type", labels=lambda filters: dict(ProviderType.choices), label=_("Type of provider")
    )

    sorts = {
        "newest": Sort(_("Newest first"), ("-published_at", "-pk")),
        "a-to-z": Sort(_("A to Z"), ("sort_title", "pk")),
    }

    class Meta:
        model = ShowcaseListing
        fields = []

    def __init__(self, data, *, index, request=None):
        """``data``: the query string as a ``QueryDict``; ``index``: the ``ShowcaseIndexPage`` whose entries are listed."""
        self.index = index
        super().__init__(data, ShowcaseListing.objects.of_index(index), request=request)

    @cached_property
    def held(self):
        """The stored counts of the index, or ``None``."""
        return getattr(self.index, "counts", None) if self.index.pk else None

    @cached_property
    def level_labels(self):
        """``{level key: name}``, the highest first, services without an award last."""
        labels = {}
        for level in self.held.levels if self.held else []:
            name = level["level_name"]
            labels[level["level_key"]] = (
                _("%(level)s, of another scheme") % {"level": name} if level["is_external_level"] else name
            )
        labels.pop(NO_LEVEL, None)
        return {**labels, NO_LEVEL: _("No award listed")}

    @cached_property
    def _groups(self):
        """``(values of the plain facets, number)`` of what search and themes leave: one query counts all of them."""
        rows = self.whole.all()
        for name in ("q", "theme"):
            if name in self.data:
                given = self.data.getlist(name) if name == "theme" else self.data[name]
                rows = self.filters[name].filter(rows, given)
        columns = [self.filters[name].column for name in _PLAIN_FACETS]
        grouped = rows.order_by().values_list(*columns).annotate(number=models.Count("pk"))
        return [(dict(zip(_PLAIN_FACETS, values, strict=True)), number) for *values, number in grouped]

    def _fits(self, values, *, without=""):
        """Whether a group has the chosen values of every plain facet but ``without``."""
        return all(
            values[name] in self.data.getlist(name)
            for name in _PLAIN_FACETS
            if name != without and name in self.data
        )

    def stored_counts(self, name):
        """The counts of the whole list that are kept for this index."""
        return self.held.facets.get(name, {}) if self.held else None

    def _facet(self, name):
        if name not in _PLAIN_FACETS or not self.is_filtered:
            return super()._facet(name)
        counts = {}
        for values, number in self._groups:
            if self._fits(values, without=name):
                counts[values[name]] = counts.get(values[name], 0) + number
        chosen = self.data.getlist(name)
        options = [
            Option(value, label, counts.get(value, 0), value in chosen)
            for value, label in self.labels_of(name).items()
            if counts.get(value) or value in chosen
        ]
        return Facet(name, self.filters[name].label, options)

    @property
    def total(self):
        """How many entries are left, without asking the database again."""
        if not self.is_filtered:
            return self.whole_total
        return sum(number for values, number in self._groups if self._fits(values))

    @property
    def whole_total(self):
        """How many entries the index lists without any filter."""
        return self.held.total if self.held else self.whole.count()

    @property
    def shown_facets(self):
        """The facets that help: those that split the list, or in which something is chosen."""
        return [facet for facet in self.facets if facet.splits]
