"""Organisations, services and their classifications in the Wagtail admin."""

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
)
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import EditView, SnippetViewSet, SnippetViewSetGroup

from wagtail_charter.foundations.viewsets import PlainChooserViewSet, PlainSearchIndexView
from wagtail_charter.organisations.exports import (
    ORGANISATION_COLUMNS,
    SERVICE_COLUMNS,
    organisation_row,
    service_row,
)
from wagtail_charter.organisations.filters import OrganisationAdminFilterSet, ServiceAdminFilterSet
from wagtail_charter.organisations.forms import MergeTargetForm, ServiceForm, TermChoicesForm
from wagtail_charter.organisations.models import (
    CareBoard,
    Organisation,
    PracticeTheme,
    Region,
    Service,
    Setting,
    SettingGroup,
)
from wagtail_charter.organisations.rules import check_can_merge, plan_merge
from wagtail_charter.organisations.services import merge_organisations

MERGE_PERMISSION = "wagtail_charter.merge_organisation"
_MERGE_LABEL = gettext_lazy("Merge into another organisation")


class MergedPanel(HelpPanel):
    """Says above the form that this organisation was merged into another, and where that one is."""

    class BoundPanel(HelpPanel.BoundPanel):
        """Shown for a merged organisation only."""

        template_name = "wagtail_charter/organisations/admin/merged_panel.html"

        def is_shown(self):
            return super().is_shown() and bool(self.instance.merged_into_id)

        def get_context_data(self, parent_context=None):
            into = self.instance.merged_into
            url = reverse(OrganisationViewSet().get_url_name("edit"), args=[quote(into.pk)])
            return {**super().get_context_data(parent_context), "into": into, "into_url": url}


class OrganisationIndexView(PlainSearchIndexView):
    """The list of organisations."""

    def get_base_queryset(self):
        services = Service.objects.filter(provider=OuterRef("pk")).order_by().values("provider")
        count = Coalesce(Subquery(services.annotate(n=Count("pk")).values("n")), 0)
        return super().get_base_queryset().described().annotate(service_count=count)

    def filter_queryset(self, queryset):
        # Wagtail leaves a list unfiltered when a value makes no sense; merged rows stay hidden all the same.
        return super().filter_queryset(queryset) if self.filters.is_valid() else queryset.in_use()

    def to_row_dict(self, item):
        return organisation_row(item)

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


class OrganisationMergeView(WagtailAdminTemplateMixin, TemplateView):
    """Choose the organisation that stays, see exactly what will move, then merge."""

    page_title = _MERGE_LABEL
    header_icon = "resubmit"
    template_name = "wagtail_charter/organisations/admin/merge.html"

    def dispatch(self, request, *args, **kwargs):
        self.object = get_object_or_404(Organisation, pk=kwargs["pk"])
        if not request.user.has_perm(MERGE_PERMISSION):
            raise PermissionDenied
        if self.object.merged_into_id:
            messages.warning(request, _("This organisation was merged already."))
            return redirect(_edit_url(self.object))
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        form = self._form(request.POST)
        if form.is_valid():
            try:
                into = merge_organisations(self.object, into=form.cleaned_data["into"], by=request.user)
            except ValidationError as error:
                form.add_error("into", error)
            else:
                told = _("“%(one)s” was merged into “%(other)s”.") % {"one": self.object, "other": into}
                messages.success(request, told)
                return redirect(_edit_url(into))
        return self.render_to_response(self.get_context_data(form=form))

    def get_page_subtitle(self):
        return str(self.object)

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": _list_url(), "label": capfirst(Organisation._meta.verbose_name_plural)},
            {"url": _edit_url(self.object), "label": str(self.object)},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        form = context.setdefault(
            "form", self._form(self.request.GET if "into" in self.request.GET else None)
        )
        into = form.cleaned_data.get("into") if form.is_bound and form.is_valid() else None
        if into:
            try:
                check_can_merge(self.object, into)
                context |= {"into": into, "plan": plan_merge(self.object, into)}
            except ValidationError as error:
                form.add_error("into", error)
        return {
            **context,
            "organisation": self.object,
            "media": context.get("media", forms.Media()) + form.media,
            "merge_url": _merge_url(self.object),
            "edit_url": _edit_url(self.object),
        }

    def _form(self, data):
        form = MergeTargetForm(data, organisation=self.object)
        form.fields["into"].widget = OrganisationViewSet().chooser_viewset.widget_class()
        return form


