"""What people type in to begin: an e-mail address on any page, then the service that applies."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail_charter.foundations.forms import CharterForm

#: The answer "another service" of the choice.
ANOTHER = "another"


class BeginForm(CharterForm):
    """The e-mail address of somebody who begins, or goes on with, an application; answered by the sign-in."""

    email = forms.EmailField(
        label=_("Your email address"),
        help_text=_("We send you a code to type in. There is no password."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    next = forms.CharField(widget=forms.HiddenInput)


class ChooseServiceForm(CharterForm):
    """Which service applies: one of those that the person works with, or another."""

    service = forms.ChoiceField(
        label=_("Which service is this application for?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Select the service that this application is for")},
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        help_text=_("You are the lead of the application until you say otherwise."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(self, services, *args, account, offers_another=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.services = {str(service.pk): service for service in services}
        field = self.fields["service"]
        field.choices = [(key, f"{each.name}, {each.provider.name}") for key, each in self.services.items()]
        if offers_another:
            field.choices += [(ANOTHER, _("Another service"))]
        if account.name:
            del self.fields["name"]

    @property
    def chosen(self):
        """The service that was chosen; ``None`` for another one."""
        return self.services.get(self.cleaned_data["service"])


class TakeUpForm(CharterForm):
    """The name of somebody who takes up an invitation, if it is not known yet."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )

    def __init__(self, *args, account, **kwargs):
        super().__init__(*args, **kwargs)
        if account.name:
            del self.fields["name"]
