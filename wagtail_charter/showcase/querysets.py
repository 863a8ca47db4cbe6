"""Questions to the showcase's rows."""

from django.db import connections, models
from wagtail.models import Locale

from wagtail_charter.organisations.models import Organisation, Region, Service, Setting

#: What an entry shows of its service; each further column of a joined table costs time on every request.
_FACTS = {
    "service": (Service, ("name", "provider", "setting", "age_group", "region", "area", "is_fictional")),
    "service__provider": (Organisation, ("name", "provider_type", "region")),
    "service__provider__region": (Region, ("name",)),
    "service__region": (Region, ("name",)),
    "service__setting": (Setting, ("name",)),
}
_LEFT_OUT = [
    f"{way}__{field.name}"
    for way, (model, shown) in _FACTS.items()
    for field in model._meta.concrete_fields
    if not field.primary_key and field.name not in shown
]


def with_facts(entries):
    """``entries`` with what their page shows of service and picture: one query, and one for the sizes of pictures."""
    rows = entries.select_related(*_FACTS, "picture").prefetch_related("picture__renditions")
    return rows.defer(*_LEFT_OUT)


class ListingQuerySet(models.QuerySet):
    """Listed entries."""

    def of_index(self, index):
        """The rows of one index page."""
        return self.filter(index_id=index.pk)

    def newest(self):
        """The newest first; the order is the same each time."""
        return self.order_by("-published_at", "-pk")

    def for_cards(self):
        """What a card shows, pictures included; the long search column stays in the database."""
        rows = self.defer("search_text").select_related("picture")
        return rows.prefetch_related("picture__renditions")


class ListingThemeQuerySet(models.QuerySet):
    """Themes of listed entries."""

    def newest_of_each(self, themes, *, at_most):
        """``(listing, date)`` of the newest rows of each of ``themes``, ``at_most`` of each; one query for all."""
        ordered = self.order_by("-published_at", "-listing_id")
        parts = [ordered.filter(theme=theme.slug) for theme in themes]
        if not parts:
            return []
        if connections[self.db].features.supports_slicing_ordering_in_compound:
            shown = [part.values_list("listing_id", "published_at")[:at_most] for part in parts]
            return shown[0].union(*shown[1:], all=True)
        # SQLite takes no limit inside a union, but finds rows by the keys of several short lists.
        any_part = models.Q()
        for part in parts:
            any_part |= models.Q(pk__in=part.values("pk")[:at_most])
        return self.filter(any_part).values_list("listing_id", "published_at")


class GlossaryQuerySet(models.QuerySet):
    """Abbreviations."""

    def in_locale(self, locale=None):
        """The abbreviations of ``locale`` (default: the site's default language)."""
        return self.filter(locale=locale or Locale.get_default())
