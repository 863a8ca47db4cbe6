"""The named people whom others can reach."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_charter.foundations.models import TimeStamped
from wagtail_charter.support.querysets import ContactQuerySet


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

    @property
    def phone_link(self):
        """The telephone number as a ``tel:`` address, or an empty string."""
        digits = "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")
        return f"tel:{digits}" if digits else ""
