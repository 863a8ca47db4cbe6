"""The edition that holds everything together, its rating scale and its values, and the freeze for all of them."""

from django.core.validators import RegexValidator
from django.db import models, transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from wagtail_charter.foundations.models import TimeStamped
from wagtail_charter.framework.querysets import EditionQuerySet, FreezableQuerySet
from wagtail_charter.framework.states import EDITION_TRANSITIONS, FROZEN_STATES, EditionState, FrozenError

CODE = RegexValidator(
    r"^[A-Za-z0-9][A-Za-z0-9-]*\Z",
    _("Use letters, numbers and hyphens, for example LC1. The code appears in addresses."),
)


class Freezable(models.Model):
    """An edition or a part of one: refuses to change or to go once the edition is published (``FrozenError``)."""

    #: How a row reaches its edition, in query syntax; empty for the edition itself.
    edition_path = "edition"

    objects = FreezableQuerySet.as_manager()

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args, **kwargs):
        self.refuse_if_frozen()
        super().save(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args, **kwargs):
        self.refuse_if_frozen()
        return super().delete(*args, **kwargs)

    def refuse_if_frozen(self):
        """Raise ``FrozenError`` if the database knows the row's edition, or the one it is moved to, as published.

        The edition's row is locked until the transaction ends, so that nothing slips in while it is published.
        """
        held = FreezableQuerySet(type(self)).filter(pk=self.pk).frozen() if self.pk else None
        if held is not None and held.exists():
            raise FrozenError(self.edition)
        with transaction.atomic():
            rows = FrameworkEdition._base_manager.select_for_update().filter(pk=self.edition.pk)
            if any(edition.is_frozen for edition in rows):
                raise FrozenError(self.edition)


class FrameworkEdition(Freezable, TimeStamped, ClusterableModel):
    """One edition of the charter: everything that is asked and promised, under one version."""

    class Decision(models.TextChoices):
        """How a level is found."""

        RULES = "rules", _("By rules: the ratings are counted, the panel confirms")
        NARRATIVE = "narrative", _("In words: the panel decides without numbers")

    name = models.CharField(_("name of the charter"), max_length=200)
    version = models.SlugField(
        _("edition"),
        max_length=40,
        unique=True,
        allow_unicode=False,
        help_text=_("For example 2026-1. It appears in addresses and cannot be used twice."),
    )
    version_label = models.CharField(_("edition as shown"), max_length=60, blank=True)
    status_text = models.CharField(_("status in words"), max_length=200, blank=True)
    awarding_body = models.CharField(_("awarding body"), max_length=200, blank=True)
    strapline = models.CharField(_("in one sentence"), max_length=300, blank=True)
    scope_note = models.TextField(_("what an award covers"), blank=True)
    decision = models.CharField(
        _("how a level is found"), max_length=20, choices=Decision, default=Decision.RULES
    )
    never_send = models.JSONField(_("what never to send"), default=list, blank=True)
    evidence_kinds = models.JSONField(_("kinds of evidence"), default=list, blank=True)
    words_to_avoid = models.JSONField(_("words to avoid in feedback"), default=list, blank=True)
    does_not_apply_at_most = models.PositiveSmallIntegerField(
        _("how many statements may not apply"),
        default=0,
        help_text=_("0 means that every statement applies."),
    )
    renewal = models.JSONField(_("renewal"), default=dict, blank=True)
    panel_rules = models.JSONField(_("rules of the panel"), default=dict, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=EditionState, default=EditionState.DRAFT, editable=False
    )
    published_at = models.DateTimeField(_("published"), null=True, editable=False)

    edition_path = ""
    objects = EditionQuerySet.as_manager()
    transitions = EDITION_TRANSITIONS

    class Meta:
        verbose_name = _("framework edition")
        verbose_name_plural = _("framework editions")
        ordering = ["-created_at", "-pk"]
        permissions = [("publish_frameworkedition", "Can publish and retire framework editions")]

    def __str__(self):
        return f"{self.name}, {self.edition_label}"

    @property
    def edition_label(self):
        """The edition as people read it."""
        return self.version_label or self.version

    @property
    def is_frozen(self):
        """Whether the edition and its parts can no longer change."""
        return self.state in FROZEN_STATES

    @property
    def is_public(self):
        """Whether visitors may read the edition."""
        return self.state != EditionState.DRAFT

    @property
    def is_in_use(self):
        """Whether the edition is published and was not retired."""
        return self.state == EditionState.PUBLISHED

    @cached_property
    def scale(self):
        """The rating points from the lowest up; "does not apply", which has no value, comes last. Asked for once."""
        return sorted(self.rating_points.all(), key=lambda point: (point.value is None, point.value))

    @property
    def edition(self):
        """The edition itself, so that the freeze asks the same question of an edition and of its parts."""
        return self


class RatingPoint(Freezable):
    """One point of the edition's rating scale. No value means "does not apply", which is no point."""

    edition = ParentalKey(FrameworkEdition, on_delete=models.CASCADE, related_name="rating_points")
    value = models.PositiveSmallIntegerField(_("value"), null=True, blank=True)
    label = models.CharField(_("label"), max_length=60)
    meaning = models.CharField(_("what it means"), max_length=300)

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("rating scale")
        ordering = ["value"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "value"],
                name="wagtail_charter_rating_point_once",
                violation_error_message=_("This value is on the scale already."),
            )
        ]

    def __str__(self):
        return self.label


class Value(Freezable):
    """Something that the charter stands for."""

    edition = ParentalKey(FrameworkEdition, on_delete=models.CASCADE, related_name="values")
    code = models.CharField(_("code"), max_length=10, validators=[CODE])
    name = models.CharField(_("name"), max_length=120)
    text = models.TextField(_("what it means"))
    sort_order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("value")
        verbose_name_plural = _("values")
        ordering = ["sort_order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="wagtail_charter_value_code_once")
        ]

    def __str__(self):
        return f"{self.code} {self.name}"
