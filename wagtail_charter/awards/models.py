"""The award: given by this scheme, or by another and noted here."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from wagtail_charter.applications.models import Application
from wagtail_charter.awards.querysets import AwardQuerySet
from wagtail_charter.awards.states import AWARD_TRANSITIONS, AwardState
from wagtail_charter.foundations.models import TimeStamped
from wagtail_charter.framework.models import AwardLevel
from wagtail_charter.organisations.models import Organisation, Service


class Award(index.Indexed, TimeStamped):
    """A level that a service was given, with its scope, dates and public words.

    The facts are written once, by ``awards.services``; the admin changes the public words only. An award of another
    scheme has an issuer, a level as published and a year, and no reference and no place on the register.
    """

    FACTS = (
        "reference",
        "service",
        "provider_at_issue",
        "level",
        "scope",
        "issued_on",
        "ends_on",
        "application",
        "is_external",
        "issuer_name",
        "issuer_url",
        "level_as_published",
        "year",
        "checked_on",
        "checked_by",
    )

    reference = models.CharField(
        _("reference"), max_length=30, unique=True, null=True, blank=True, editable=False
    )
    service = models.ForeignKey(
        Service, verbose_name=_("service"), on_delete=models.PROTECT, related_name="awards"
    )
    provider_at_issue = models.ForeignKey(
        Organisation, verbose_name=_("provider when awarded"), on_delete=models.PROTECT, related_name="awards"
    )
    level = models.ForeignKey(
        AwardLevel,
        verbose_name=_("level"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="awards",
    )
    scope = models.TextField(
        _("scope"),
        blank=True,
        help_text=_("What the award covers: which service, which sites, which partners."),
    )
    issued_on = models.DateField(_("awarded on"), null=True, blank=True)
    ends_on = models.DateField(_("valid until"), null=True, blank=True)
    application = models.OneToOneField(
        Application, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="award"
    )
    is_external = models.BooleanField(_("awarded by another scheme"), default=False, editable=False)
    issuer_name = models.CharField(_("awarded by"), max_length=200, blank=True)
    issuer_url = models.URLField(_("where the award is published"), blank=True)
    level_as_published = models.CharField(_("level as published"), max_length=80, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    checked_by = models.CharField(_("checked by"), max_length=120, blank=True)
    is_listed = models.BooleanField(
        _("on the public register"),
        default=True,
        help_text=_("Working towards is listed only if the service asks."),
    )
    public_words = models.TextField(
        _("public words"),
        blank=True,
        help_text=_("Shown beside the award. Facts above cannot be changed here."),
    )
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=AwardState,
        default=AwardState.CURRENT,
        editable=False,
        db_index=True,
    )
    state_words = models.TextField(_("public words about the state"), blank=True, editable=False)

    objects = AwardQuerySet.as_manager()
    transitions = AWARD_TRANSITIONS

    search_fields = [
        index.SearchField("reference"),
        index.AutocompleteField("reference"),
        index.RelatedFields("service", [index.SearchField("name"), index.AutocompleteField("name")]),
        index.FilterField("state"),
        index.FilterField("is_external"),
    ]

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(is_external=True, reference__isnull=True, year__isnull=False)
                    & ~models.Q(issuer_name="")
                    & ~models.Q(level_as_published="")
                )
                | models.Q(
                    is_external=False, reference__isnull=False, level__isnull=False, issued_on__isnull=False
                ),
                name="wagtail_charter_award_has_an_issuer",
            )
        ]
        permissions = [
            ("issue_award", "Can issue awards"),
        ]

    def __str__(self):
        return f"{self.service}: {self.level_name}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            held = type(self)._base_manager.values(*self._fact_columns()).get(pk=self.pk)
            if any(getattr(self, column) != value for column, value in held.items()):
                raise ValidationError(
                    _("The facts of an award cannot be changed. Issue a new award instead.")
                )
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ValidationError(
            _("An award cannot be deleted. End it instead, so that its reference still answers.")
        )

    @classmethod
    def _fact_columns(cls):
        return [cls._meta.get_field(name).attname for name in cls.FACTS]

    @property
    def level_name(self):
        """The level as people read it."""
        return self.level_as_published if self.is_external else self.level.name

    @property
    def sentence(self):
        """The award in one line, for tags and listings."""
        if self.is_external:
            return _("%(level)s, awarded by %(issuer)s, %(year)s") % {
                "level": self.level_name,
                "issuer": self.issuer_name,
                "year": self.year,
            }
        return self.level_name
