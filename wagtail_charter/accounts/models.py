"""The people of the portal. They are never users of the host's admin."""

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_charter.accounts.querysets import MAX_ATTEMPTS, PortalAccountQuerySet, SignInRequestQuerySet
from wagtail_charter.foundations.models import TimeStamped


class PortalAccount(TimeStamped):
    """Somebody who works in the portal: an e-mail address that answered a code, and a name.

    ``sessions_epoch`` is held by each session; raising it signs the person out everywhere. A closed account keeps its
    row, so that what it did can still be told apart, but no address and no name.
    """

    email = models.EmailField(_("e-mail"), blank=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    last_signed_in_at = models.DateTimeField(_("last signed in"), null=True, editable=False)
    sessions_epoch = models.PositiveIntegerField(default=0, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)

    objects = PortalAccountQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("portal account")
        verbose_name_plural = _("portal accounts")
        ordering = ["email"]
        default_permissions = ("view", "change")
        constraints = [
            models.UniqueConstraint(
                Lower("email"), condition=~models.Q(email=""), name="wagtail_charter_account_email_once"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True) | models.Q(email="", name=""),
                name="wagtail_charter_account_closed_empty",
            ),
        ]

    def __str__(self):
        return self.name or self.email or str(_("Closed account"))

    #: The same words as Django's users have, so that permission code may ask either.
    @property
    def is_active(self):
        """Whether the account may sign in."""
        return self.closed_at is None


class SignInRequest(models.Model):
    """One wish to sign in, from one browser: the code's keyed hash, how often it was tried, whether it was used.

    Neither the code nor the browser's secret can be read from the row.
    """

    email = models.EmailField(_("e-mail"))
    browser_hash = models.CharField(max_length=64, unique=True)
    code_mac = models.CharField(max_length=64, blank=True)
    network = models.CharField(max_length=64, db_index=True)
    next_path = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(_("asked"), default=timezone.now, db_index=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    used_at = models.DateTimeField(_("used"), null=True)
    replaced_at = models.DateTimeField(_("replaced"), null=True)

    objects = SignInRequestQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("sign-in request")
        verbose_name_plural = _("sign-in requests")
        ordering = ["-created_at"]
        default_permissions = ()
        indexes = [models.Index(fields=["email", "-created_at"], name="wagtail_charter_signin_email")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(attempts__lte=MAX_ATTEMPTS), name="wagtail_charter_signin_attempts"
            )
        ]

    def __str__(self):
        return f"{self.pk}"