def _may_merge(user, organisation):
    return not organisation.merged_into_id and user.has_perm(MERGE_PERMISSION)


def _merge_url(organisation):
    return reverse(OrganisationViewSet().get_url_name("merge"), args=[quote(organisation.pk)])


def _edit_url(organisation):
    return reverse(OrganisationViewSet().get_url_name("edit"), args=[quote(organisation.pk)])


def _list_url():
    return reverse(OrganisationViewSet().get_url_name("list"))


class OrganisationChooserViewSet(PlainChooserViewSet):
    """Offers organisations that are in use."""

    more_columns = (("get_provider_type_display", gettext_lazy("Type")), ("region", gettext_lazy("Region")))

    def get_object_list(self):
        return Organisation.objects.in_use().select_related("region")


class ServiceChooserViewSet(PlainChooserViewSet):
    """Offers services, each with its provider."""

    more_columns = (("provider", gettext_lazy("Provider")), ("region", gettext_lazy("Region")))

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
        Column("region", label=gettext_lazy("Region"), accessor="region", sort_key="region__name"),
        Column(
            "services",
            label=gettext_lazy("Services"),
            accessor="service_count",
            sort_key="service_count",
        ),
        UpdatedAtColumn(),
    ]
    list_export = ORGANISATION_COLUMNS
    export_headings = {column: column for column in ORGANISATION_COLUMNS}
    export_filename = "organisations"
    edit_handler = ObjectList(
        [
            MergedPanel(),
            MultiFieldPanel(
                [
                    FieldPanel("name", help_text=gettext_lazy("The full name, as the body writes it.")),
                    FieldPanel(
                        "short_name", help_text=gettext_lazy("If people know it by one, for example CNWL.")
                    ),
                    FieldPanel("provider_type"),
                    FieldPanel("website"),
                    FieldPanel("is_fictional"),
                ],
                heading=gettext_lazy("The organisation"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel(
                        "region",
                        widget=forms.Select,
                        help_text=gettext_lazy("Where most of its services work."),
                    ),
                    FieldPanel("care_board", widget=forms.Select),
                ],
                heading=gettext_lazy("Where it belongs"),
            ),
            InlinePanel(
                "identifiers",
                panels=[FieldRowPanel([FieldPanel("scheme"), FieldPanel("value")])],
                heading=gettext_lazy("Identifiers"),
                label=gettext_lazy("Identifier"),
                help_text=gettext_lazy(
                    "Numbers or codes from public registers. They tell organisations of similar names apart, "
                    "and a file that is loaded finds the right one by them."
                ),
            ),
            InlinePanel(
                "sites",
                panels=[FieldPanel("name"), FieldRowPanel([FieldPanel("place"), FieldPanel("code")])],
                heading=gettext_lazy("Sites"),
                label=gettext_lazy("Site"),
                help_text=gettext_lazy("Places in which its services work, if an award needs to name them."),
            ),
        ],
        base_form_class=TermChoicesForm,
    )

    @property
    def merge_view(self):
        """The page that merges an organisation into another."""
        return OrganisationMergeView.as_view()

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("merge/<int:pk>/", self.merge_view, name="merge")]


