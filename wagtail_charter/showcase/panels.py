"""What whoever approves an entry is asked in the Wagtail admin."""

from django import forms
from django.utils.translation import gettext_lazy as _
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
