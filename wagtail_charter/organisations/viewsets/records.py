"""Organisations, services and their classifications in the Wagtail admin."""

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from wagtail_charter.foundations.viewsets import LAST_CHANGED, PlainChooserViewSet, PlainSearchIndexView
from wagtail_charter.organisations.exports import (
    ORGANISATION_COLUMNS,
    SERVICE_COLUMNS,
    organisation_rows,
    service_rows,
)
from wagtail_charter.organisations.filters import OrganisationAdminFilterSet, ServiceAdminFilterSet
from wagtail_charter.organisations.forms import ServiceForm, TermChoicesForm
from wagtail_charter.organisations.models import (
    CareBoard,
    Organisation,
    PracticeTheme,
    Region,
    Service,
    Setting,
    SettingGroup,
)
from wagtail_charter.organisations.panels import ORGANISATION_PANELS, SERVICE_PANELS, term_panels

MERGE_PERMISSION = "wagtail_charter.merge_organisation"
_MERGE_LABEL = _("Merge into another organisation")


class OrganisationIndexView(PlainSearchIndexView):
    """The list of organisations."""

    def get_base_queryset(self):
        services = Service.objects.filter(provider=OuterRef("pk")).order_by().values("provider")
        count = Coalesce(Subquery(services.annotate(n=Count("pk")).values("n")), 0)
        return super().get_base_queryset().described().annotate(service_count=count)

    def filter_queryset(self, queryset):
        # Wagtail leaves a list unfiltered when a value makes no sense; merged rows stay hidden all the same.
        return super().filter_queryset(queryset) if self.filters.is_valid() else queryset.in_use()

    def export_rows(self, queryset, spreadsheet_format):
        return organisation_rows(queryset)

    def get_list_more_buttons(self, instance):
        buttons = super().get_list_more_buttons(instance)
        if _may_merge(self.request.user, instance):
            url = _merge_url(instance)
            buttons.append(MenuItem(_MERGE_LABEL, url=url, icon_name="resubmit", priority=25))
        return buttons


class OrganisationEditView(EditView):
    """The form of an organisation."""

    @cached_property
    def header_more_buttons(self):
        buttons = list(super().header_more_buttons)
        if _may_merge(self.request.user, self.object):
            buttons.append(
                Button(_MERGE_LABEL, url=_merge_url(self.object), icon_name="resubmit", priority=15)
            )
        return buttons


def _may_merge(user, organisation):
    return not organisation.merged_into_id and user.has_perm(MERGE_PERMISSION)


def _merge_url(organisation):
    return reverse("charter_merge_organisation", args=[organisation.pk])


class OrganisationChooserViewSet(PlainChooserViewSet):
    """Offers organisations that are in use."""

    more_columns = (("get_provider_type_display", _("Type")), ("region", _("Region")))

    def get_object_list(self):
        return Organisation.objects.in_use().select_related("region")


class ServiceChooserViewSet(PlainChooserViewSet):
    """Offers services, each with its provider."""

    more_columns = (("provider", _("Provider")), ("region", _("Region")))

    def get_object_list(self):
        return Service.objects.described()


class OrganisationViewSet(SnippetViewSet):
    """Legal bodies."""

    model = Organisation
    icon = "group"
    menu_order = 210
    inspect_view_enabled = True
    inspect_view_fields = [
        "name", "short_name", "provider_type", "region", "care_board", "website", "identifiers", "sites",
        "services", "merged_into", "updated_at",
    ]  # fmt: skip
    copy_view_enabled = False
    index_view_class = OrganisationIndexView
    edit_view_class = OrganisationEditView
    chooser_viewset_class = OrganisationChooserViewSet
    filterset_class = OrganisationAdminFilterSet
    search_backend_name = None
    list_display = [
        "name",
        "provider_type",
        Column("region", label=_("Region"), accessor="region", sort_key="region__name"),
        Column(
            "services",
            label=_("Services"),
            accessor="service_count",
            sort_key="service_count",
        ),
        LAST_CHANGED,
    ]
    list_export = ORGANISATION_COLUMNS
    export_headings = {column: column for column in ORGANISATION_COLUMNS}
    export_filename = "organisations"
    edit_handler = ObjectList(ORGANISATION_PANELS, base_form_class=TermChoicesForm)


class ServiceIndexView(PlainSearchIndexView):
    """The list of services."""

    def get_base_queryset(self):
        return super().get_base_queryset().described()

    def export_rows(self, queryset, spreadsheet_format):
        return service_rows(queryset)


class ServiceViewSet(SnippetViewSet):
    """What awards are for."""

    model = Service
    icon = "clipboard-list"
    menu_order = 220
    inspect_view_enabled = True
    copy_view_enabled = False
    index_view_class = ServiceIndexView
    chooser_viewset_class = ServiceChooserViewSet
    filterset_class = ServiceAdminFilterSet
    search_backend_name = None
    list_display = [
        "name",
        Column("provider", label=_("Provider"), accessor="provider", sort_key="provider__name"),
        Column("setting", label=_("Setting"), accessor="setting", sort_key="setting__name"),
        Column("region", label=_("Region"), accessor="region", sort_key="region__name"),
        LAST_CHANGED,
    ]
    list_export = SERVICE_COLUMNS
    export_headings = {column: column for column in SERVICE_COLUMNS}
    export_filename = "services"
    edit_handler = ObjectList(SERVICE_PANELS, base_form_class=ServiceForm)


class TermViewSet(SnippetViewSet):
    """The base of each classification's list. Terms are few, so their lists need no search."""

    icon = "tag"
    copy_view_enabled = False
    list_display = ["name", "slug", "valid_from", "valid_to", LAST_CHANGED]
    list_per_page = 50
    search_backend_name = None
    search_fields = ["name", "slug"]

    def get_edit_handler(self):
        return ObjectList(self.term_panels, base_form_class=TermChoicesForm).bind_to_model(self.model)


class RegionViewSet(TermViewSet):
    """Regions."""

    model = Region
    menu_order = 10
    term_panels = term_panels(before_dates=[], after_dates=["replaced_by"])


class CareBoardViewSet(TermViewSet):
    """Integrated care boards."""

    model = CareBoard
    menu_order = 20
    list_display = ["name", "region", "valid_from", "valid_to", "replaced_by", LAST_CHANGED]
    term_panels = term_panels(before_dates=["region"], after_dates=["replaced_by"])

    def get_queryset(self, request):
        return CareBoard.objects.select_related("region", "replaced_by")


class SettingViewSet(TermViewSet):
    """Settings."""

    model = Setting
    menu_order = 40
    menu_label = _("Settings of services")
    list_display = ["name", "group", "slug", "valid_from", "valid_to", LAST_CHANGED]
    list_filter = ["group"]
    term_panels = term_panels(before_dates=["group"])

    def get_queryset(self, request):
        return Setting.objects.select_related("group")


class SettingGroupViewSet(TermViewSet):
    """Groups of settings."""

    model = SettingGroup
    menu_order = 30
    term_panels = term_panels()


class PracticeThemeViewSet(TermViewSet):
    """What services do well."""

    model = PracticeTheme
    menu_order = 50
    menu_label = _("Themes of services")
    term_panels = term_panels()


organisation_viewsets = [OrganisationViewSet, ServiceViewSet]
#: What organisations and services are sorted by.
classification_viewsets = [
    RegionViewSet,
    CareBoardViewSet,
    SettingGroupViewSet,
    SettingViewSet,
    PracticeThemeViewSet,
]
