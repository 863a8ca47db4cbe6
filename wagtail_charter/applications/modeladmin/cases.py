"""The list of applications: the one place of ``wagtail-modeladmin``, for its permissions object by object.

Its views ask permission only for what they change and answer a refusal with a redirect; here each view first asks
whether the person may know the application at all, and answers 404 if not.
"""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.log_actions import log
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import CreateView, DeleteView, EditView, HistoryView, InspectView

from wagtail_charter.applications import permissions
from wagtail_charter.applications.filters import CASE_FILTERS
from wagtail_charter.applications.forms import CaseForm
from wagtail_charter.applications.modeladmin.answers import answer_urlpatterns
from wagtail_charter.applications.modeladmin.bulk import bulk_urlpatterns
from wagtail_charter.applications.modeladmin.casework import case_sections, case_steps, case_urlpatterns
from wagtail_charter.applications.modeladmin.guarding import (
    ApplicationPermissionHelper,
    CaseButtonHelper,
    SecretMixin,
)
from wagtail_charter.applications.modeladmin.lists import ApplicationIndexView, CaseSearchHandler, checkbox
from wagtail_charter.applications.modeladmin.standing import standing_of
from wagtail_charter.applications.modeladmin.today import today_urlpatterns
from wagtail_charter.applications.models import Application
from wagtail_charter.applications.rules import is_overdue, writing_ends_at
from wagtail_charter.applications.services import change_case

ROWS_PER_PAGE = 50


class ApplicationCreateView(SecretMixin, CreateView):
    """There is none: applications are entered by their service."""


class ApplicationInspectView(SecretMixin, InspectView):
    """The case: where it stands, what can be done, what was said, and what happened."""

    def get_page_title(self):
        return _text("Application")

    def get_meta_title(self):
        return self.instance.reference

    def get_page_subtitle(self):
        return self.instance.reference

    def get_context_data(self, **kwargs):
        user = self.request.user
        rows = self.model_admin.get_queryset(self.request).select_related(
            "round__edition", "cover", "contact"
        )
        self.instance = application = rows.get(pk=self.instance.pk)
        return {
            "view": self,
            "application": application,
            "standing": standing_of(application, answer_by=_answer_by(application)),
            "writing_ends_at": writing_ends_at(application),
            "can_change": self.permission_helper.user_can_edit_obj(user, application),
            "steps": case_steps(application, user),
            "sections": case_sections(application, user),
            **kwargs,
        }


def _answer_by(application):
    """The first day by which an open question is to be answered, or ``None``."""
    if not application.question_open_at:
        return None
    asked = application.questions.filter(answered_at__isnull=True, closed_at__isnull=True)
    return asked.order_by("answer_by").values_list("answer_by", flat=True).first()


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
    button_helper_class = CaseButtonHelper
    search_handler_class = CaseSearchHandler
    index_view_class = ApplicationIndexView
    create_view_class = ApplicationCreateView
    inspect_view_class = ApplicationInspectView
    edit_view_class = ApplicationEditView
    delete_view_class = ApplicationDeleteView
    history_view_class = ApplicationHistoryView
    inspect_view_enabled = True
    index_view_extra_css = ["wagtail_charter/admin-applications.css"]
    index_template_name = "wagtail_charter/applications/admin/list.html"
    inspect_view_extra_css = ["wagtail_charter/admin-applications.css"]
    inspect_template_name = "wagtail_charter/applications/admin/case.html"
    list_display = (
        "reference",
        "service_and_provider",
        "round_label",
        "state",
        "caseworker_name",
        "sent",
        "next_step",
    )
    list_display_add_buttons = "reference"
    list_filter = CASE_FILTERS
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

    def get_list_display(self, request):
        # The list asks for each of its cells; what somebody may do is looked up for the first.
        if not hasattr(request, "charter_columns"):
            can_change = permissions.can_change_some_applications(request.user)
            request.charter_columns = ("chosen", *self.list_display) if can_change else self.list_display
        return request.charter_columns

    def get_admin_urls_for_registration(self):
        base = self.base_url_path
        own = (
            *answer_urlpatterns(self),
            *case_urlpatterns(base),
            *bulk_urlpatterns(base),
            *today_urlpatterns(),
        )
        return (*super().get_admin_urls_for_registration(), *own)

    def get_empty_value_display(self, field_name=None):
        return _("No data")

    def chosen(self, application):
        """The box that chooses the row."""
        return checkbox(application)

    chosen.short_description = _("Choose")

    def service_and_provider(self, application):
        """The service, and below it who runs it."""
        return format_html(
            '{}<br><span class="charter-list-note">{}</span>',
            application.service.name,
            application.service.provider.name,
        )

    service_and_provider.short_description = _("Service and provider")

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

    def next_step(self, application):
        """By when the team takes its next step."""
        if not application.next_step_by:
            return None
        day = date_format(application.next_step_by, "j M Y")
        is_late = is_overdue(application, on=timezone.localdate())
        return _text("%(day)s, overdue") % {"day": day} if is_late else day

    next_step.short_description = _("Next step by")
    next_step.admin_order_field = "next_step_by"
