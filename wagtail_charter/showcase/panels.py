"""What the Wagtail admin shows of the showcase beyond plain fields."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel
from wagtail.forms import TaskStateCommentForm


class ConsentForm(TaskStateCommentForm):
    """What whoever approves an entry confirms."""

    CONFIRMATIONS = ("names_agreed", "service_agreed")

    names_agreed = forms.BooleanField(
        label=_("Everyone who is named, quoted or shown has agreed"),
        error_messages={"required": _("Confirm this, or ask for changes instead.")},
    )
    service_agreed = forms.BooleanField(
        label=_("The service has read this entry and signed it off"),
        error_messages={"required": _("Confirm this, or ask for changes instead.")},
    )


class FindingsPanel(Panel):
    """A calm list of what to look at before an entry is published; it stops nobody.

    The page gives ``findings()``: a list of sentences.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_charter/showcase/admin/findings_panel.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            is_new = self.instance.pk is None
            context["findings"] = [] if is_new else self.instance.findings()
            context["is_new"] = is_new
            return context
