"""Questions to the showcase's rows."""

from django.db import connections, models
from wagtail.models import Locale


def with_facts(entries):
    """``entries`` with what is kept of their facts and their picture: one query, and one for the sizes of pictures."""
    rows = entries.select_related("listing", "picture").prefetch_related("picture__renditions")
    return rows.defer(*_LEFT_OUT)


#: Of the list's row an entry's page reads what is told, nothing else.
_LISTING_COLUMNS = (
    "index",
    "title",
    "sort_title",
    "slug",
    "summary",
    "picture",
    "provider",
    "provider_name",
    "provider_type",
    "setting_name",
    "setting_group",
    "region_name",
    "region",
    "age_group",
    "level_key",
    "level_name",
    "level_sentence",
    "level_rank",
    "is_external_level",
    "is_fictional",
    "published_at",
    "changed_at",
    "search_text",
)
_LEFT_OUT = tuple(f"listing__{name}" for name in _LISTING_COLUMNS)


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
        rows = self.defer("search_text", "told").select_related("picture")
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
