"""Abstract bases that several rooms build on."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, TranslatableMixin


class TimeStamped(models.Model):
    """Adds when a row was made and last saved."""

    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        abstract = True


class DatedQuerySet(models.QuerySet):
    """Rows with dates of validity."""

    def valid(self, on=None):
        """Rows that are valid on the date ``on`` (default: today, in the current time zone)."""
        on = on or timezone.localdate()
        return self.filter(
            models.Q(valid_from__isnull=True) | models.Q(valid_from__lte=on),
            models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=on),
        )


class Dated(models.Model):
    """Adds the first and last day on which a row is valid; an empty end is open."""

    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(
        _("valid until"), null=True, blank=True, help_text=_("The last day. Leave empty while it is in use.")
    )

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("The last day must be the same as or after the first day.")})


class TermQuerySet(DatedQuerySet):
    """Terms of a classification."""

    def in_locale(self, locale=None):
        """Terms in ``locale`` (a ``wagtail.models.Locale``; default: the site's default language)."""
        return self.filter(locale=locale or Locale.get_default())


class Term(TranslatableMixin, Dated):
    """A word of a classification that editors choose and visitors filter by.

    ``slug`` names the term in addresses and files; a translation keeps the slug of its original, so a filter
    finds the same things in each language.
    """

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(
        _("short name for addresses"),
        max_length=60,
        help_text=_("Lower-case letters, numbers and hyphens. It appears in addresses, so do not change it."),
    )
    sort_order = models.PositiveIntegerField(_("order"), default=0)

    objects = TermQuerySet.as_manager()

    class Meta(TranslatableMixin.Meta):
        abstract = True
        ordering = ["sort_order", "name"]
        unique_together = [("translation_key", "locale"), ("slug", "locale")]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        if self.locale_id is None:
            self.locale = Locale.get_default()
        super().save(*args, **kwargs)
