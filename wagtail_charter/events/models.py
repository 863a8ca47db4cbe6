"""The append-only, hash-chained history of every change of state."""

import hashlib
import json
from datetime import UTC

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_charter.events.querysets import EventQuerySet


class AppendOnlyError(TypeError):
    """Raised when code tries to change or delete an event."""


class Event(models.Model):
    """One change of state: of what, from which state to which, by whom, when, and a short reason code.

    Rows are only ever added, by ``events.services.record_event``. Each carries the SHA-256 of the row before it, so
    a row that was changed, removed or slipped in later breaks the chain. No free text stands here: the history
    outlives the retention periods of what people write.
    """

    sequence = models.PositiveBigIntegerField(_("number"), unique=True)
    at = models.DateTimeField(_("when"), default=timezone.now)
    actor_kind = models.CharField(_("kind of actor"), max_length=20)
    actor_id = models.CharField(_("actor"), max_length=64, blank=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.CharField(max_length=64)
    from_state = models.CharField(_("from"), max_length=40, blank=True)
    to_state = models.CharField(_("to"), max_length=40)
    reason = models.SlugField(_("reason"), max_length=60, blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["sequence"]
        indexes = [
            models.Index(fields=["content_type", "object_id", "sequence"], name="wagtail_charter_event_thing")
        ]
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.sequence}: {self.from_state or '–'} → {self.to_state}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnlyError("An event cannot be changed. Record a new one.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnlyError("An event cannot be deleted.")

    def digest(self):
        """The SHA-256 (hexadecimal) of this row's facts and the hash of the row before it."""
        facts = [
            self.sequence,
            self.at.astimezone(UTC).isoformat(),
            self.actor_kind,
            self.actor_id,
            f"{self.content_type.app_label}.{self.content_type.model}",
            self.object_id,
            self.from_state,
            self.to_state,
            self.reason,
            self.previous_hash,
        ]
        return hashlib.sha256(json.dumps(facts, separators=(",", ":")).encode()).hexdigest()
