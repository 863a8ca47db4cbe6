"""Questions to the framework."""

from django.db import models

from wagtail_charter.framework.states import EditionState


class EditionQuerySet(models.QuerySet):
    """Framework editions."""

    def published(self):
        """Editions that are in use."""
        return self.filter(state=EditionState.PUBLISHED)

    def public(self):
        """Editions that visitors may read: in use, or kept because awards were given under them."""
        return self.exclude(state=EditionState.DRAFT)


class StatementQuerySet(models.QuerySet):
    """Evidence statements."""

    def for_edition(self, edition):
        """The statements of ``edition``, in the order in which they are asked."""
        return self.filter(theme__edition=edition).order_by("theme__sort_order", "sort_order")
