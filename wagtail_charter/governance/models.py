"""Legal holds, the append-only log of what was let go and of people's requests, and copies made for people."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_charter.foundations.files import private_storage
from wagtail_charter.governance.querysets import HoldQuerySet, RetentionRunQuerySet
from wagtail_charter.governance.states import RunKind


class Hold(models.Model):
    """That nothing under a reference may be let go, for example while an inquiry asks for it.

    ``reference``: that of an application or an expression of interest, or a person's e-mail address.
    """

    reference = models.CharField(
        _("reference"),
        max_length=254,
        help_text=_("Of an application or an expression of interest, or a person's e-mail address."),
    )
    reason = models.TextField(_("reason"), help_text=_("Why it is kept, and who asked for that."))
    placed_at = models.DateTimeField(_("placed"), default=timezone.now, editable=False)
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("placed by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    released_at = models.DateTimeField(_("released"), null=True, editable=False)

    objects = HoldQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("legal hold")
        verbose_name_plural = _("legal holds")
        ordering = ["-placed_at", "-pk"]
        default_permissions = ("add", "change", "view")

    def __str__(self):
        return self.reference


class FrozenRun(TypeError):
    """Raised when code tries to change or delete a line of the retention log."""


class RetentionRun(models.Model):
    """One line of the log: a plan, what a plan let go, a copy made for a person, a person forgotten, a hold.

    It holds no content and no address. ``lines``: a list of ``{"holding", "count", "held", "before", …}``. ``subject``:
    a keyed hash of a person's address, so that a line can be found again by whoever knows the address.
    """

    number = models.CharField(_("number"), max_length=20, unique=True)
    kind = models.CharField(_("what"), max_length=20, choices=RunKind)
    at = models.DateTimeField(_("when"), default=timezone.now)
    lines = models.JSONField(_("lines"), default=list)
    subject = models.CharField(max_length=64, blank=True)
    plan = models.OneToOneField(
        "self",
        verbose_name=_("plan"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="outcome",
    )

    objects = RetentionRunQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("line of the retention log")
        verbose_name_plural = _("retention log")
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)

    def __str__(self):
        return self.number

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise FrozenRun("A line of the retention log cannot be changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise FrozenRun("A line of the retention log cannot be deleted.")


class PersonExport(models.Model):
    """Private files with a copy of what is held about somebody; they are deleted soon after they were handed over."""

    page = models.FileField(storage=private_storage, max_length=200)
    document = models.FileField(storage=private_storage, max_length=200)
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("copy for a person")
        verbose_name_plural = _("copies for people")
        ordering = ["-made_at", "-pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.made_at:%d/%m/%Y}"
