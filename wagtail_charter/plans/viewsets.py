"""Action plans in the Wagtail admin: the list, and what is written in a plan while it is a draft."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from wagtail_charter.foundations.objectpermissions import ObjectPermissionMixin
from wagtail_charter.foundations.viewsets import day_column
from wagtail_charter.plans.models import ActionPlan
from wagtail_charter.plans.permissions import can_change_plan, visible_plans


class PlanIndexView(generic.IndexView):
    """The list of plans. It has no export."""

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("service__provider", "application")


class PlanViewSet(ObjectPermissionMixin, ModelViewSet):
    """What services will do next. Plans begin with a case and are agreed there; here a draft is written."""

    model = ActionPlan
    name = url_namespace = "charter_plans"
    url_prefix = "charter/plans"
    icon = "tasks"
    menu_label = _("Action plans")
    menu_order = 124
    index_view_class = PlanIndexView
    copy_view_enabled = False
    add_to_reference_index = False
    search_fields = None
    search_backend_name = None
    list_filter = ["state"]
    ordering = ["-created_at", "-pk"]
    kept_views = {"index", "index_results", "edit"}
    list_display = [
        Column("reference", label=_("Application"), accessor=lambda plan: plan.application.reference if plan.application_id else ""),
        Column("service", label=_("Service"), accessor="service.name"),
        Column("state", label=_("State"), accessor="get_state_display"),
        day_column("check_in_on", _("Check-in")),
        Column("agreed_with", label=_("Agreed with")),
    ]  # fmt: skip
    edit_handler = ObjectList(
        [
            FieldPanel("check_in_on"),
            InlinePanel(
                "actions",
                heading=_("What to do"),
                label=_("Planned action"),
                panels=[
                    FieldPanel("words"),
                    FieldPanel("who_leads"),
                    FieldRowPanel([FieldPanel("by_when"), FieldPanel("done_on")]),
                ],
            ),
        ]
    )

    def object_permission(self, user, instance, action):
        return can_change_plan(instance) if action == "change" else action == "view"

    def visible_to(self, user, queryset):
        return visible_plans(user, queryset)

    def get_common_view_kwargs(self, **kwargs):
        no_views = {
            f"{name}_url_name": None for name in ("add", "delete", "copy", "history", "usage", "inspect")
        }
        return super().get_common_view_kwargs(**{**no_views, **kwargs})

    def get_urlpatterns(self):
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in self.kept_views]


plan_viewsets = [PlanViewSet]
