"""Pages that are read again on a date, so that nothing grows old unnoticed."""

from django.apps import apps
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from wagtail_charter.foundations.findings import page_findings


class Reviewed(models.Model):
    """Adds the date of the next review, and who looks after the page."""

    review_on = models.DateField(
        _("review on"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("When somebody reads the page again to see that it is still true."),
    )
    review_owner = models.CharField(
        _("looked after by"),
        max_length=120,
        blank=True,
        help_text=_("A role or a team, so that it stays true when people move on."),
    )

    class Meta:
        abstract = True

    @property
    def is_review_overdue(self):
        """Whether the date of the next review has passed."""
        return bool(self.review_on and self.review_on < timezone.localdate())

    def findings(self):
        """What to look at before the page is published, as sentences; none of them stops anyone."""
        return page_findings(self)


def reviewed_page_types():
    """Every page type that has a review date, a host's own too."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, Page) and "review_on" in {field.name for field in model._meta.local_fields}
    ]


def pages_with_reviews():
    """Live pages with ``review_on`` and ``review_owner``, whatever their type, the longest overdue first."""
    types = reviewed_page_types()
    return (
        Page.objects.live()
        .annotate(
            review_on=_first_of(types, "review_on", models.DateField()),
            review_owner=_first_of(types, "review_owner", models.CharField()),
        )
        .filter(review_on__isnull=False)
        .order_by("review_on", "pk")
    )


def _first_of(types, column, kind):
    """The column of whichever of ``types`` the page is, as a database expression."""
    found = [
        models.F(f"{model._meta.model_name}__{column}")
        for model in types
        if column in {field.name for field in model._meta.local_fields}
    ]
    return Coalesce(*found, models.Value(None, output_field=kind), output_field=kind)
