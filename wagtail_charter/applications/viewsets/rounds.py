"""Rounds in the Wagtail admin."""

from django.contrib import messages
from django.db.models import ProtectedError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.admin.views.generic import DeleteView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from wagtail_charter.applications.models import Round
from wagtail_charter.applications.states import OPEN_STAGES


class RoundIndexView(IndexView):
    """The list of rounds, each with its edition."""

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("edition")


class RoundDeleteView(DeleteView):
    """Deletes a round that nobody applied in; any other stays."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ProtectedError:
            messages.error(self.request, _text("Applications were made in this round, so it stays."))
            return redirect(reverse(self.index_url_name))


class RoundViewSet(ModelViewSet):
    """The windows in which services can apply."""

    model = Round
    name = "charter_round"
    url_prefix = "charter/rounds"
    icon = "time"
    menu_order = 120
    copy_view_enabled = False
    delete_view_class = RoundDeleteView
    search_fields = ["label"]
    search_backend_name = None
    index_view_class = RoundIndexView
    list_display = [
        "label",
        StatusTagColumn(
            "stage",
            label=_("Now"),
            accessor="stage_words",
            primary=lambda round: round.stage() in OPEN_STAGES,
        ),
        Column("edition", label=_("Edition"), accessor="edition"),
        "opens_at",
        "closes_at",
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("label"),
            FieldPanel("edition"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
                    FieldPanel("results_by"),
                ],
                heading=_("When"),
                help_text=_("Services write and send between these moments. Pages say both in words."),
            ),
            MultiFieldPanel(
                [FieldPanel("who_may_apply"), FieldPanel("is_by_invitation")],
                heading=_("Who may apply"),
            ),
            FieldPanel("contact"),
        ]
    )
