"""Named contacts and concerns in the Wagtail admin."""

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.snippets.views.snippets import SnippetViewSet

from wagtail_charter.events.services import InvalidTransition
from wagtail_charter.foundations.viewsets import PlainChooserViewSet, PlainSearchIndexView, RecordViewSet
from wagtail_charter.support import services
from wagtail_charter.support.forms import NoteForm
from wagtail_charter.support.models import Concern, Contact
from wagtail_charter.support.permissions import can_act_on_concerns, can_view_concerns
from wagtail_charter.support.states import ConcernState

_COLUMNS = ["name", "role", "phone", "text_relay", "email", "hours", "reply_time", "urgent_checked_on"]
_AWAY = ["cover", "away_from", "away_until", "away_text"]


class ContactIndexView(PlainSearchIndexView):
    """The list of contacts."""

    def to_row_dict(self, item):
        return {name: getattr(item, name) or "" for name in _COLUMNS}


class ContactViewSet(SnippetViewSet):
    """Somebody to turn to; pages and the charter settings choose them."""

    model = Contact
    icon = "user"
    menu_order = 300
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = [*_COLUMNS, "out_of_hours_text", "urgent_text", *_AWAY]
    index_view_class = ContactIndexView
    chooser_viewset_class = PlainChooserViewSet
    search_backend_name = None
    list_display = ["name", "role", "phone", "email", "urgent_checked_on"]
    list_export = _COLUMNS
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name"), FieldPanel("role")], heading=_("Who")),
            MultiFieldPanel(
                [
                    FieldPanel("phone"),
                    FieldPanel("text_relay"),
                    FieldPanel("email"),
                    FieldRowPanel([FieldPanel("hours"), FieldPanel("reply_time")]),
                    FieldPanel("out_of_hours_text"),
                ],
                heading=_("How to reach them"),
                help_text=_(
                    "Shown in this order everywhere, so that people find each way in the same place."
                ),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("cover"),
                    FieldRowPanel([FieldPanel("away_from"), FieldPanel("away_until")]),
                    FieldPanel("away_text"),
                ],
                heading=_("While they are away"),
                help_text=_(
                    "From the first day to the last, pages say that they are away and show who covers for them."
                ),
            ),
            MultiFieldPanel(
                [FieldPanel("urgent_text"), FieldPanel("urgent_checked_on")],
                heading=_("Urgent help"),
                help_text=_("Call the numbers now and then, and note the day on which you checked them."),
            ),
        ]
    )


class ConcernFilterSet(WagtailFilterSet):
    """The filters of the list of concerns."""

    state = django_filters.ChoiceFilter(
        label=_("State"),
        method="narrow_state",
        choices=[("open", _("New or seen")), *ConcernState.choices],
    )

    class Meta:
        model = Concern
        fields = ["state"]

    def narrow_state(self, queryset, name, value):
        """Those in one state, or all that are not closed."""
        return queryset.open() if value == "open" else queryset.filter(state=value)


#: What can be done with a concern as it stands: the word in the address, the words of the button.
STEPS = {
    ConcernState.NEW: {"seen": _("I have read it"), "note": _("Add a note"), "close": _("Close")},
    ConcernState.SEEN: {"note": _("Add a note"), "close": _("Close")},
    ConcernState.CLOSED: {"note": _("Add a note"), "reopen": _("Open again")},
}


class ConcernIndexView(generic.IndexView):
    """The list of concerns, the newest first. It shows none of their words and has no export."""


class ConcernInspectView(generic.InspectView):
    """One concern: what was told, its log, and what can be done."""

    page_title = _("Concern")
    template_name = "wagtail_charter/support/admin/concern.html"
    note_form = None

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(**kwargs),
            "concern": self.object,
            "notes": self.object.notes.select_related("by"),
            "steps": STEPS[self.object.state] if can_act_on_concerns(self.request.user) else {},
            "form": self.note_form or NoteForm(),
            "step_address": reverse("charter_concerns:step", args=[self.object.pk]),
        }


class ConcernStepView(ConcernInspectView):
    """Does one step with a concern; without the words that a step asks for, the page is shown again."""

    def post(self, request, *args, **kwargs):
        if not can_act_on_concerns(request.user):
            raise PermissionDenied
        word = request.POST.get("step", "")
        form = NoteForm(request.POST)
        if word not in STEPS[self.object.state]:
            messages.warning(
                request, _text("Somebody else changed this concern meanwhile. Look at it again.")
            )
        elif word != "seen" and not form.is_valid():
            self.note_form = form
            return self.get(request, *args, **kwargs)
        else:
            self._act(word, form)
        return redirect(reverse("charter_concerns:inspect", args=[self.object.pk]))

    def _act(self, word, form):
        verbs = {
            "note": services.add_note,
            "close": services.close_concern,
            "reopen": services.reopen_concern,
        }
        try:
            if word == "seen":
                services.mark_seen(self.object, by=self.request.user)
            else:
                verbs[word](self.object, words=form.cleaned_data["words"], by=self.request.user)
        except InvalidTransition:
            messages.warning(
                self.request, _text("Somebody else changed this concern meanwhile. Look at it again.")
            )
        else:
            messages.success(self.request, _text("Noted in the log."))


class ConcernViewSet(RecordViewSet):
    """What people are worried about, for those who may read it."""

    model = Concern
    name = url_namespace = "charter_concerns"
    url_prefix = "charter/concerns"
    icon = "warning"
    menu_label = _("Concerns")
    menu_order = 140
    index_view_class = ConcernIndexView
    inspect_view_class = ConcernInspectView
    filterset_class = ConcernFilterSet
    search_fields = None
    list_display = [
        "created_at",
        Column("about_reference", label=_("About")),
        Column("state", label=_("State"), accessor="get_state_display"),
        Column("closed_at", label=_("Closed")),
    ]

    def object_permission(self, user, instance, action):
        return can_act_on_concerns(user) if action == "change" else can_view_concerns(user)

    def visible_to(self, user, queryset):
        return queryset if can_view_concerns(user) else queryset.none()

    @property
    def more_urlpatterns(self):
        view = self.construct_view(ConcernStepView, **self.get_inspect_view_kwargs())
        return [path("step/<int:pk>/", view, name="step")]


support_viewsets = [ContactViewSet]
concern_viewsets = [ConcernViewSet]
