"""The outbox: one row for each letter, written in the transaction of the act that it tells of."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_charter.letters.querysets import LetterQuerySet


class Letter(models.Model):
    """One letter to one person: what it says (template and facts), and how far its sending has come.

    How far it has come is told by columns, not by a state: a letter is *waiting* until ``sent_at``, ``given_up_at``
    (every attempt was in vain; the team is told) or ``dropped_at`` (it had nothing left to say) is set. ``facts`` hold names and addresses of pages, never an answer, a rating or a secret: a
    secret is made while the letter is being sent and stands in its body only.
    """

    key = models.CharField(
        _("key"), max_length=200, unique=True, help_text=_("One letter for one fact: nothing is told twice.")
    )
    template = models.CharField(_("letter"), max_length=100)
    to_name = models.CharField(_("to"), max_length=120, blank=True)
    to_email = models.EmailField(_("e-mail"))
    reply_to = models.EmailField(_("answers go to"), blank=True)
    facts = models.JSONField(_("facts"), default=dict, blank=True)
    site = models.ForeignKey(
        "wagtailcore.Site", verbose_name=_("site"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    language = models.CharField(_("language"), max_length=10)
    base_url = models.CharField(_("base address"), max_length=200)
    about_type = models.ForeignKey(
        ContentType, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    about_id = models.CharField(max_length=64, blank=True)
    about = GenericForeignKey("about_type", "about_id")
    is_answer = models.BooleanField(
        _("answers the recipient's own act"),
        default=True,
        help_text=_("It leaves at once; any other waits for working hours."),
    )
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    next_try_at = models.DateTimeField(_("leaves"), default=timezone.now, db_index=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    leased_until = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)
    given_up_at = models.DateTimeField(_("given up"), null=True, editable=False)
    dropped_at = models.DateTimeField(_("no longer needed"), null=True, editable=False)
    last_error = models.CharField(_("what went wrong"), max_length=300, blank=True, editable=False)
    cleared_at = models.DateTimeField(_("cleared"), null=True, editable=False)

    objects = LetterQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view", "change")
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=models.Q(sent_at__isnull=True, given_up_at__isnull=True, dropped_at__isnull=True),
                name="wagtail_charter_letter_due",
            ),
            models.Index(fields=["about_type", "about_id"], name="wagtail_charter_letter_about"),
        ]

    def __str__(self):
        return self.key
