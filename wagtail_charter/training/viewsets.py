"""Sessions in the Wagtail admin: list, plan, change, cancel. There is no way to delete one."""

import django_filters
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import BaseObjectMixin, WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import Button, HeaderButton
from wagtail.log_actions import log
from wagtail.models import Page

from wagtail_charter.events.services import InvalidTransition
from wagtail_charter.foundations.exports import SafeExportMixin
from wagtail_charter.training import services
from wagtail_charter.training.forms import CancelSessionForm, SessionForm
from wagtail_charter.training.models import TrainingSession
from wagtail_charter.training.querysets import event_pages
from wagtail_charter.training.states import SessionState


class SessionAdminFilterSet(WagtailFilterSet):
    """Filters of the officers' list."""

    event = django_filters.ModelChoiceFilter(queryset=Page.objects.none(), label=_("Event"))
    when = django_filters.ChoiceFilter(
        label=_("When"),
        choices=[("upcoming", _("Upcoming")), ("past", _("Past"))],
        method="narrow_when",
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=SessionState.choices)

    class Meta:
        model = TrainingSession
        fields = ["event", "when", "state"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["event"].queryset = event_pages().order_by("title", "pk")

    def narrow_when(self, queryset, name, value):
        """Sessions to come, or those that have ended."""
        return queryset.upcoming() if value == "upcoming" else queryset.past()


class SessionIndexView(SafeExportMixin, generic.IndexView):
    """The list of sessions, the soonest last."""

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("event")

    def get_list_more_buttons(self, instance):
        buttons = super().get_list_more_buttons(instance)
        if self.user_has_permission("change") and can_be_cancelled(instance):
            buttons.append(
                Button(
                    _("Cancel this session"),
                    url=reverse("charter_sessions:cancel", args=(quote(instance.pk),)),
                    icon_name="cross",
                    priority=30,
                )
            )
        return buttons


class SessionCreateView(generic.CreateView):
    """Plan a session. ``?event=`` in the address chooses the event."""

    def get_initial(self):
        asked = self.request.GET.get("event", "")
        return {**super().get_initial(), **({"event": asked} if asked.isdecimal() else {})}

    def save_instance(self):
        session = services.plan_session(self.form.save(commit=False), by=self.request.user)
        log(instance=session, action="wagtail.create", content_changed=True)
        return session


class SessionEditView(generic.EditView):
    """Change a session. People who have it in their calendar see the change there."""

    @cached_property
    def can_delete(self):
        return False

    @cached_property
    def header_buttons(self):
        buttons = list(super().header_buttons)
        if can_be_cancelled(self.object):
            buttons.append(
                HeaderButton(
                    _("Cancel this session"),
                    url=reverse("charter_sessions:cancel", args=(quote(self.object.pk),)),
                    icon_name="cross",
                )
            )
        return buttons


class SessionCancelView(BaseObjectMixin, PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Ask for words for visitors, then cancel the session."""

    model = TrainingSession
    form_class = CancelSessionForm
    template_name = "wagtail_charter/training/admin/cancel_session.html"
    page_title = _("Cancel this session")
    header_icon = "cross"
    permission_required = "change"
    permission_policy = None

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("wagtail_charter.change_trainingsession"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return str(self.object)

    def get_context_data(self, **kwargs):
        return super().get_context_data(object=self.object, **kwargs)

    def get_breadcrumbs_items(self):
        sessions = {"url": reverse("charter_sessions:index"), "label": _("Training sessions")}
        return [*self.breadcrumbs_items, sessions, {"url": "", "label": self.page_title}]

    def form_valid(self, form):
        try:
            with transaction.atomic():
                services.cancel_session(self.object, by=self.request.user, words=form.cleaned_data["words"])
                log(instance=self.object, action="wagtail.edit", content_changed=True)
        except services.ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        except InvalidTransition:
            messages.warning(self.request, _("This session was cancelled before."))
            return redirect("charter_sessions:index")
        messages.success(
            self.request, _("The session is cancelled. Its page says so, and calendars show it.")
        )
        return redirect("charter_sessions:index")


class SessionViewSet(ModelViewSet):
    """Training sessions, for officers."""

    model = TrainingSession
    name = url_prefix = url_namespace = "charter_sessions"
    icon = "date"
    menu_label = _("Training sessions")
    menu_order = 130
    index_view_class = SessionIndexView
    add_view_class = SessionCreateView
    edit_view_class = SessionEditView
    copy_view_enabled = False
    filterset_class = SessionAdminFilterSet
    ordering = ["-starts_at"]
    list_display = [
        # The first column by its name alone: Wagtail makes the link and the menu of the row from it.
        "event",
        "when",
        Column("attendance_words", label=_("How")),
        "capacity",
        Column("state", label=_("State"), accessor="get_state_display"),
    ]
    list_export = [
        "event.title",
        "starts_at",
        "ends_at",
        "time_zone",
        "place",
        "online_note",
        "capacity",
        "state",
        "cancellation_words",
    ]
    search_fields = None
    edit_handler = ObjectList(
        [
            FieldPanel("event"),
            FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
            FieldPanel("time_zone"),
            FieldPanel("place"),
            FieldPanel("online_note"),
            FieldPanel("capacity"),
        ],
        base_form_class=SessionForm,
    )

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**{**kwargs, "delete_url_name": None})

    def get_urlpatterns(self):
        kept = [pattern for pattern in super().get_urlpatterns() if pattern.name != "delete"]
        return [*kept, path("cancel/<int:pk>/", SessionCancelView.as_view(), name="cancel")]


def can_be_cancelled(session):
    """Whether a session is still planned and has not ended."""
    return not session.is_cancelled and session.ends_at > timezone.now()


training_viewsets = [SessionViewSet]


def refuse_delete_of_events(request, page):
    """For the hook ``before_delete_page``: say kindly that an event with sessions stays, instead of failing.

    Pages below ``page`` count too. Returns a redirect with a message, or ``None``.
    """
    if not TrainingSession.objects.filter(event__path__startswith=page.path).exists():
        return None
    messages.error(
        request,
        _(
            "This page, or one below it, tells of sessions that people may hold places in. Unpublish it instead."
        ),
    )
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def refuse_bulk_delete_of_events(request, action_type, objects, action):
    """For the hook ``before_bulk_action``: as ``refuse_delete_of_events``, for several pages at once."""
    if action_type != "delete" or not issubclass(action.models[0], Page):
        return None
    answers = (refuse_delete_of_events(request, page) for page in objects)
    return next((answer for answer in answers if answer), None)
