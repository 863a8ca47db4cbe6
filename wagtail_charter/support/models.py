"""The named people whom others can reach."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_charter.foundations.models import TimeStamped
from wagtail_charter.support.querysets import ConcernQuerySet, ContactQuerySet
from wagtail_charter.support.states import CONCERN_TRANSITIONS, ConcernState


class Contact(TimeStamped):
    """A named contact: how to reach them, when, and how soon they answer.

    Channels are shown in one order everywhere: telephone, text relay, e-mail.
    """

    name = models.CharField(
        _("name"), max_length=120, help_text=_("A person, or a team with one front door.")
    )
    role = models.CharField(_("role"), max_length=120, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    text_relay = models.CharField(_("text relay"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    hours = models.CharField(_("hours"), max_length=120, blank=True)
    reply_time = models.CharField(_("how soon they answer"), max_length=120, blank=True)
    out_of_hours_text = models.TextField(_("what to do at other times"), blank=True)
    urgent_text = models.TextField(_("urgent help"), blank=True)
    urgent_checked_on = models.DateField(_("urgent help last checked"), null=True, blank=True)
    cover = models.ForeignKey(
        "self",
        verbose_name=_("who covers"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="covers_for",
        help_text=_("Shown as well while this person is away."),
    )
    away_from = models.DateField(_("away from"), null=True, blank=True)
    away_until = models.DateField(_("away until"), null=True, blank=True, help_text=_("The last day away."))
    away_text = models.CharField(_("words while away"), max_length=300, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("named contact")
        verbose_name_plural = _("named contacts")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if not (self.phone or self.text_relay or self.email):
            raise ValidationError(
                {"phone": _("Enter at least one way to reach them: telephone, text relay or e-mail.")}
            )
        if self.away_from and self.away_until and self.away_until < self.away_from:
            raise ValidationError(
                {"away_until": _("The last day away must be the same as or after the first day.")}
            )
        if self.away_from and not self.away_until and not self.away_text:
            raise ValidationError(
                {"away_text": _("Enter the words to show while they are away, or the last day away.")}
            )
        self._check_cover()

    def _check_cover(self):
        """Refuse cover that leads back to where it began."""
        seen, later = {self.pk}, self.cover
        while later is not None:
            if later.pk in seen:
                raise ValidationError(
                    {"cover": _("Choose somebody else: these would cover for each other in a circle.")}
                )
            seen.add(later.pk)
            later = later.cover

    def is_away(self, on=None):
        """Whether they are away on the date ``on`` (default: today). Without a first day, they are there."""
        on = on or timezone.localdate()
        return (
            bool(self.away_from) and self.away_from <= on and (not self.away_until or on <= self.away_until)
        )

    @property
    def covered_by(self):
        """Whoever is there in their place while they are away: the first of those who cover who is not away too."""
        seen, later = {self.pk}, self.cover if self.is_away() else None
        while later is not None and later.pk not in seen:
            if not later.is_away():
                return later
            seen.add(later.pk)
            later = later.cover
        return None

    def people_to_write_to(self):
        """The contacts with an e-mail address who are to hear now: this one, and who covers while they are away."""
        return [person for person in (self, self.covered_by) if person is not None and person.email]

    @property
    def phone_link(self):
        """The telephone number as a ``tel:`` address, or an empty string."""
        digits = "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")
        return f"tel:{digits}" if digits else ""


class Concern(TimeStamped):
    """Somebody pressed "I am worried about someone": where, what they said, and how the safeguarding contact took it up."""

    page_address = models.CharField(_("page"), max_length=500, blank=True)
    about_reference = models.CharField(_("about"), max_length=40, blank=True)
    words = models.TextField(_("what they told us"))
    reply_name = models.CharField(_("name"), max_length=120, blank=True)
    reply_to = models.CharField(_("how to reach them"), max_length=200, blank=True)
    site = models.ForeignKey(
        "wagtailcore.Site", verbose_name=_("site"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=ConcernState,
        default=ConcernState.NEW,
        editable=False,
        db_index=True,
    )
    # Two presses of one button carry one key, so that the second of them finds the first.
    press_key = models.CharField(max_length=96, unique=True, editable=False)
    network = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    seen_at = models.DateTimeField(_("seen"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)
    cleared_at = models.DateTimeField(_("cleared"), null=True, editable=False)

    objects = ConcernQuerySet.as_manager()
    transitions = CONCERN_TRANSITIONS
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("concern")
        verbose_name_plural = _("concerns")
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view", "change")

    def __str__(self):
        return f"{self.created_at:%d/%m/%Y %H:%M}"


class FixedNote(TypeError):
    """Raised when code tries to change a line of the log."""


class ConcernNote(models.Model):
    """One line of the log of a concern: what was done, by whom, when. Lines are added, never changed."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="notes")
    at = models.DateTimeField(_("when"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    words = models.TextField(_("what was done"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["at", "pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.at:%d/%m/%Y %H:%M}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise FixedNote("A line of the log cannot be changed. Add another.")
        super().save(*args, **kwargs)
