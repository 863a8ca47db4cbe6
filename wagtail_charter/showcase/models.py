"""The plain rows that the list reads, the glossary, and the moderation task of the showcase.

The page types stand in ``pages.py``.
"""

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string
from wagtail.models import AbstractGroupApprovalTask, Locale, TranslatableMixin
from wagtail.search import index

from wagtail_charter.applications.models import Application
from wagtail_charter.foundations.models import TimeStamped
from wagtail_charter.organisations.models import Organisation
from wagtail_charter.organisations.states import AgeGroup, ProviderType
from wagtail_charter.showcase.panels import ConsentForm
from wagtail_charter.showcase.querysets import GlossaryQuerySet, ListingQuerySet, ListingThemeQuerySet
from wagtail_charter.showcase.states import tag_colour


class ShowcaseListing(models.Model):
    """One live entry as the list shows, filters and sorts it.

    Rows are written by ``showcase.services`` only, for entries that are live and that no view restriction of their
    own hides. Nothing is kept here that a page does not hold: all rows can be made again at any time.
    """

    index = models.ForeignKey(
        "wagtail_charter.ShowcaseIndexPage", on_delete=models.CASCADE, related_name="listings"
    )
    entry = models.OneToOneField(
        "wagtail_charter.ShowcaseEntryPage", on_delete=models.CASCADE, related_name="listing"
    )
    title = models.CharField(max_length=255)
    sort_title = models.CharField(max_length=255)
    slug = models.CharField(max_length=255)
    summary = models.CharField(max_length=400, blank=True)
    picture = models.ForeignKey(
        get_image_model_string(), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    provider = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="showcase_listings"
    )
    provider_name = models.CharField(max_length=200, blank=True)
    provider_type = models.CharField(max_length=40, choices=ProviderType, blank=True)
    setting_name = models.CharField(max_length=120, blank=True)
    setting_group = models.CharField(max_length=60, blank=True)
    region_name = models.CharField(max_length=120, blank=True)
    region = models.CharField(max_length=60, blank=True)
    age_group = models.CharField(max_length=40, choices=AgeGroup, blank=True)
    level_key = models.CharField(max_length=60)
    level_name = models.CharField(max_length=120, blank=True)
    level_sentence = models.CharField(max_length=400, blank=True)
    level_rank = models.SmallIntegerField(default=-1)
    is_external_level = models.BooleanField(default=False)
    is_fictional = models.BooleanField(default=False)
    published_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    search_text = models.TextField(blank=True)
    told = models.JSONField(default=dict)

    objects = ListingQuerySet.as_manager()

    class Meta:
        verbose_name = _("listed entry")
        verbose_name_plural = _("listed entries")
        ordering = ["-published_at", "-pk"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["index", "-published_at", "-id"], name="wagtail_charter_listing_new"),
            models.Index(fields=["index", "sort_title", "id"], name="wagtail_charter_listing_title"),
            models.Index(fields=["index", "setting_group"], name="wagtail_charter_listing_group"),
            models.Index(fields=["index", "region"], name="wagtail_charter_listing_regio"),
            models.Index(fields=["index", "level_key"], name="wagtail_charter_listing_level"),
            models.Index(fields=["index", "provider_type"], name="wagtail_charter_listing_type"),
        ]

    def __str__(self):
        return self.title

    @property
    def facts(self):
        """The short lines of a card: setting and region."""
        return [fact for fact in (self.setting_name, self.region_name) if fact]

    @property
    def tag_colour(self):
        """The colour of the level tag; the words say the same."""
        return tag_colour(self.level_rank, is_external=self.is_external_level)


class ShowcaseListingTheme(models.Model):
    """A theme of a listed entry; the index and the date stand here too, so that related entries are found fast."""

    listing = models.ForeignKey(ShowcaseListing, on_delete=models.CASCADE, related_name="themes")
    index = models.ForeignKey("wagtail_charter.ShowcaseIndexPage", on_delete=models.CASCADE, related_name="+")
    theme = models.CharField(max_length=60)
    published_at = models.DateTimeField()

    objects = ListingThemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("theme of a listed entry")
        verbose_name_plural = _("themes of listed entries")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["listing", "theme"], name="wagtail_charter_listing_theme_once")
        ]
        indexes = [
            models.Index(
                fields=["index", "theme", "-published_at", "-listing"], name="wagtail_charter_listing_theme"
            )
        ]

    def __str__(self):
        return self.theme


