"""What the charter team does on a case: questions to the applicant, the contact log, and messages to all leads."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.models.applications import Application, Round
from wagtail_charter.applications.querysets import QuestionQuerySet
from wagtail_charter.applications.states import MESSAGE_TRANSITIONS, MessageState
from wagtail_charter.foundations.models import TimeStamped
from wagtail_charter.framework.models import EvidenceStatement

_WRITER = {
    "null": True,
    "blank": True,
    "editable": False,
    "on_delete": models.SET_NULL,
    "related_name": "+",
}


class StatementQuestion(TimeStamped):
    """A question of the charter team about one answer. While it is open, that answer alone can be changed.

    It is open until ``answered_at`` (the applicant sent the answer again) or ``closed_at`` (the team took it back).
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="questions")
    statement = models.ForeignKey(EvidenceStatement, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(_("question"), max_length=1000)
    answer_by = models.DateField(_("answer by"), help_text=_("Give people time: two weeks is kind."))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("asked by"), **_WRITER)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    answered_by = models.ForeignKey("wagtail_charter.PortalAccount", **_WRITER)
    # What was sent with the answer; the version before it says what was asked about.
    answered_in = models.ForeignKey(
        "wagtail_charter.ApplicationVersion", verbose_name=_("answered in version"), **_WRITER
    )
    closed_at = models.DateTimeField(_("taken back"), null=True, editable=False)

    objects = QuestionQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("question about an answer")
        verbose_name_plural = _("questions about answers")
        ordering = ["asked_at", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["application", "statement"],
                condition=models.Q(answered_at__isnull=True, closed_at__isnull=True),
                name="wagtail_charter_one_open_question",
            )
        ]

    def __str__(self):
        return f"{self.application.reference}, {self.statement.code}"

    @property
    def is_open(self):
        """Whether it waits for an answer."""
        return self.answered_at is None and self.closed_at is None


class ContactChannel(models.TextChoices):
    """How the charter team and an applicant spoke."""

    PHONE = "phone", _("Telephone")
    EMAIL = "email", _("E-mail")
    MEETING = "meeting", _("Meeting")
    LETTER = "letter", _("Letter")
    OTHER = "other", _("Another way")


class ContactLogEntry(models.Model):
    """That somebody of the charter team spoke with somebody of the service, and what was said, in short."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="contact_log")
    channel = models.CharField(_("how"), max_length=20, choices=ContactChannel)
    spoke_on = models.DateField(_("day"), default=timezone.localdate)
    with_whom = models.CharField(_("with whom"), max_length=120)
    words = models.TextField(
        _("what was said, in short"),
        max_length=2000,
        help_text=_("Facts that help the next colleague. Nothing about anybody's past or health."),
    )
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("written by"), **_WRITER)
    written_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("entry of the contact log")
        verbose_name_plural = _("contact log")
        ordering = ["-spoke_on", "-pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.application.reference}, {self.get_channel_display()}"


class MessageAudience(models.TextChoices):
    """Which leads of a round a message goes to."""

    EVERYBODY = "everybody", _("Everybody whose application stands")
    WRITING = "writing", _("Those who are still writing")
    SENT = "sent", _("Those who have sent")


class RoundMessage(TimeStamped):
    """A message of the charter team to the leads of a round.

    It is written and looked at; once somebody confirms it, it waits until ``leaves_at`` and can be stopped till then.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="messages")
    audience = models.CharField(
        _("to"), max_length=20, choices=MessageAudience, default=MessageAudience.EVERYBODY
    )
    subject = models.CharField(_("subject"), max_length=120)
    words = models.TextField(_("message"), max_length=4000)
    leaves_at = models.DateTimeField(_("leaves"), db_index=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("written by"), **_WRITER)
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)
    stopped_at = models.DateTimeField(_("stopped"), null=True, editable=False)
    sent_to = models.PositiveIntegerField(_("letters"), null=True, editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=MessageState, default=MessageState.WRITTEN, editable=False
    )

    transitions = MESSAGE_TRANSITIONS
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("message to a round")
        verbose_name_plural = _("messages to rounds")
        ordering = ["-created_at", "-pk"]
        default_permissions = ("add", "view", "change")

    def __str__(self):
        return self.subject
