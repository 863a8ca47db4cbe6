"""Expressions of interest: a service asks whether the charter is for it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.models.applications import Application, Round
from wagtail_charter.applications.states import INTEREST_TRANSITIONS, InterestState
from wagtail_charter.foundations.models import TimeStamped


class ExpressionOfInterest(TimeStamped):
    """Who asks, for which service, and what they hope for; and how the charter team answered.

    ``extra_answers`` are the editor's own questions as they were asked: a list of ``{"question", "answer"}``.
    ``network`` is a keyed hash of where the message came from; the address itself is kept nowhere.
    """

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    organisation_name = models.CharField(_("organisation"), max_length=200)
    service_name = models.CharField(_("service"), max_length=200)
    hopes = models.TextField(_("what they hope for"), blank=True)
    extra_answers = models.JSONField(_("more answers"), default=list, blank=True)
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("asked on page"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    site = models.ForeignKey(
        "wagtailcore.Site", verbose_name=_("site"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    language = models.CharField(_("language"), max_length=10, blank=True)
    press_key = models.CharField(max_length=64, unique=True, editable=False)
    network = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    round = models.ForeignKey(
        Round, verbose_name=_("round"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    application = models.ForeignKey(
        Application,
        verbose_name=_("application"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="interest",
    )
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=InterestState,
        default=InterestState.INTERESTED,
        editable=False,
        db_index=True,
    )
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    answer_words = models.TextField(_("words to them"), blank=True)

    transitions = INTEREST_TRANSITIONS
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("expression of interest")
        verbose_name_plural = _("expressions of interest")
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view", "change")

    def __str__(self):
        return f"{self.reference} {self.service_name}"

    @property
    def is_open(self):
        """Whether the charter team has yet to answer."""
        return self.state == InterestState.INTERESTED
