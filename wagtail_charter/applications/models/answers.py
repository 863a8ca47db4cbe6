"""What an applicant writes: answers, words that are kept until they find their place, and the versions that were sent."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.models.applications import Application
from wagtail_charter.applications.querysets import AnswerQuerySet, VersionQuerySet
from wagtail_charter.applications.states import FrozenVersion
from wagtail_charter.foundations.models import TimeStamped
from wagtail_charter.framework.models import EvidenceStatement


class AnswerSource(models.TextChoices):
    """How the words of an answer reached us."""

    PORTAL = "portal", _("Written in the portal")
    PHONE = "phone", _("Told by telephone")
    PAPER = "paper", _("Sent on paper")
    EMAIL = "email", _("Sent by e-mail")


class StatementAnswer(TimeStamped):
    """The answer to one statement of one application, as it stands now.

    ``revision`` counts saves from 1 on: a form carries the one it was opened with (0: there was no answer yet), and a
    save that finds another is never silent. ``typed_by`` is the member of the charter team who typed in what came another way (``source``).
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="answers")
    statement = models.ForeignKey(EvidenceStatement, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("answer"), blank=True)
    does_not_apply = models.BooleanField(_("does not apply"), default=False)
    is_complete = models.BooleanField(_("completed"), default=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    written_by = models.ForeignKey(
        "wagtail_charter.PortalAccount",
        verbose_name=_("written by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    source = models.CharField(
        _("how it came"), max_length=20, choices=AnswerSource, default=AnswerSource.PORTAL
    )
    source_on = models.DateField(_("came on"), null=True, blank=True)
    source_name = models.CharField(_("came from"), max_length=120, blank=True)
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("typed in by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = AnswerQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["application", "statement"], name="wagtail_charter_answer_once")
        ]

    def __str__(self):
        return f"{self.application.reference}, {self.statement.code}"


class KeptText(models.Model):
    """Words that are not in their answer: the writer was signed out, somebody else had saved, or others were chosen.

    They are given back only to people who may edit that answer: by the unguessable ``token`` until ``taken_at``, and,
    where ``written_by`` is known, on the answer's own page. ``revision`` is the one the writer's form was opened with.
    """

    token = models.CharField(max_length=64, unique=True)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="kept_texts")
    statement = models.ForeignKey(EvidenceStatement, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    revision = models.PositiveIntegerField(default=0)
    written_by = models.ForeignKey(
        "wagtail_charter.PortalAccount", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    network = models.CharField(max_length=64, blank=True)
    kept_at = models.DateTimeField(default=timezone.now, db_index=True)
    taken_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("kept text")
        verbose_name_plural = _("kept texts")
        ordering = ["-kept_at"]
        default_permissions = ()

    def __str__(self):
        return f"{self.application_id}, {self.statement_id}"


class ApplicationVersion(models.Model):
    """What was sent: every question and answer as they stood, the declaration, by whom and when.

    Never changed: ``save``, ``delete``, ``update`` and every bulk way raise ``FrozenVersion``; retention alone takes
    versions away, by ``ApplicationVersion.objects.purge()``.

    ``content`` is a JSON object of format 1: ``{"format": 1, "edition": …, "service": …, "lead": …, "themes":
    [{"code", "name", "statements": [{"code", "title", "question", "answer", "does_not_apply", "source"}]}]}``;
    ``content_hash`` is the SHA-256 (hexadecimal) of its canonical JSON.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    sent_by = models.ForeignKey(
        "wagtail_charter.PortalAccount",
        verbose_name=_("sent by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    declared_name = models.CharField(_("declared by"), max_length=120)
    declared_role = models.CharField(_("their work"), max_length=120, blank=True)
    declaration = models.TextField(_("declaration"))
    content = models.JSONField(_("content"))
    content_hash = models.CharField(max_length=64)

    objects = VersionQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="wagtail_charter_version_once")
        ]

    def __str__(self):
        return f"{self.application.reference}, {self.number}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise FrozenVersion
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise FrozenVersion

    @property
    def entries(self):
        """``{statement's code: entry}`` of what was sent, each as ``content`` holds it."""
        return {entry["code"]: entry for theme in self.content["themes"] for entry in theme["statements"]}
