"""The action plan of a service, and what is planned in it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from wagtail_charter.applications.models import Application
from wagtail_charter.foundations.models import TimeStamped
from wagtail_charter.framework.models import EvidenceStatement
from wagtail_charter.organisations.models import Service
from wagtail_charter.plans.states import PLAN_TRANSITIONS, PlanState


class ActionPlan(TimeStamped, ClusterableModel):
    """What a service will do next, and the day on which it looks at it together with the charter team.

    Seeded from the next steps of an outcome, changed freely while it is a draft, signed off by agreeing it.
    """

    service = models.ForeignKey(
        Service, verbose_name=_("service"), on_delete=models.PROTECT, related_name="plans"
    )
    application = models.OneToOneField(
        Application, verbose_name=_("application"), null=True, on_delete=models.PROTECT, related_name="plan"
    )
    check_in_on = models.DateField(
        _("check-in"),
        null=True,
        blank=True,
        help_text=_("The day on which you look at the plan together."),
    )
    agreed_at = models.DateTimeField(_("agreed"), null=True, editable=False)
    agreed_with = models.CharField(_("agreed with"), max_length=120, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=PlanState, default=PlanState.DRAFT, editable=False
    )

    transitions = PLAN_TRANSITIONS
    # The usage lists of services would name plans to people who may not open them.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("action plan")
        verbose_name_plural = _("action plans")
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view", "change")

    def __str__(self):
        return str(_("Action plan of %(service)s") % {"service": self.service})


class PlannedAction(TimeStamped):
    """One thing to do: what, who leads it (by role), and by when."""

    plan = ParentalKey(ActionPlan, on_delete=models.CASCADE, related_name="actions")
    statement = models.ForeignKey(
        EvidenceStatement,
        verbose_name=_("statement"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    words = models.TextField(_("what"), max_length=1000)
    who_leads = models.CharField(
        _("who leads it"), max_length=120, blank=True, help_text=_("By role, for example: the peer lead.")
    )
    by_when = models.DateField(_("by when"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("planned action")
        verbose_name_plural = _("planned actions")
        ordering = ["by_when", "pk"]
        default_permissions = ()

    def __str__(self):
        return self.words[:60]
