"""What visitors can search and filter on the register, with every count from one look at the kept numbers."""

import django_filters
from django.db.models import Count, F
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wagtail_charter.awards.models import RegisterCount
from wagtail_charter.awards.querysets import COUNTED_BY
from wagtail_charter.awards.states import LISTED_STATES
from wagtail_charter.foundations.filters import FacetFilter, ListFilterSet, Sort
from wagtail_charter.framework.models import AwardLevel
from wagtail_charter.organisations.models import Region, SettingGroup


class RegisterSearch(django_filters.CharFilter):
    """Awards whose service, provider or reference has every word."""

    def filter(self, queryset, value):
        return queryset.matching(value or "")


def _terms(model):
    """``{slug: name}`` of a classification, in the language of the visitor where there is one."""
    rows = model.objects.values_list("slug", "name", "locale__language_code")
    names, language = {}, get_language()
    for slug, name, code in rows:
        if slug not in names or code == language:
            names[slug] = name
    return names


def _levels(_filters):
    """``{key: name}`` of the levels, the highest first, as the newest edition names them."""
    rows = AwardLevel.objects.order_by("-rank", "edition__created_at").values_list("key", "name")
    return dict(rows)


def _states(_filters):
    """The states in which an award is listed."""
    return {state.value: state.label for state in LISTED_STATES}


class RegisterFilters(ListFilterSet):
    """The filters of the register."""

    q = RegisterSearch(label=_("Search by service, provider or reference"))
    level = FacetFilter(column="level_key", labels=_levels, label=_("Level"))
    region = FacetFilter(column="region_key", labels=lambda _filters: _terms(Region), label=_("Region"))
    setting = FacetFilter(
        column="setting_group_key", labels=lambda _filters: _terms(SettingGroup), label=_("Setting")
    )
    status = FacetFilter(column="state", labels=_states, label=_("Status"))

    sorts = {
        "newest": Sort(_("Newest first"), ("-issued_on", "-pk")),
        "service": Sort(_("Service, A to Z"), ("service__name", "pk")),
        "ending": Sort(_("Ending soonest"), (F("ends_on").asc(nulls_last=True), "pk")),
    }

    @cached_property
    def _cube(self):
        """How many awards there are of each state, level, region and setting together: one query, small answer.

        Kept numbers, unless a search word has to be looked up.
        """
        if "q" in self.data:
            rows = self.filters["q"].filter(self.whole.all(), self.data["q"])
            return list(rows.order_by().values_list(*COUNTED_BY).annotate(n=Count("pk")))
        return list(RegisterCount.objects.cube())

    #: The facets, in the order of the numbers' columns.
    _cube_names = ("status", "level", "region", "setting")

    def _counted(self, without=""):
        """The rows of the cube that the chosen filters leave."""
        chosen = [
            (place, set(self.data.getlist(name)))
            for place, name in enumerate(self._cube_names)
            if name in self.data and name != without
        ]
        return (row for row in self._cube if all(row[place] in values for place, values in chosen))

    def counts_of(self, name):
        """Counts of one facet, added up from the cube."""
        place, counts = self._cube_names.index(name), {}
        for row in self._counted(without=name):
            counts[row[place]] = counts.get(row[place], 0) + row[-1]
        return counts

    @cached_property
    def total(self):
        """How many awards are left."""
        return sum(row[-1] for row in self._counted())

    @cached_property
    def whole_total(self):
        """How many awards the register lists in all (of those that the search word leaves)."""
        return sum(row[-1] for row in self._cube)
