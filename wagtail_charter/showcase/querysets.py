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
        """Only what a card shows: the long search column stays in the database."""
        return self.defer("search_text")


class GlossaryQuerySet(models.QuerySet):
    """Abbreviations."""

    def in_locale(self, locale=None):
        """The abbreviations of ``locale`` (default: the site's default language)."""
        return self.filter(locale=locale or Locale.get_default())
