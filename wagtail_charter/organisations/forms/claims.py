"""The forms of claims: what somebody of the portal says, and the three answers of the team."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail_charter.foundations.forms import CharterForm, HiddenText, LongTextField
from wagtail_charter.organisations.models import Organisation, Region, Service, Setting
from wagtail_charter.organisations.states import AgeGroup, ProviderType


class ClaimForm(CharterForm):
    """Which organisation and service somebody works for. Cleans to the keywords of ``services.propose_claim``."""

    next = HiddenText(keep=500)
    organisation_name = forms.CharField(
        label=_("Organisation"),
        max_length=200,
        help_text=_(
            "The body that runs the service, for example an NHS trust or a charity. Write its full name."
        ),
        error_messages={"required": _("Enter the name of the organisation")},
    )
    service_name = forms.CharField(
        label=_("Service"),
        max_length=200,
        help_text=_("The service or team that the charter is for."),
        error_messages={"required": _("Enter the name of the service")},
    )
    setting = forms.ModelChoiceField(
        label=_("Where it meets people"),
        queryset=Setting.objects.none(),
        required=False,
        empty_label=_("I am not sure"),
    )
    area = forms.CharField(
        label=_("Area it covers"),
        max_length=200,
        required=False,
        help_text=_("For example a county or a city."),
    )
    work = forms.CharField(
        label=_("Your work there"),
        max_length=120,
        required=False,
        help_text=_("For example service manager."),
    )
    message = LongTextField(
        label=_("Anything that helps us to find it"),
        required=False,
        max_words=200,
        rows=4,
        help_text=_(
            "For example an organisation code or a web address. Do not write about individual people."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["setting"].queryset = Setting.objects.valid().in_locale()


class MatchClaimForm(forms.Form):
    """It is this service, or a new service of this organisation."""

    service = forms.ModelChoiceField(
        label=_("Service"),
        queryset=Service.objects.all(),
        required=False,
        error_messages={"invalid_choice": _("Choose a service of the list.")},
    )
    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.in_use(),
        required=False,
        error_messages={"invalid_choice": _("Choose an organisation that is in use.")},
    )
    service_name = forms.CharField(
        label=_("Name of the new service"),
        max_length=200,
        required=False,
        help_text=_("Entered as a service of the organisation that you chose."),
    )

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned.get("service") and not cleaned.get("organisation"):
            raise forms.ValidationError(_("Choose a service, or an organisation that has a new one."))
        return cleaned


class CreateFromClaimForm(forms.Form):
    """An organisation that is not known yet, and its service."""

    organisation_name = forms.CharField(label=_("Organisation"), max_length=200)
    provider_type = forms.ChoiceField(
        label=_("Type of provider"), choices=ProviderType.choices, initial=ProviderType.NOT_STATED
    )
    service_name = forms.CharField(label=_("Service"), max_length=200)
    age_group = forms.ChoiceField(label=_("Who it is for"), choices=AgeGroup.choices, initial=AgeGroup.ADULTS)
    region = forms.ModelChoiceField(
        label=_("Region"), queryset=Region.objects.none(), required=False, empty_label=_("Not stated")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = Region.objects.valid().in_locale()


class DeclineClaimForm(forms.Form):
    """Why it cannot be done, in words that the person reads."""

    words = forms.CharField(
        label=_("Words to them"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("They read exactly this in a letter. Say what they can do next."),
        error_messages={"required": _("Enter the words that they will read.")},
    )
