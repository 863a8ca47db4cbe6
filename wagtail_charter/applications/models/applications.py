"""Rounds, applications, and who works on them."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.querysets import ApplicationQuerySet, RoundQuerySet
from wagtail_charter.applications.states import (
    APPLICATION_TRANSITIONS,
    LEFT_STATES,
    ApplicationState,
    RoundStage,
)
from wagtail_charter.foundations.models import TimeStamped
from wagtail_charter.framework.models import FrameworkEdition
from wagtail_charter.organisations.models import Service
from wagtail_charter.support.models import Contact


class Round(TimeStamped):
    """A window to apply, under one edition. A cohort is a round's label."""

    label = models.CharField(
        _("label"), max_length=120, unique=True, help_text=_("As people say it, for example Spring 2027.")
    )
    edition = models.ForeignKey(
        FrameworkEdition,
        verbose_name=_("edition"),
        on_delete=models.PROTECT,
        related_name="rounds",
        help_text=_("The edition of the charter whose questions are answered in this round."),
    )
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    contact = models.ForeignKey(
        Contact,
        verbose_name=_("named contact"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        help_text=_("Leave empty to show the contact of the site."),
    )
    who_may_apply = models.TextField(
        _("who may apply"), blank=True, help_text=_("In plain words. Shown before people begin.")
    )
    is_by_invitation = models.BooleanField(
        _("by invitation"),
        default=False,
        help_text=_("Only services that the charter team has invited can begin."),
    )

    results_by = models.DateField(
        _("results by"),
        null=True,
        blank=True,
        help_text=_("The day by which every service hears. People see it once they have sent."),
    )
    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ["-opens_at"]

    def __str__(self):
        return self.label

    def is_open(self, now=None):
        """Whether an application can be begun and written at ``now`` (default: this moment)."""
        return self.opens_at <= (now or timezone.now()) < self.closes_at

    def stage(self, now=None):
        """The ``RoundStage`` at ``now`` (default: this moment): what the round's dates let people do."""
        now = now or timezone.now()
        if now < self.opens_at:
            return RoundStage.NOT_OPEN_YET
        if now >= self.closes_at:
            return RoundStage.CLOSED
        return RoundStage.BY_INVITATION if self.is_by_invitation else RoundStage.OPEN

    @property
    def stage_words(self):
        """What the round lets people do today, in words, for lists."""
        return self.stage().label

    def clean(self):
        super().clean()
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValidationError({"closes_at": _("The round must close after it opens.")})


class Application(TimeStamped):
    """One service's application in a round: who leads it, who looks after it, and where it stands."""

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    service = models.ForeignKey(
        Service, verbose_name=_("service"), on_delete=models.PROTECT, related_name="applications"
    )
    round = models.ForeignKey(
        Round, verbose_name=_("round"), on_delete=models.PROTECT, related_name="applications"
    )
    lead_name = models.CharField(_("lead"), max_length=120)
    lead_email = models.EmailField(_("lead's e-mail"))
    caseworker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("caseworker"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="charter_cases",
    )
    cover = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("cover"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="charter_covers",
        help_text=_("Who looks after it while the caseworker is away."),
    )
    contact = models.ForeignKey(
        Contact,
        verbose_name=_("named contact"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Leave empty to show the contact of the round."),
    )
    is_restricted = models.BooleanField(
        _("restricted"),
        default=False,
        help_text=_(
            "Only the caseworker, their cover and the panel chair can open it, for example after a conflict of interest."
        ),
    )
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=ApplicationState,
        default=ApplicationState.INTERESTED,
        editable=False,
        db_index=True,
    )
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    paused_at = models.DateTimeField(_("paused"), null=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)
    extended_until = models.DateTimeField(_("may be written until"), null=True, editable=False)
    # A question of the team is open: the applicant has something to do, in whichever state the application is.
    question_open_at = models.DateTimeField(_("question asked"), null=True, editable=False)
    next_step_by = models.DateField(_("next step by"), null=True, blank=True, editable=False, db_index=True)
    search_text = models.TextField(editable=False, blank=True, default="")

    objects = ApplicationQuerySet.as_manager()
    transitions = APPLICATION_TRANSITIONS
    # The usage lists of services and contacts would name applications to people who may not open them.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["-created_at", "-pk"]
        # Applications are entered by services and leave by retention, not by hand.
        default_permissions = ("view", "change")
        permissions = [
            ("view_restricted_application", "Can open restricted applications"),
            ("type_in_answers", "Can type in answers that came by telephone or on paper"),
        ]
        indexes = [
            # The order of the team's list, with all that says which rows of it somebody may open.
            models.Index(
                fields=["-created_at", "-id", "is_restricted", "caseworker", "cover", "state"],
                name="wagtail_charter_app_newest",
            )
        ]
        constraints = [
            # Two presses of "begin" make one application.
            models.UniqueConstraint(
                fields=["service", "round"],
                condition=~models.Q(state__in=LEFT_STATES),
                name="wagtail_charter_one_application_per_round",
            )
        ]

    def __str__(self):
        return f"{self.reference} {self.service}"

    @property
    def provider(self):
        """Who runs the service today."""
        return self.service.provider

    @property
    def is_waiting(self):
        """Whether the round is still to open."""
        return self.round.opens_at > timezone.now()


class TeamRole(models.TextChoices):
    """What somebody may do with an application."""

    OWNER = "owner", _("Owner")
    EDITOR = "editor", _("Editor")
    VIEWER = "viewer", _("Viewer")


class TeamMember(TimeStamped):
    """That somebody of the portal works on an application."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="team")
    account = models.ForeignKey(
        "wagtail_charter.PortalAccount", on_delete=models.PROTECT, related_name="application_roles"
    )
    role = models.CharField(_("role"), max_length=20, choices=TeamRole, default=TeamRole.OWNER)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("member of an application's team")
        verbose_name_plural = _("members of an application's team")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["application", "account"], name="wagtail_charter_team_member_once"
            )
        ]

    def __str__(self):
        return f"{self.account}: {self.get_role_display()}"
