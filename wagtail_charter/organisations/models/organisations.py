"""Organisations, services, sites and partnerships, and the classifications they are found by."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.search import index

from wagtail_charter.foundations.models import Dated, Term, TimeStamped
from wagtail_charter.organisations.querysets import OrganisationQuerySet, ServiceQuerySet
from wagtail_charter.organisations.states import (
    IDENTIFIER_PATTERNS,
    AgeGroup,
    IdentifierScheme,
    PartnershipKind,
    ProviderType,
)


class Replaceable(models.Model):
    """Adds which row of the same kind took over from this one."""

    replaced_by = models.ForeignKey(
        "self",
        verbose_name=_("replaced by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="replaces",
        help_text=_("If another one took over. Give this one a last day too."),
    )

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        seen, later = {self.pk}, self.replaced_by
        while later is not None:
            if later.pk in seen:
                raise ValidationError(
                    {"replaced_by": _("Choose another one: these would replace each other in a circle.")}
                )
            seen.add(later.pk)
            later = later.replaced_by


class Region(Replaceable, Term):
    """A region in which services work."""

    class Meta(Term.Meta):
        verbose_name = _("region")
        verbose_name_plural = _("regions")


class CareBoard(Replaceable, Term):
    """An integrated care board. Boards merge, so each has dates and may name the board that replaced it."""

    region = models.ForeignKey(
        Region,
        verbose_name=_("region"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="care_boards",
    )

    class Meta(Term.Meta):
        verbose_name = _("integrated care board")
        verbose_name_plural = _("integrated care boards")


class SettingGroup(Term):
    """A group of settings, as visitors filter by it."""

    class Meta(Term.Meta):
        verbose_name = _("group of settings")
        verbose_name_plural = _("groups of settings")


class Setting(Term):
    """Where a service meets people: for example liaison and diversion, or an acute hospital."""

    group = models.ForeignKey(
        SettingGroup, verbose_name=_("group"), on_delete=models.PROTECT, related_name="settings"
    )

    class Meta(Term.Meta):
        verbose_name = _("setting")
        verbose_name_plural = _("settings")


class PracticeTheme(Term):
    """What a service does well, as visitors look for it: peer support, co-production and so on."""

    class Meta(Term.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")


class Organisation(index.Indexed, TimeStamped, ClusterableModel):
    """A legal body that provides services."""

    name = models.CharField(_("name"), max_length=200, db_index=True)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    provider_type = models.CharField(
        _("type of provider"), max_length=40, choices=ProviderType, default=ProviderType.NOT_STATED
    )
    region = models.ForeignKey(
        Region,
        verbose_name=_("region"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organisations",
    )
    care_board = models.ForeignKey(
        CareBoard,
        verbose_name=_("integrated care board"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organisations",
    )
    website = models.URLField(_("website"), blank=True)
    is_fictional = models.BooleanField(
        _("made up"), default=False, help_text=_("For examples and training. Pages say so.")
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="merged_from",
    )
    import_key = models.CharField(max_length=200, blank=True, editable=False, db_index=True)

    objects = OrganisationQuerySet.as_manager()

    search_fields = [
        index.SearchField("name"),
        index.SearchField("short_name"),
        index.AutocompleteField("name"),
        index.AutocompleteField("short_name"),
        index.FilterField("provider_type"),
        index.FilterField("region_id"),
        index.FilterField("merged_into_id"),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name", "pk"]
        permissions = [
            ("merge_organisation", "Can merge organisations"),
        ]

    def __str__(self):
        return self.name


class OrganisationIdentifier(models.Model):
    """An identifier that a register gave to an organisation: a scheme and a value."""

    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(_("register"), max_length=20, choices=IdentifierScheme)
    value = models.CharField(_("identifier"), max_length=40)

    class Meta:
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        ordering = ["scheme", "value"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "value"],
                name="wagtail_charter_identifier_once",
                violation_error_message=_("Another organisation has this identifier already."),
            )
        ]

    def __str__(self):
        return f"{self.scheme}-{self.value}"

    def clean(self):
        super().clean()
        self.value = re.sub(r"\s", "", self.value).upper()
        pattern = IDENTIFIER_PATTERNS.get(self.scheme)
        if pattern and not re.fullmatch(pattern, self.value):
            raise ValidationError(
                {"value": _("Check the identifier: it does not look like one of this register.")}
            )


class Site(models.Model):
    """A place that belongs to an organisation, in which services work."""

    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="sites")
    name = models.CharField(_("name"), max_length=200)
    place = models.CharField(_("town or area"), max_length=120, blank=True)
    code = models.CharField(_("site code"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("site of an organisation")
        verbose_name_plural = _("sites of an organisation")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="wagtail_charter_site_name_once",
                violation_error_message=_("This organisation has a site of this name already."),
            )
        ]

    def __str__(self):
        return self.name


class Service(index.Indexed, TimeStamped, ClusterableModel):
    """What an award is for: a named service, run by a provider."""

    name = models.CharField(_("name"), max_length=200, db_index=True)
    provider = models.ForeignKey(
        Organisation, verbose_name=_("provider"), on_delete=models.PROTECT, related_name="services"
    )
    setting = models.ForeignKey(
        Setting,
        verbose_name=_("setting"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="services",
    )
    age_group = models.CharField(_("who it is for"), max_length=40, choices=AgeGroup, default=AgeGroup.ADULTS)
    region = models.ForeignKey(
        Region,
        verbose_name=_("region"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="services",
    )
    area = models.CharField(
        _("area it covers"), max_length=200, blank=True, help_text=_("In words, for example: five districts.")
    )
    sites = ParentalManyToManyField(Site, verbose_name=_("sites"), blank=True, related_name="services")
    is_fictional = models.BooleanField(
        _("made up"), default=False, help_text=_("For examples and training. Pages say so.")
    )
    import_key = models.CharField(max_length=200, blank=True, editable=False, db_index=True)

    objects = ServiceQuerySet.as_manager()

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("setting_id"),
        index.FilterField("region_id"),
        index.FilterField("provider_id"),
        index.RelatedFields("provider", [index.SearchField("name")]),
    ]

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "name"],
                name="wagtail_charter_service_name_once",
                violation_error_message=_("This provider has a service of this name already."),
            )
        ]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if self.provider_id:
            check_in_use(self.provider, field="provider")


class Partnership(Dated):
    """What another body does for a service, and from when until when."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="partnerships")
    partner = models.ForeignKey(
        Organisation, verbose_name=_("partner"), on_delete=models.PROTECT, related_name="partnerships"
    )
    kind = models.CharField(
        _("what the partner does"),
        max_length=40,
        choices=PartnershipKind,
        default=PartnershipKind.NOT_STATED,
    )

    class Meta:
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        ordering = ["partner__name"]

    def __str__(self):
        if self.kind == PartnershipKind.NOT_STATED:
            return str(self.partner)
        return f"{self.partner}: {self.get_kind_display()}"

    def clean(self):
        super().clean()
        if not self.partner_id:
            return
        check_in_use(self.partner, field="partner")
        if self.service_id and self.service.provider_id == self.partner_id:
            raise ValidationError({"partner": _("This is the provider itself. Choose another organisation.")})


def check_in_use(organisation, *, field):
    """Raise ``ValidationError`` at ``field`` if ``organisation`` was merged into another."""
    if organisation.merged_into_id:
        raise ValidationError(
            {
                field: _("“%(one)s” was merged into “%(other)s”. Choose that one instead.")
                % {"one": organisation, "other": organisation.merged_into}
            }
        )
