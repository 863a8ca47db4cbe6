"""Questions to the showcase's rows."""

from django.db import models
from wagtail.models import Locale


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


class GlossaryQuerySet(models.QuerySet):
    """Abbreviations."""

    def in_locale(self, locale=None):
        """The abbreviations of ``locale`` (default: the site's default language)."""
        return self.filter(locale=locale or Locale.get_default())