class ShowcaseCounts(models.Model):
    """How many listed entries an index has for each value of each filter, so that visitors do not wait for it."""

    index = models.OneToOneField(
        "wagtail_charter.ShowcaseIndexPage", on_delete=models.CASCADE, related_name="counts"
    )
    total = models.PositiveIntegerField(default=0)
    facets = models.JSONField(default=dict)
    levels = models.JSONField(default=list)
    changed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("counts of a showcase")
        verbose_name_plural = _("counts of showcases")
        default_permissions = ()

    def __str__(self):
        return f"{self.index_id}: {self.total}"


class EntryToWrite(TimeStamped):
    """That an entry was drafted for a service that asked for one when it accepted its award. Once an application."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="entry_to_write")
    entry = models.ForeignKey(
        "wagtail_charter.ShowcaseEntryPage", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("entry to write")
        verbose_name_plural = _("entries to write")
        default_permissions = ()

    def __str__(self):
        return str(self.entry or self.application.reference)


class GlossaryTerm(index.Indexed, TranslatableMixin, TimeStamped):
    """An abbreviation that readers may not know, spelled out where an entry first uses it."""

    abbreviation = models.CharField(
        _("abbreviation"), max_length=30, help_text=_("As people write it, for example PwLE.")
    )
    variants = models.CharField(
        _("other spellings"),
        max_length=200,
        blank=True,
        help_text=_("Separate them with commas, for example PWLE."),
    )
    full = models.CharField(_("in full"), max_length=200)
    meaning = models.CharField(
        _("what it means"), max_length=300, blank=True, help_text=_("One plain sentence.")
    )
    is_spelled_out = models.BooleanField(
        _("spell it out at its first use on a page"),
        default=True,
        help_text=_("Leave this out only for what everyone knows, for example NHS."),
    )

    objects = GlossaryQuerySet.as_manager()

    search_fields = [
        index.SearchField("abbreviation"),
        index.SearchField("full"),
        index.AutocompleteField("abbreviation"),
        index.AutocompleteField("full"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("abbreviation")
        verbose_name_plural = _("abbreviations")
        ordering = ["abbreviation"]
        constraints = [
            models.UniqueConstraint(
                fields=["abbreviation", "locale"],
                name="wagtail_charter_abbreviation_once",
                violation_error_message=_("This abbreviation is in the glossary already."),
            )
        ]

    def __str__(self):
        return f"{self.abbreviation}: {self.full}"

    def save(self, *args, **kwargs):
        if self.locale_id is None:
            self.locale = Locale.get_default()
        super().save(*args, **kwargs)

    @property
    def spellings(self):
        """Every way in which the abbreviation is written."""
        others = [spelling.strip() for spelling in self.variants.split(",")]
        return [spelling for spelling in [self.abbreviation.strip(), *others] if spelling]


class ConsentTask(AbstractGroupApprovalTask):
    """A step of a moderation workflow: a member of its groups confirms that consent and sign-off are in place."""

    def get_actions(self, obj, user):
        if not super().get_actions(obj, user):
            return []
        return [
            ("reject", _("Ask for changes"), True),
            ("approve", _("Confirm consent and approve"), True),
        ]

    def get_form_for_action(self, action):
        return ConsentForm if action == "approve" else super().get_form_for_action(action)

    @transaction.atomic
    def on_action(self, task_state, user, action_name, **kwargs):
        """As Wagtail does it, but no approval passes without the confirmations."""
        if action_name == "approve":
            confirmed = [kwargs.pop(name, False) is True for name in ConsentForm.CONFIRMATIONS]
            if not all(confirmed):
                raise PermissionDenied(_("Confirm consent and sign-off, then approve."))
        super().on_action(task_state, user, action_name, **kwargs)

    @classmethod
    def get_description(cls):
        return _("Members of the chosen groups confirm consent and sign-off before an entry is published")

    class Meta:
        verbose_name = _("consent and sign-off")
        verbose_name_plural = _("consent and sign-off steps")


def provider_key(pk, name):
    """The part of a provider's address that names it, for example ``12-harbour-forward``."""
    return "-".join(part for part in (str(pk), slugify(name)[:80]) if part)
