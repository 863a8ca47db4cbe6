"""Legal holds and the retention log in the Wagtail admin, for the people who look after information rights."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import CreateView, InspectView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from wagtail_charter.foundations.objectpermissions import ObjectPermissionMixin
from wagtail_charter.governance.models import Hold, RetentionRun
from wagtail_charter.governance.retention import place_hold, release_hold
from wagtail_charter.governance.retention.rooms import all_holdings

_HOLDS = "charter_holds"


def _may_release(user):
    return user.has_perm("wagtail_charter.change_hold")


class _NothingByHand(ObjectPermissionMixin, ModelViewSet):
    """Rows are looked at; a row is neither changed nor deleted by a form."""

    copy_view_enabled = False
    inspect_view_enabled = True
    search_backend_name = None
    list_per_page = 20
    kept_views = frozenset()
    gone = ("edit_url_name", "delete_url_name")

    def object_permission(self, user, instance, action):
        return action == "view"

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**{**dict.fromkeys(self.gone), **kwargs})

    def get_urlpatterns(self):
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in self.kept_views]


class HoldCreateView(CreateView):
    """Places a hold through the service, so that the log has it."""

    def save_instance(self):
        facts = self.form.cleaned_data
        return place_hold(facts["reference"], reason=facts["reason"], by=self.request.user)

    def get_success_buttons(self):
        return []


class HoldInspectView(InspectView):
    """One hold."""

    @cached_property
    def header_more_buttons(self):
        if self.object.released_at or not _may_release(self.request.user):
            return []
        url = reverse(f"{_HOLDS}:release", args=[self.object.pk])
        return [Button(_("Release"), url=url, icon_name="lock-open", priority=50)]

    def get_field_display_value(self, field_name, field):
        value = super().get_field_display_value(field_name, field)
        return _("No data") if value in (None, "") else value


class HoldReleaseView(WagtailAdminTemplateMixin, TemplateView):
    """Asks, then releases a hold."""

    page_title = _("Release a legal hold")
    header_icon = "lock-open"
    template_name = "wagtail_charter/governance/admin/release.html"

    def dispatch(self, request, *args, **kwargs):
        if not _may_release(request.user):
            raise PermissionDenied
        self.hold = get_object_or_404(Hold, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        release_hold(self.hold)
        messages.success(request, _text("The hold on %(reference)s is released.") % {"reference": self.hold})
        return redirect(reverse(f"{_HOLDS}:index"))

    def get_page_subtitle(self):
        return str(self.hold)

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse(f"{_HOLDS}:index"), "label": capfirst(Hold._meta.verbose_name_plural)},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        index_url = reverse(f"{_HOLDS}:index")
        return super().get_context_data(hold=self.hold, index_url=index_url, **kwargs)


class HoldViewSet(_NothingByHand):
    """What may not be let go, and why."""

    model = Hold
    name = _HOLDS
    url_prefix = "charter/holds"
    icon = "lock"
    menu_label = _("Legal holds")
    menu_order = 320
    add_view_class = HoldCreateView
    inspect_view_class = HoldInspectView
    inspect_view_fields = ["reference", "reason", "placed_at", "placed_by", "released_at"]
    list_display = [
        Column("reference", label=_("Reference"), sort_key="reference"),
        DateColumn("placed_at", label=_("Placed"), sort_key="placed_at"),
        DateColumn("released_at", label=_("Released"), sort_key="released_at"),
    ]
    ordering = ["-placed_at"]
    edit_handler = ObjectList(
        [
            HelpPanel(_("While a hold is in force, nothing under its reference is let go, and the person is not forgotten.")),
            FieldPanel("reference"),
            FieldPanel("reason"),
        ]
    )  # fmt: skip
    kept_views = frozenset({"index", "index_results", "add", "inspect"})

    def get_urlpatterns(self):
        release = path("release/<int:pk>/", HoldReleaseView.as_view(), name="release")
        return [*super().get_urlpatterns(), release]


class RunInspectView(InspectView):
    """One line of the log."""

    template_name = "wagtail_charter/governance/admin/run.html"

    def get_context_data(self, **kwargs):
        names = {holding.slug: holding.what for holding in all_holdings()}
        lines = [{**line, "what": _what(line, names)} for line in self.object.lines]
        return super().get_context_data(lines=lines, **kwargs)


def _what(line, names):
    """What a line of a run tells of, in words."""
    return names.get(line.get("holding")) or line.get("kind") or line.get("room") or ""


class RunViewSet(_NothingByHand):
    """What was planned, let go, handed over and forgotten: lines that are only ever added."""

    model = RetentionRun
    name = "charter_retention_log"
    url_prefix = "charter/retention-log"
    icon = "history"
    menu_label = _("Retention log")
    menu_order = 330
    inspect_view_class = RunInspectView
    inspect_view_fields = ["number", "kind", "at", "plan"]
    list_display = [
        Column("number", label=_("Number")),
        Column("kind", label=_("What"), accessor="get_kind_display", sort_key="kind"),
        DateColumn("at", label=_("When"), sort_key="at"),
    ]
    list_filter = ["kind"]
    ordering = ["-at"]
    form_fields = ["kind"]
    gone = ("add_url_name", "edit_url_name", "delete_url_name")
    kept_views = frozenset({"index", "index_results", "inspect"})


governance_viewsets = [HoldViewSet, RunViewSet]
