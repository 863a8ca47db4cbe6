"""The award: given by this scheme, or by another and noted here."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from wagtail_charter.applications.models import Application
from wagtail_charter.awards.querysets import (
    FACTS,
    KEPT_BY_THE_DOOR,
    AwardQuerySet,
    RegisterCountQuerySet,
    reading_of,
)
from wagtail_charter.awards.states import AWARD_TRANSITIONS, STATE_COLOURS, STATE_SENTENCES, AwardState
from wagtail_charter.foundations.models import TimeStamped
from wagtail_charter.framework.models import AwardLevel
from wagtail_charter.organisations.models import Organisation, Service


class Award(index.Indexed, TimeStamped):
    """A level that a service was given, with its scope, dates and public words.

    The facts are written once, by ``awards.services``; the admin changes the public words only. An award of another
    scheme has an issuer, a level as published and a year, and no reference and no place on the register.
    """

    FACTS = FACTS

    reference = models.CharField(
        _("reference"), max_length=30, unique=True, null=True, blank=True, editable=False
    )
    reference_key = models.CharField(max_length=30, unique=True, null=True, blank=True, editable=False)
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
    replaces = models.OneToOneField(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="replaced_by"
    )
    # Whom reminders go to. Never public.
    holder_name = models.CharField(_("contact at the service"), max_length=120, blank=True)
    holder_email = models.EmailField(_("their e-mail"), blank=True)
    # Up to which day we have written about its dates; ``awards.services`` alone write it.
    reminded_on = models.DateField(null=True, editable=False)
    is_external = models.BooleanField(_("awarded by another scheme"), default=False, editable=False)
    issuer_name = models.CharField(_("awarded by"), max_length=200, blank=True)
    issuer_url = models.URLField(_("where the award is published"), blank=True)
    level_as_published = models.CharField(_("level as published"), max_length=80, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    checked_by = models.CharField(_("checked by"), max_length=120, blank=True)
    level_key = models.SlugField(max_length=80, blank=True, editable=False, db_index=False)
    region_key = models.SlugField(max_length=60, blank=True, editable=False, db_index=False)
    setting_group_key = models.SlugField(max_length=60, blank=True, editable=False, db_index=False)
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
        indexes = [
            # The register's pages: newest first, filtered without sorting and without a look at the rows. There is no
            # index that begins with a state: SQLite would take that and sort what it finds.
            models.Index(
                fields=[
                    "-issued_on",
                    "-id",
                    "state",
                    "level_key",
                    "region_key",
                    "setting_group_key",
                    "is_listed",
                    "is_external",
                ],
                name="wagtail_charter_award_newest",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(is_external=True, reference__isnull=True, year__isnull=False)
                    & ~models.Q(issuer_name="")
                    & ~models.Q(level_as_published="")
                )
                | models.Q(
                    is_external=False,
                    reference__isnull=False,
                    reference_key__isnull=False,
                    level__isnull=False,
                    issued_on__isnull=False,
                ),
                name="wagtail_charter_award_has_an_issuer",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("issued_on")),
                name="wagtail_charter_award_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(is_external=False) | models.Q(application__isnull=True),
                name="wagtail_charter_award_of_another_has_no_application",
            ),
        ]
        # There is nothing to add or delete by hand: awards are issued, and end.
        default_permissions = ("view", "change")
        permissions = [
            ("issue_award", "Can issue awards and note awards of other schemes"),
            ("change_award_state", "Can review, end and hand back awards"),
            ("revoke_award", "Can revoke awards"),
        ]

    def __str__(self):
        return f"{self.service}: {self.level_name}"

    def save(self, *args, **kwargs):
        if self._state.adding:
            self._copy_keys()
        else:
            self._refuse_changed_facts()
            # Never written by a save, so that a form that was read earlier cannot bring an old state back.
            allowed = {field.name for field in self._meta.concrete_fields}
            allowed -= {*FACTS, *KEPT_BY_THE_DOOR, "reminded_on", "id"}
            kwargs["update_fields"] = allowed & set(kwargs.get("update_fields") or allowed)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ValidationError(
            _("An award cannot be deleted. End it instead, so that its reference still answers.")
        )

    def _copy_keys(self):
        """Keep what the register filters by, as it is on the day of the award; keys that are given stand."""
        self.reference_key = reading_of(self.reference) if self.reference else None
        if self.level_key:
            return
        self.level_key = slugify(self.level_as_published)[:80] if self.is_external else self.level.key
        self.region_key = self.service.region.slug if self.service.region_id else ""
        setting = self.service.setting if self.service.setting_id else None
        self.setting_group_key = setting.group.slug if setting else ""

    def _refuse_changed_facts(self):
        columns = [self._meta.get_field(name).attname for name in (*FACTS, *KEPT_BY_THE_DOOR)]
        held = type(self)._base_manager.values(*columns).get(pk=self.pk)
        if any(getattr(self, column) != value for column, value in held.items()):
            raise ValidationError(
                _(
                    "The facts and the state of an award cannot be changed here. "
                    "Issue a new award, or use one of the steps of this award."
                )
            )

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

    @property
    def state_sentence(self):
        """What the state means, in one sentence for the public."""
        return STATE_SENTENCES[self.state]

    @property
    def state_colour(self):
        """The colour of the state's tag."""
        return STATE_COLOURS[self.state]


class RegisterCount(models.Model):
    """How many awards of one state, level, region and setting the register lists, so that no visitor waits for it.

    ``awards.services`` keep the numbers, in the transaction in which an award is issued or moves on.
    """

    award_state = models.CharField(max_length=20, choices=AwardState)
    level_key = models.SlugField(max_length=80, blank=True, db_index=False)
    region_key = models.SlugField(max_length=60, blank=True, db_index=False)
    setting_group_key = models.SlugField(max_length=60, blank=True, db_index=False)
    number = models.IntegerField(default=0)

    objects = RegisterCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("count of the register")
        verbose_name_plural = _("counts of the register")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["award_state", "level_key", "region_key", "setting_group_key"],
                name="wagtail_charter_register_count_once",
            )
        ]

    def __str__(self):
        return f"{self.award_state}, {self.level_key}, {self.region_key}, {self.setting_group_key}: {self.number}"
