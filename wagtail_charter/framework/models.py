"""Value, theme, evidence statement, criterion and level, held together and frozen by an edition."""

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from wagtail_charter.foundations.models import TimeStamped
from wagtail_charter.framework.querysets import EditionQuerySet, FreezableQuerySet, StatementQuerySet
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

    @property
    def scale(self):
        """The rating points from the lowest up; "does not apply", which has no value, comes last."""
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


class Theme(Freezable, ClusterableModel):
    """A group of evidence statements that rests on one or more values."""

    edition = ParentalKey(FrameworkEdition, on_delete=models.CASCADE, related_name="themes")
    code = models.CharField(_("code"), max_length=10, validators=[CODE])
    name = models.CharField(_("name"), max_length=120)
    summary = models.TextField(_("in short"), blank=True)
    values = models.ManyToManyField(
        Value,
        through="ThemeValue",
        verbose_name=_("values it rests on"),
        related_name="themes",
        blank=True,
    )
    sort_order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("theme of the framework")
        verbose_name_plural = _("themes of the framework")
        ordering = ["sort_order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="wagtail_charter_theme_code_once")
        ]

    def __str__(self):
        return f"{self.code} {self.name}"


class ThemeValue(Freezable):
    """That a theme rests on a value; a table of its own so that the freeze reaches it."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="+")
    value = models.ForeignKey(Value, on_delete=models.CASCADE, related_name="+")

    edition_path = "theme__edition"

    class Meta:
        ordering = ["value"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["theme", "value"], name="wagtail_charter_theme_value_once")
        ]

    def __str__(self):
        return f"{self.theme}: {self.value}"

    @property
    def edition(self):
        """The edition that the theme belongs to."""
        return self.theme.edition


class EvidenceStatement(Freezable, ClusterableModel):
    """What a service shows evidence for: the statement, the question on its page, and what counts."""

    theme = ParentalKey(Theme, on_delete=models.CASCADE, related_name="statements", verbose_name=_("theme"))
    code = models.CharField(_("code"), max_length=10, validators=[CODE])
    title = models.CharField(_("title"), max_length=160)
    statement = models.TextField(_("statement"), blank=True)
    question = models.CharField(_("question on its page"), max_length=400)
    is_core = models.BooleanField(_("core statement"), default=False)
    is_gate = models.BooleanField(
        _("gate"), default=False, help_text=_("Protects people: without it no award is given.")
    )
    may_not_apply = models.BooleanField(_("may not apply"), default=False)
    may_not_apply_when = models.CharField(_("may not apply when"), max_length=300, blank=True)
    evidence = models.JSONField(
        _("what counts as evidence"),
        default=list,
        blank=True,
        help_text=_("A list of objects with label and kind."),
    )
    does_not_count = models.JSONField(_("what does not count"), default=list, blank=True)
    privacy_note = models.CharField(_("privacy note"), max_length=300, blank=True)
    word_guide = models.PositiveIntegerField(_("word guide"), null=True, blank=True)
    word_limit = models.PositiveIntegerField(_("word limit"), default=400, validators=[MinValueValidator(1)])
    max_files = models.PositiveSmallIntegerField(_("files at most"), default=3)
    sort_order = models.PositiveIntegerField(_("order"), default=0)

    edition_path = "theme__edition"
    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence statement")
        verbose_name_plural = _("evidence statements")
        ordering = ["theme__sort_order", "sort_order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["theme", "code"], name="wagtail_charter_statement_code_once")
        ]

    def __str__(self):
        return f"{self.code} {self.title}"

    @property
    def edition(self):
        """The edition that the statement belongs to."""
        return self.theme.edition


class Criterion(Freezable):
    """What one rating of 1 or more looks like for one statement."""

    statement = ParentalKey(EvidenceStatement, on_delete=models.CASCADE, related_name="criteria")
    rating = models.PositiveSmallIntegerField(_("rating"), validators=[MinValueValidator(1)])
    text = models.TextField(_("what it looks like"))

    edition_path = "statement__theme__edition"

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["rating"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "rating"], name="wagtail_charter_criterion_once")
        ]

    def __str__(self):
        return f"{self.statement.code}, {self.rating}"

    @property
    def edition(self):
        """The edition that the criterion belongs to."""
        return self.statement.edition


class AwardLevel(Freezable, ClusterableModel):
    """A level that the edition can lead to, and the rules that it asks for."""

    class Kind(models.TextChoices):
        """Whether the level is an award."""

        AWARD = "award", _("Award")
        OUTCOME = "outcome", _("Outcome, not an award")

    edition = ParentalKey(FrameworkEdition, on_delete=models.CASCADE, related_name="levels")
    key = models.SlugField(_("short name"), max_length=40)
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.AWARD)
    rank = models.PositiveSmallIntegerField(
        _("rank"), help_text=_("0 for the first step; a higher rank is a higher level.")
    )
    validity_months = models.PositiveSmallIntegerField(_("valid for (months)"), default=24)
    listing_note = models.CharField(_("when it is listed"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("award level")
        verbose_name_plural = _("award levels")
        ordering = ["edition", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="wagtail_charter_level_key_once")
        ]

    def __str__(self):
        return self.name


class LevelRule(Freezable):
    """One thing that a level asks for: the rule as data, and its sentence for people."""

    class Rule(models.TextChoices):
        """The rules that the level-rule engine knows (``framework.rules``)."""

        MIN_ALL = "min_all", _("Every statement in scope is at least …")
        MIN_ANY_PER_THEME = "min_any_per_theme", _("In every theme, one statement is at least …")
        SHARE_AT_LEAST = "share_at_least", _("At least a share of statements are at least …")
        COUNT_AT_LEAST = "count_at_least", _("At least a number of statements are at least …")
        MAX_COUNT = "max_count", _("No more than a number of statements are …")
        NO_THEME_ALL_ZERO = "no_theme_all_zero", _("No theme is 0 throughout")
        SIGNED_OFF_PLAN = "signed_off_plan", _("An action plan is signed off")
        MEETS = "meets", _("Everything that another level needs")

    level = ParentalKey(AwardLevel, on_delete=models.CASCADE, related_name="rules")
    rule = models.CharField(_("rule"), max_length=40, choices=Rule)
    facts = models.JSONField(_("facts of the rule"), default=dict, blank=True)
    sentence = models.CharField(_("sentence"), max_length=300)
    sort_order = models.PositiveIntegerField(_("order"), default=0)

    edition_path = "level__edition"

    class Meta:
        verbose_name = _("level rule")
        verbose_name_plural = _("level rules")
        ordering = ["sort_order", "pk"]

    def __str__(self):
        return self.sentence

    @property
    def edition(self):
        """The edition that the rule belongs to."""
        return self.level.edition


@register_setting(icon="clipboard-list")
class CharterSettings(BaseSiteSetting):
    """What the scheme's officers decide for a site."""

    # Pages show the contact with one query.
    select_related = ["contact"]

    scheme_name = models.CharField(_("name of the scheme"), max_length=200, blank=True)
    edition = models.ForeignKey(
        FrameworkEdition,
        verbose_name=_("edition in use"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    contact = models.ForeignKey(
        "wagtail_charter.Contact",
        verbose_name=_("named contact"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown wherever people may need help, unless a page names another."),
    )
    reference_prefix = models.CharField(
        _("how award references begin"),
        max_length=8,
        default="CH",
        help_text=_("For example OPC: references then read OPC-7K4M-Q2XD."),
    )

    class Meta:
        verbose_name = _("charter settings")

    def __str__(self):
        return self.scheme_name or str(_("Charter settings"))
