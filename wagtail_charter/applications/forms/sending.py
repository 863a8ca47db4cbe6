"""What people confirm when they send an application."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.rules import DECLARATION
from wagtail_charter.foundations.forms import CharterForm


class DeclarationForm(CharterForm):
    """Who sends the application, and that they can stand by it."""

    declared_name = forms.CharField(
        label=_("Your full name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Enter your full name")},
    )
    declared_role = forms.CharField(
        label=_("Your work at the service"),
        max_length=120,
        help_text=_("For example, service manager."),
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
        error_messages={"required": _("Enter your work at the service")},
    )
    is_confirmed = forms.BooleanField(
        label=DECLARATION,
        error_messages={"required": _("Tick the box to confirm, or go back and change an answer")},
    )
