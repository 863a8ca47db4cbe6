"""Rounds in the Wagtail admin."""

from django.contrib import messages
from django.db.models import ProtectedError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _text
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.views.generic import DeleteView
from wagtail.admin.viewsets.model import ModelViewSet

from wagtail_charter.applications.models import Round


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
    list_display = ["label", "edition", "opens_at", "closes_at"]
    edit_handler = ObjectList(
        [
            FieldPanel("label"),
            FieldPanel("edition"),
            FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
            FieldPanel("results_by"),
            FieldPanel("contact"),
        ]
    )


application_viewsets = [RoundViewSet]
