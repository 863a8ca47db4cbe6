"""The list of awards, the page of one award, its public words, and the chooser."""

from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, StatusTagColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import EditView, InspectView, SnippetViewSet

from wagtail_charter.awards import permissions
from wagtail_charter.awards.exports import AWARD_COLUMNS, award_rows
from wagtail_charter.awards.models import Award
from wagtail_charter.awards.panels import AWARD_PANELS
from wagtail_charter.awards.states import AwardState
from wagtail_charter.awards.viewsets.acts import IssueAwardView, NoteExternalAwardView, StepView
from wagtail_charter.awards.viewsets.steps import ADMIN, step_buttons, steps_for
from wagtail_charter.events.models import Event
from wagtail_charter.foundations.permissions import OwnPolicyMixin
from wagtail_charter.foundations.viewsets import PlainChooserViewSet, PlainSearchIndexView, day_column

_OWN_FACTS = (
    "reference", "service", "provider_at_issue", "level", "scope", "issued_on", "ends_on", "state", "state_words",
    "is_listed", "public_words",
)  # fmt: skip
_EXTERNAL_FACTS = (
    "service", "level_as_published", "issuer_name", "year", "issuer_url", "checked_on", "checked_by", "scope",
    "public_words",
)  # fmt: skip


class AwardFilterSet(WagtailFilterSet):
    """The filters of the officers' list."""

    class Meta:
        model = Award
        fields = ["state", "level", "is_external", "is_listed"]


class AwardIndexView(PlainSearchIndexView):
    """The list of awards: no tick boxes, because nothing is done to several awards at once."""

    @cached_property
    def columns(self):
        return [column for column in super().columns if not isinstance(column, BulkActionsCheckboxColumn)]

    @cached_property
    def header_buttons(self):
        if not permissions.can_issue_award(self.request.user):
            return []
        return [
            HeaderButton(_("Issue an award"), url=reverse(f"{ADMIN}:issue"), icon_name="plus"),
            HeaderButton(
                _("Note another scheme's award"), url=reverse(f"{ADMIN}:note"), icon_name="link-external"
            ),
        ]

    def export_rows(self, queryset, spreadsheet_format):
        return award_rows(queryset)


class AwardEditView(EditView):
    """The form of an award: its public words."""

    @cached_property
    def header_more_buttons(self):
        return [*super().header_more_buttons, *step_buttons(self.request.user, self.object)]


class AwardInspectView(InspectView):
    """All about one award: facts, history, and what can be done next."""

    @cached_property
    def header_more_buttons(self):
        return [*super().header_more_buttons, *step_buttons(self.request.user, self.object)]

    def get_fields_context(self):
        """Only the facts that an award of its kind has."""
        names = _EXTERNAL_FACTS if self.object.is_external else _OWN_FACTS
        return [self.get_context_for_field(name) for name in names]

    def get_field_display_value(self, field_name, field):
        value = super().get_field_display_value(field_name, field)
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        return _("No data") if value in (None, "") else value

    def get_context_data(self, **kwargs):
        events = Event.objects.about(self.object).order_by("-sequence")
        steps = [
            (reverse(f"{ADMIN}:step", args=[self.object.pk, word]), step)
            for word, step in steps_for(self.request.user, self.object)
        ]
        names = dict(AwardState.choices)
        history = [(event.at, names.get(event.to_state, event.to_state)) for event in events]
        return {**super().get_context_data(**kwargs), "steps": steps, "history": history}


class AwardChooserViewSet(PlainChooserViewSet):
    """Offers awards that may be shown."""

    more_columns = (("level_name", _("Level")), ("get_state_display", _("Status")))

    def get_object_list(self):
        return Award.objects.for_display().described()


class AwardViewSet(OwnPolicyMixin, SnippetViewSet):
    """Awards: list, inspect, history, and the public words. No adding, copying or deleting."""

    model = Award
    icon = "success"
    menu_order = 110
    own_policy = permissions.award_policy
    copy_view_enabled = False
    inspect_view_enabled = True
    # Not the snippets' own template: it brings the bulk actions.
    index_template_name = "wagtailadmin/generic/index.html"
    inspect_template_name = "wagtail_charter/awards/admin/inspect.html"
    index_view_class = AwardIndexView
    edit_view_class = AwardEditView
    inspect_view_class = AwardInspectView
    chooser_viewset_class = AwardChooserViewSet
    filterset_class = AwardFilterSet
    search_backend_name = None
    list_display = [
        "service",
        Column("level", label=_("Level"), accessor="level_name", sort_key="level_key"),
        StatusTagColumn(
            "state",
            label=_("Status"),
            accessor="get_state_display",
            sort_key="state",
            primary=lambda award: award.state == AwardState.CURRENT,
        ),
        day_column("issued_on", _("Awarded on")),
        day_column("ends_on", _("Valid until")),
        Column("reference", label=_("Reference"), sort_key="reference"),
    ]
    list_export = AWARD_COLUMNS
    list_per_page = 20
    edit_handler = ObjectList(AWARD_PANELS)
    #: Views that make, copy or delete are not even there.
    kept_views = {"list", "list_results", "edit", "usage", "history", "history_results", "inspect"}

    def get_queryset(self, request):
        return Award.objects.described()

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**{"add_url_name": None, "delete_url_name": None, **kwargs})

    def get_urlpatterns(self):
        kept = [pattern for pattern in super().get_urlpatterns() if pattern.name in self.kept_views]
        return [
            *kept,
            path("issue/", IssueAwardView.as_view(), name="issue"),
            path("note/", NoteExternalAwardView.as_view(), name="note"),
            path("step/<int:pk>/<slug:word>/", StepView.as_view(), name="step"),
        ]