class ServiceIndexView(PlainSearchIndexView):
    """The list of services."""

    def get_base_queryset(self):
        services = super().get_base_queryset().described()
        return services.prefetch_related("partnerships__partner") if self.is_export else services

    def to_row_dict(self, item):
        return service_row(item)


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
        Column("provider", label=gettext_lazy("Provider"), accessor="provider", sort_key="provider__name"),
        Column("setting", label=gettext_lazy("Setting"), accessor="setting", sort_key="setting__name"),
        Column("region", label=gettext_lazy("Region"), accessor="region", sort_key="region__name"),
        UpdatedAtColumn(),
    ]
    list_export = SERVICE_COLUMNS
    export_headings = {column: column for column in SERVICE_COLUMNS}
    export_filename = "services"
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel(
                        "name", help_text=gettext_lazy("The name that its public pages and awards show.")
                    ),
                    FieldPanel(
                        "provider",
                        help_text=gettext_lazy(
                            "The legal body that runs it. Awards keep the provider of their day."
                        ),
                    ),
                    FieldPanel("is_fictional"),
                ],
                heading=gettext_lazy("The service"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("setting", widget=forms.Select),
                    FieldPanel("age_group"),
                    FieldPanel("region", widget=forms.Select),
                    FieldPanel("area"),
                ],
                heading=gettext_lazy("How visitors find it"),
            ),
            InlinePanel(
                "partnerships",
                panels=[
                    FieldPanel("partner"),
                    FieldPanel("kind"),
                    FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
                ],
                heading=gettext_lazy("Partners"),
                label=gettext_lazy("Partner"),
                help_text=gettext_lazy("Other organisations that work with the service, and what they do."),
            ),
            FieldPanel(
                "sites",
                widget=forms.CheckboxSelectMultiple,
                help_text=gettext_lazy(
                    "The provider's sites in which it works. Add sites to the organisation first; "
                    "for a new service they appear after it is saved."
                ),
            ),
        ],
        base_form_class=ServiceForm,
    )


_TERM_NAMES = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("sort_order")]
_TERM_DATES = MultiFieldPanel(
    [FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")])],
    heading=gettext_lazy("When it is in use"),
)


class TermViewSet(SnippetViewSet):
    """The base of each classification's list. Terms are few, so their lists need no search."""

    icon = "tag"
    copy_view_enabled = False
    list_display = ["name", "slug", "valid_from", "valid_to", UpdatedAtColumn()]
    list_per_page = 50
    search_backend_name = None
    search_fields = ["name", "slug"]

    def get_edit_handler(self):
        return ObjectList(self.term_panels, base_form_class=TermChoicesForm).bind_to_model(self.model)


class RegionViewSet(TermViewSet):
    """Regions."""

    model = Region
    menu_order = 10
    term_panels = [*_TERM_NAMES, _TERM_DATES, FieldPanel("replaced_by", widget=forms.Select)]


class CareBoardViewSet(TermViewSet):
    """Integrated care boards."""

    model = CareBoard
    menu_order = 20
    list_display = ["name", "region", "valid_from", "valid_to", "replaced_by", UpdatedAtColumn()]
    term_panels = [
        *_TERM_NAMES,
        FieldPanel("region", widget=forms.Select),
        _TERM_DATES,
        FieldPanel("replaced_by", widget=forms.Select),
    ]

    def get_queryset(self, request):
        return CareBoard.objects.select_related("region", "replaced_by")


class SettingViewSet(TermViewSet):
    """Settings."""

    model = Setting
    menu_order = 40
    menu_label = gettext_lazy("Settings of services")
    list_display = ["name", "group", "slug", "valid_from", "valid_to", UpdatedAtColumn()]
    list_filter = ["group"]
    term_panels = [*_TERM_NAMES, FieldPanel("group", widget=forms.Select), _TERM_DATES]

    def get_queryset(self, request):
        return Setting.objects.select_related("group")


class SettingGroupViewSet(TermViewSet):
    """Groups of settings."""

    model = SettingGroup
    menu_order = 30
    term_panels = [*_TERM_NAMES, _TERM_DATES]


class PracticeThemeViewSet(TermViewSet):
    """What services do well."""

    model = PracticeTheme
    menu_order = 50
    term_panels = [*_TERM_NAMES, _TERM_DATES]


class ClassificationGroup(SnippetViewSetGroup):
    """The lists that organisations and services are sorted by, as a menu of their own inside the charter's."""

    add_to_admin_menu = False
    menu_item_is_registered = True
    menu_label = gettext_lazy("Classifications")
    menu_name = "charter-classifications"
    menu_icon = "tag"
    menu_order = 900
    items = (RegionViewSet, CareBoardViewSet, SettingGroupViewSet, SettingViewSet, PracticeThemeViewSet)


organisation_viewsets = [OrganisationViewSet, ServiceViewSet, ClassificationGroup]
