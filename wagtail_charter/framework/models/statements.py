"""Themes, evidence statements, and what each rating looks like."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from wagtail_charter.framework.models.editions import CODE, FrameworkEdition, Freezable, Value
from wagtail_charter.framework.querysets import StatementQuerySet


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
