"""What people type to sign in, and about themselves."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wagtail_charter.accounts.rules import typed_code
from wagtail_charter.foundations.forms import CharterForm


class SignInForm(CharterForm):
    """An address to send a code to; ``next`` is a path of this site, checked by the view."""

    email = forms.EmailField(
        label=_("Email address"),
        help_text=_("We will send a code of 6 digits to this address."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"required": _("Enter your email address")},
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_email(self):
        """Addresses are kept in lower case, and letters go to the address as it is kept."""
        return self.cleaned_data["email"].lower()


class CodeForm(CharterForm):
    """The code of the newest message; spaces do not count. ``was_used``: the view's note that it was used already."""

    was_used = False

    code = forms.CharField(
        label=_("Code"),
        help_text=_("6 digits, for example 123 456"),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "spellcheck": "false",
                "class": "nhsuk-input--width-10",
            }
        ),
        error_messages={"required": _("Enter the code from the message")},
    )

    def clean_code(self):
        """The six digits alone."""
        code = typed_code(self.cleaned_data["code"])
        if not code:
            raise ValidationError(_("The code has 6 digits. Enter all of them"))
        return code


class NameForm(CharterForm):
    """What somebody wants to be called."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("The name you go by. We use it in letters to you, and the people you work with see it."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
        error_messages={"required": _("Enter your name")},
    )
