"""Messages to rounds in the Wagtail admin: written, looked at as one lead gets them, confirmed, held, stopped."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from wagtail_charter.applications import services
from wagtail_charter.applications.forms import MessageForm
from wagtail_charter.applications.models import RoundMessage
from wagtail_charter.applications.notifications import preview_message
from wagtail_charter.applications.permissions import visible_applications
from wagtail_charter.applications.states import MessageState
from wagtail_charter.events.services import InvalidTransition
from wagtail_charter.foundations.objectpermissions import ObjectPermissionMixin
from wagtail_charter.framework.models import FrameworkEdition
from wagtail_charter.framework.rules import words_found
from wagtail_charter.letters.viewsets import harmless_html

_NAME = "charter_message"
_CHANGE = "wagtail_charter.change_roundmessage"
_S = MessageState

#: What can be done, by the word in the address: the service, and what is said.
_STEPS = {
    "confirm": (services.confirm_message, _("It leaves when its time comes. Until then you can stop it.")),
    "stop": (services.stop_message, _("It is stopped. No letter leaves.")),
}


class MessageIndexView(generic.IndexView):
    """What was written to whom, the newest first."""

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("round")


class _SaveMixin:
    """Saving leads to the page on which the message is looked at; a press of somebody else is told at the form."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)

    def get_success_url(self):
        return _page_of(self.object)

    def get_success_buttons(self):
        return []

    def _logged(self, message, action):
        log(instance=message, action=action, user=self.request.user, content_changed=True)
        return message


class MessageCreateView(_SaveMixin, generic.CreateView):
    """Write a message."""

    def save_instance(self):
        message = services.write_message(by=self.request.user, **self.form.cleaned_data)
        return self._logged(message, "wagtail.create")


class MessageEditView(_SaveMixin, generic.EditView):
    """Change a message that is not confirmed."""

    def save_instance(self):
        return self._logged(services.change_message(self.object, **self.form.cleaned_data), "wagtail.edit")


class MessageInspectView(generic.InspectView):
    """The message as one lead gets it, who gets it, who is left out and why, and what can be done."""

    page_title = _("Message to a round")
    template_name = "wagtail_charter/applications/admin/message.html"

    @cached_property
    def example(self):
        """The application whose lead's letter is shown: one that the person may open; ``None`` without one."""
        seen = visible_applications(self.request.user).values("pk")
        leads = services.message_leads(self.object).filter(pk__in=seen)
        return leads.select_related("service", "round__contact", "contact").order_by("pk").first()

    def get_context_data(self, **kwargs):
        message = self.object
        can_change = self.request.user.has_perm(_CHANGE)
        is_over = message.state in (_S.SENT, _S.STOPPED)
        return {
            **super().get_context_data(**kwargs),
            "message": message,
            "example": self.example,
            "written": preview_message(message, self.example) if self.example else None,
            "html_address": reverse(f"{_NAME}:html", args=[message.pk]),
            "leads": None if is_over else services.message_leads(message).count(),
            "left_out": [] if is_over else self._left_out(),
            "flagged": _flagged(message),
            "can_confirm": can_change and message.state == _S.WRITTEN,
            "can_stop": can_change and message.state in (_S.WRITTEN, _S.WAITING),
            "edit_address": reverse(f"{_NAME}:edit", args=[message.pk])
            if can_change and message.state == _S.WRITTEN
            else "",
            "confirm_address": reverse(f"{_NAME}:step", args=[message.pk, "confirm"]),
            "stop_address": reverse(f"{_NAME}:step", args=[message.pk, "stop"]),
        }

    def _left_out(self):
        """Those who do not get it; the names of services only where the person may open the application."""
        seen = set(visible_applications(self.request.user).values_list("pk", flat=True))
        return [
            (str(application) if application.pk in seen else _text("A restricted application"), why)
            for application, why in services.left_out(self.object)
        ]


def _flagged(message):
    """The words to avoid that stand in ``message``, by the list of the newest edition that has one."""
    lists = FrameworkEdition.objects.published().order_by("-pk").values_list("words_to_avoid", flat=True)
    words = next((each for each in lists if each), [])
    return words_found(f"{message.subject}\n{message.words}", words)


@method_decorator(xframe_options_sameorigin, name="dispatch")
class MessageHtmlView(MessageInspectView):
    """The HTML of the letter, for the frame on the message's page."""

    def get(self, request, *args, **kwargs):
        return harmless_html(preview_message(self.object, self.example) if self.example else None)


class MessageStepView(generic.InspectView):
    """Confirm or stop: a press only."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        if not request.user.has_perm(_CHANGE):
            raise PermissionDenied
        if kwargs["word"] not in _STEPS:
            raise Http404
        act, told = _STEPS[kwargs["word"]]
        try:
            act(self.object, by=request.user)
        except ValidationError as refusal:
            messages.warning(request, refusal.messages[0])
        except InvalidTransition:
            messages.warning(request, _text("This message was sent or stopped meanwhile. Look at it again."))
        else:
            messages.success(request, told)
        return redirect(_page_of(self.object))


def _page_of(message):
    return reverse(f"{_NAME}:inspect", args=[message.pk])


class MessageViewSet(ObjectPermissionMixin, ModelViewSet):
    """Messages to all leads of a round. None is deleted or copied here; one that is confirmed stays as it is."""

    model = RoundMessage
    name = url_namespace = _NAME
    url_prefix = "charter/messages"
    icon = "mail"
    menu_label = _("Messages to rounds")
    menu_order = 122
    copy_view_enabled = False
    inspect_view_enabled = True
    add_to_reference_index = False
    index_view_class = MessageIndexView
    add_view_class = MessageCreateView
    edit_view_class = MessageEditView
    inspect_view_class = MessageInspectView
    search_fields = ["subject"]
    search_backend_name = None
    list_filter = ["state", "round"]
    ordering = ["-created_at", "-pk"]
    list_display = [
        TitleColumn("subject", label=_("Subject"), sort_key="subject", get_url=_page_of),
        Column("round", label=_("Round")),
        Column("audience", label=_("To"), accessor="get_audience_display"),
        StatusTagColumn(
            "state",
            label=_("State"),
            accessor="get_state_display",
            sort_key="state",
            primary=lambda message: message.state == _S.WAITING,
        ),
        DateColumn("leaves_at", label=_("Leaves"), sort_key="leaves_at"),
        DateColumn("sent_at", label=_("Sent"), sort_key="sent_at"),
        Column("sent_to", label=_("Letters")),
    ]

    def get_form_class(self, for_update=False):
        return MessageForm

    def object_permission(self, user, instance, action):
        return action == "view" or (action == "change" and instance.state == _S.WRITTEN)

    def get_common_view_kwargs(self, **kwargs):
        absent = ("delete", "history", "usage")
        return super().get_common_view_kwargs(**{**{f"{each}_url_name": None for each in absent}, **kwargs})

    def get_urlpatterns(self):
        facts = self.get_inspect_view_kwargs()
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", self.add_view, name="add"),
            path("edit/<int:pk>/", self.edit_view, name="edit"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
            path("html/<int:pk>/", self.construct_view(MessageHtmlView, **facts), name="html"),
            path("<int:pk>/<slug:word>/", self.construct_view(MessageStepView, **facts), name="step"),
        ]
