"""The list of applications: the one place of ``wagtail-modeladmin``, for its permissions object by object.

Its views ask permission only for what they change and answer a refusal with a redirect; here each view first asks
whether the person may know the application at all, and answers 404 if not.
"""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.log_actions import log
from wagtail_modeladmin.helpers.search import BaseSearchHandler
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import CreateView, DeleteView, EditView, HistoryView, IndexView, InspectView

from wagtail_charter.applications import permissions
from wagtail_charter.applications.exports import HEADER, application_rows
from wagtail_charter.applications.filters import CaseworkerFilter, RoundFilter, StateFilter, WaitingFilter
from wagtail_charter.applications.forms import CaseForm
from wagtail_charter.applications.modeladmin.answers import answer_urlpatterns, answers_url
from wagtail_charter.applications.modeladmin.casework import case_sections, case_steps, case_urlpatterns
from wagtail_charter.applications.modeladmin.guarding import ApplicationPermissionHelper, SecretMixin
from wagtail_charter.applications.models import Application
from wagtail_charter.applications.services import change_case
from wagtail_charter.applications.states import ApplicationState
from wagtail_charter.events.models import Event
from wagtail_charter.foundations.exports import stream_csv, stream_xlsx

ROWS_PER_PAGE = 50


class CaseSearchHandler(BaseSearchHandler):
    """Searches one plain column; a search across joins costs 50 times as much."""

    def search_queryset(self, queryset, search_term, **kwargs):
        return queryset.matching(search_term) if search_term else queryset


class ApplicationIndexView(SecretMixin, IndexView):
    """The list and its exports, of the applications that the person may open."""

    def check_action_permitted(self, user):
        return self.permission_helper.user_can_list(user)

    def get_filters_params(self, params=None):
        """Only what our filters know: any other word in the address is ignored, and cannot look into columns."""
        known = {list_filter.parameter_name for list_filter in self.list_filter}
        return {name: values for name, values in super().get_filters_params(params).items() if name in known}

    def as_spreadsheet(self, queryset, spreadsheet_format):
        make = stream_xlsx if spreadsheet_format == self.FORMAT_XLSX else stream_csv
        name = f"{self.get_filename()}.{spreadsheet_format}"
        return make(name, HEADER, application_rows(queryset))


class ApplicationCreateView(SecretMixin, CreateView):
    """There is none: applications are entered by their service."""


class ApplicationInspectView(SecretMixin, InspectView):
    """All about one application: facts and history."""

    def get_field_label(self, field_name, field=None):
        return capfirst(super().get_field_label(field_name, field))

    def get_field_display_value(self, field_name, field=None):
        value = super().get_field_display_value(field_name, field)
        if isinstance(value, bool):
            return _text("Yes") if value else _text("No")
        return value

    def get_context_data(self, **kwargs):
        names = dict(ApplicationState.choices)
        events = Event.objects.about(self.instance).order_by("-sequence")
        history = [(event.at, names.get(event.to_state, event.to_state)) for event in events]
        can_read = self.permission_helper.user_can_read_answers_obj(self.request.user, self.instance)
        url = answers_url(self.instance) if can_read else ""
        sections = case_sections(self.instance, self.request.user)
        steps = case_steps(self.instance, self.request.user)
        return super().get_context_data(
            history=history, answers_url=url, sections=sections, steps=steps, **kwargs
        )


class ApplicationEditView(SecretMixin, EditView):
    """Who leads the application, and who looks after it."""

    def form_valid(self, form):
        self.instance = change_case(form.instance, **form.cleaned_data)
        # By its reference alone: the report of the whole site shows this line to people who may not open it.
        log(
            instance=self.instance,
            action="wagtail.edit",
            title=self.instance.reference,
            content_changed=form.has_changed(),
        )
        messages.success(
            self.request, _text("%(application)s is changed.") % {"application": self.instance.reference}
        )
        return redirect(self.get_success_url())


class ApplicationDeleteView(SecretMixin, DeleteView):
    """There is none: applications leave by retention."""


class ApplicationHistoryView(SecretMixin, HistoryView):
    """Who changed what. The library shows it to anybody; here only to those who may open the application."""

    def check_action_permitted(self, user):
        return self.permission_helper.user_can_inspect_obj(user, self.instance)


class ApplicationAdmin(ModelAdmin):
    """The review list."""

    model = Application
    menu_label = _("Applications")
    menu_icon = "doc-full"
    menu_order = 151
    base_url_path = "charter/applications"
    permission_helper_class = ApplicationPermissionHelper
    search_handler_class = CaseSearchHandler
    index_view_class = ApplicationIndexView
    create_view_class = ApplicationCreateView
    inspect_view_class = ApplicationInspectView
    edit_view_class = ApplicationEditView
    delete_view_class = ApplicationDeleteView
    history_view_class = ApplicationHistoryView
    inspect_view_enabled = True
    index_view_extra_css = ["wagtail_charter/admin-applications.css"]
    inspect_template_name = "wagtail_charter/applications/admin/case.html"
    inspect_view_fields = [
        "reference", "service", "provider", "round", "state", "lead_name", "lead_email", "caseworker",
        "is_restricted", "sent_at", "decided_at", "paused_at",
    ]  # fmt: skip
    list_display = (
        "reference",
        "service_name",
        "provider",
        "round_label",
        "state",
        "caseworker_name",
        "sent",
    )
    list_filter = (StateFilter, RoundFilter, WaitingFilter, CaseworkerFilter)
    list_export = ("reference",)
    list_per_page = ROWS_PER_PAGE
    export_filename = "applications"
    empty_value_display = _("No data")
    edit_handler = ObjectList(
        [
            MultiFieldPanel([FieldPanel("lead_name"), FieldPanel("lead_email")], heading=_("The lead")),
            MultiFieldPanel(
                [FieldPanel("caseworker"), FieldPanel("is_restricted")], heading=_("Who looks after it")
            ),
        ],
        base_form_class=CaseForm,
    )

    def get_queryset(self, request):
        return permissions.visible_applications(request.user).described()

    def get_admin_urls_for_registration(self):
        own = (*answer_urlpatterns(self), *case_urlpatterns(self.base_url_path))
        return (*super().get_admin_urls_for_registration(), *own)

    def get_empty_value_display(self, field_name=None):
        return _("No data")

    def service_name(self, application):
        """The service, by name."""
        return application.service.name

    service_name.short_description = _("Service")

    def provider(self, application):
        """Who runs the service."""
        return application.service.provider.name

    provider.short_description = _("Provider")

    def round_label(self, application):
        """The round, by its label."""
        return application.round.label

    round_label.short_description = _("Round")

    def caseworker_name(self, application):
        """Who looks after it."""
        return user_display_name(application.caseworker) if application.caseworker_id else _("Nobody yet")

    caseworker_name.short_description = _("Caseworker")

    def sent(self, application):
        """When it was sent."""
        return application.sent_at.date() if application.sent_at else None

    sent.short_description = _("Sent")
    sent.admin_order_field = "sent_at"
