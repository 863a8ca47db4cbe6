"""The levels that an edition can lead to, and the rules that they ask for."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from wagtail_charter.framework.models.editions import FrameworkEdition, Freezable


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
