"""Ratings, the outcome of an application with its feedback, and how the applicant wants to hear it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.models import Application, ApplicationVersion
from wagtail_charter.assessment.states import HearingWay
from wagtail_charter.foundations.models import TimeStamped
from wagtail_charter.framework.models import AwardLevel, EvidenceStatement, Theme

_NOBODY = {
    "null": True,
    "blank": True,
    "editable": False,
    "on_delete": models.SET_NULL,
    "related_name": "+",
}


class StatementRating(TimeStamped):
    """The rating of one statement of one application, and the team's reason for it.

    ``rating`` is empty where the statement does not apply (``does_not_apply``) and where only a reason is kept so far.
    ``revision`` counts saves from 1 on: a form carries the one it was opened with (0: there was none yet).
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="ratings")
    statement = models.ForeignKey(EvidenceStatement, on_delete=models.PROTECT, related_name="+")
    rating = models.PositiveSmallIntegerField(_("rating"), null=True)
    does_not_apply = models.BooleanField(_("does not apply"), default=False)
    note = models.TextField(
        _("reason"), blank=True, max_length=2000, help_text=_("For the team. The applicant does not see it.")
    )
    rated_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("rated by"), **_NOBODY)
    rated_at = models.DateTimeField(_("rated"), default=timezone.now)
    revision = models.PositiveIntegerField(default=1, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["application", "statement"], name="wagtail_charter_rating_once"),
            models.CheckConstraint(
                condition=models.Q(does_not_apply=False) | models.Q(rating__isnull=True),
                name="wagtail_charter_rating_or_not",
            ),
        ]

    def __str__(self):
        return f"{self.application.reference}, {self.statement.code}: {self.rating}"

    @property
    def is_rated(self):
        """Whether it says something: a rating, or that the statement does not apply."""
        return self.does_not_apply or self.rating is not None


class Outcome(TimeStamped):
    """What was decided about an application, why, and what the applicant is told.

    The applicant sees nothing of it before ``released_at``. ``level`` is empty for "not ready yet". ``ratings`` is a
    JSON object from statement code to rating, ``rules`` a list of ``{"level", "sentence", "is_met"}``: both as they
    were when it was decided. ``proposed_level`` is what the rules came to (a key, or ``not_ready_yet``); it is empty
    in an edition that is decided in words. A level other than the proposed one needs a reason and ``second_by``.

    Words that are kept before the outcome is recorded have no ``recorded_at``. One that is recorded and waits for its
    second signature has no ``decided_at``. ``revision`` counts saves, as that of a rating does.
    """

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="outcome")
    version = models.ForeignKey(
        ApplicationVersion, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    level = models.ForeignKey(
        AwardLevel,
        verbose_name=_("level"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="outcomes",
    )
    proposed_level = models.SlugField(max_length=40, blank=True, editable=False)
    ratings = models.JSONField(default=dict, editable=False)
    rules = models.JSONField(default=list, editable=False)
    reason = models.TextField(
        _("reason"),
        blank=True,
        help_text=_("Why this level, in words that the service can read."),
    )
    opening = models.TextField(
        _("opening words"), blank=True, help_text=_("The first words of the result page: thank them.")
    )
    conditions = models.TextField(_("conditions"), blank=True)
    conditions_by = models.DateField(_("conditions to be met by"), null=True, blank=True)
    quotable_line = models.TextField(
        _("a line that may be quoted"),
        blank=True,
        max_length=300,
        help_text=_("One sentence about the service. It is quoted only if the service agrees."),
    )
    recorded_at = models.DateTimeField(_("recorded"), null=True, editable=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("decided by"), **_NOBODY)
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    second_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("second signature"), **_NOBODY)
    second_at = models.DateTimeField(_("second signature on"), null=True, editable=False)
    release_at = models.DateTimeField(_("released from"), null=True, blank=True)
    released_at = models.DateTimeField(_("released"), null=True, editable=False, db_index=True)
    accepted_by = models.ForeignKey("wagtail_charter.PortalAccount", verbose_name=_("accepted by"), **_NOBODY)
    accepted_at = models.DateTimeField(_("accepted"), null=True, editable=False)
    wants_listing = models.BooleanField(_("wants to be on the register"), null=True, editable=False)
    wants_showcase = models.BooleanField(_("wants an entry in the showcase"), null=True, editable=False)
    may_be_quoted = models.BooleanField(_("the line may be quoted"), null=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering = ["-created_at", "-pk"]
        default_permissions = ()
        permissions = [
            ("rate_statements", "Can rate statements and record outcomes"),
            ("sign_outcome", "Can give the second signature to a moved level"),
            ("release_outcome", "Can release outcomes to applicants"),
        ]

    def __str__(self):
        return f"{self.application.reference}: {self.level_name}"

    @property
    def is_released(self):
        """Whether the applicant may see any of it."""
        return self.released_at is not None and self.released_at <= timezone.now()

    @property
    def is_award(self):
        """Whether it is an award, and not a step on the way or "not ready yet"."""
        return self.level_id is not None and self.level.kind == AwardLevel.Kind.AWARD

    @property
    def level_name(self):
        """The level as people read it."""
        return self.level.name if self.level_id else str(_("Not ready yet"))

    @property
    def needs_second(self):
        """Whether it is recorded and waits for its second signature."""
        return self.recorded_at is not None and self.decided_at is None

    @property
    def is_moved(self):
        """Whether the level is another than the rules came to."""
        held = self.level.key if self.level_id else "not_ready_yet"
        return bool(self.proposed_level) and held != self.proposed_level


class ThemeFeedback(models.Model):
    """What the applicant is told about one theme: what works, and one next step."""

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="feedback")
    theme = models.ForeignKey(Theme, verbose_name=_("theme"), on_delete=models.PROTECT, related_name="+")
    strengths = models.TextField(_("what works well"), max_length=2000)
    next_step = models.TextField(_("the next step"), max_length=1000, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("feedback on a theme")
        verbose_name_plural = _("feedback on themes")
        ordering = ["theme__sort_order", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["outcome", "theme"], name="wagtail_charter_feedback_once")
        ]

    def __str__(self):
        return f"{self.outcome}, {self.theme}"


class HearingChoice(TimeStamped):
    """How the lead of an application wants to hear its result; without one, by signing in.

    ``called_at``: when somebody of the team called; the letter that the result can be read leaves then.
    """

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="hearing")
    way = models.CharField(_("how to hear"), max_length=20, choices=HearingWay, default=HearingWay.SIGN_IN)
    phone = models.CharField(_("telephone number"), max_length=40, blank=True)
    good_times = models.CharField(_("good times to call"), max_length=200, blank=True)
    chosen_by = models.ForeignKey("wagtail_charter.PortalAccount", **_NOBODY)
    called_at = models.DateTimeField(_("called"), null=True, editable=False)
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("called by"), **_NOBODY)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("choice of how to hear")
        verbose_name_plural = _("choices of how to hear")
        default_permissions = ()

    def __str__(self):
        return f"{self.application.reference}: {self.get_way_display()}"

    @property
    def phone_link(self):
        """The telephone number as a ``tel:`` address."""
        return "tel:" + "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")
