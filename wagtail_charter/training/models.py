"""The session: one date of a training event, on which people can hold places."""

import uuid

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_charter.foundations import clock
from wagtail_charter.foundations.models import TimeStamped
from wagtail_charter.training.querysets import SessionQuerySet
from wagtail_charter.training.states import SESSION_TRANSITIONS, Attendance, SessionState


class TrainingSession(TimeStamped):
    """When and where an event takes place.

    A row of its own, with a protected link to the page: as an inline panel of the page it would be deleted, and with
    it the places people hold, when an editor reverts the page. It is cancelled, never deleted. The page in another
    language shows the same sessions.
    """

    #: What people put into their calendars: a change of any of these counts ``sequence`` up.
    CALENDAR_FACTS = ("event_id", "starts_at", "ends_at", "time_zone", "place", "online_note")

    uid = models.UUIDField(_("identifier"), default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(_("changes"), default=0, editable=False)
    event = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("event"),
        on_delete=models.PROTECT,
        related_name="training_sessions",
    )
    starts_at = models.DateTimeField(_("starts"), db_index=True)
    ends_at = models.DateTimeField(_("ends"), db_index=True)
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        default=clock.default_time_zone,
        validators=[clock.check_time_zone],
        help_text=_("The times are those of a clock on the wall there, for example Europe/London."),
    )
    place = models.CharField(
        _("place"),
        max_length=300,
        blank=True,
        help_text=_("Name and address. Leave empty if the session is online only."),
    )
    online_note = models.TextField(
        _("online"),
        blank=True,
        help_text=_(
            "How people join, in a sentence. Do not put the joining link here: everybody can read this."
        ),
    )
    capacity = models.PositiveIntegerField(
        _("places"), null=True, blank=True, validators=[MinValueValidator(1)], help_text=_("Empty: no limit.")
    )
    state = models.CharField(
        _("state"), max_length=20, choices=SessionState, default=SessionState.PLANNED, editable=False
    )
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True, editable=False)
    cancellation_words = models.TextField(_("words about the cancellation"), blank=True, editable=False)

    objects = SessionQuerySet.as_manager()
    transitions = SESSION_TRANSITIONS

    class Meta:
        verbose_name = _("training session")
        verbose_name_plural = _("training sessions")
        ordering = ["starts_at", "pk"]
        default_permissions = ("add", "change", "view")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="wagtail_charter_session_ends_later",
            ),
            models.CheckConstraint(
                condition=~models.Q(place="", online_note=""), name="wagtail_charter_session_is_somewhere"
            ),
            models.CheckConstraint(
                condition=models.Q(state=SessionState.CANCELLED, cancelled_at__isnull=False)
                | models.Q(state=SessionState.PLANNED, cancelled_at__isnull=True),
                name="wagtail_charter_session_cancelled_when",
            ),
        ]

    def __str__(self):
        return f"{self.event.title}, {self.when}"

    def clean(self):
        super().clean()
        faults = {}
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            faults["ends_at"] = _("The end must be later than the start.")
        if not self.place and not self.online_note:
            faults["place"] = _("Enter a place, or say below how people join online.")
        if faults:
            raise ValidationError(faults)

    def validate_constraints(self, exclude=None):
        """The checks of the database are those of ``clean``, which says at which field to mend what."""

    def save(self, *args, **kwargs):
        if not self._state.adding and self._calendar_facts_changed():
            self.sequence += 1
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "sequence", "updated_at"}
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Refuse: people may hold places in the session. Cancel it instead."""
        raise ValidationError(
            _("A session cannot be deleted. Cancel it instead, so that people who hold a place are told.")
        )

    def _calendar_facts_changed(self):
        held = type(self)._base_manager.filter(pk=self.pk).values(*self.CALENDAR_FACTS).first()
        return held is not None and any(getattr(self, name) != value for name, value in held.items())

    @property
    def is_cancelled(self):
        """Whether the session was cancelled."""
        return self.state == SessionState.CANCELLED

    @property
    def local_start(self):
        """When it begins, by a clock in the session's time zone."""
        return clock.wall_clock(self.starts_at, self.time_zone)

    @property
    def local_end(self):
        """When it ends, by a clock in the session's time zone."""
        return clock.wall_clock(self.ends_at, self.time_zone)

    @property
    def when(self):
        """The date and times in words; another time zone than the site's is named."""
        words = clock.span_words(self.local_start, self.local_end)
        if self.time_zone == clock.default_time_zone():
            return words
        return _("%(when)s (time in %(place)s)") % {
            "when": words,
            "place": self.time_zone.split("/")[-1].replace("_", " "),
        }

    @property
    def is_online(self):
        """Whether people can take part online."""
        return bool(self.online_note)

    @property
    def attendance_words(self):
        """How people take part, in a word or two."""
        if self.place and self.online_note:
            return _("In person and online")
        return Attendance.IN_PERSON.label if self.place else Attendance.ONLINE.label
