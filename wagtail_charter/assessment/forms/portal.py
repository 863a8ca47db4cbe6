"""What an applicant chooses about a result: how to hear it, and what becomes public of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail_charter.assessment.states import HearingWay
from wagtail_charter.foundations.forms import CharterForm

YES, NO = "yes", "no"
_HINTS = {
    HearingWay.SIGN_IN: _(
        "The e-mail does not say what the result is. You sign in and read it when you want to."
    ),
    HearingWay.CALL: _(
        "The person at the end of this page calls you on the day of the result or soon after, and tells you. The "
        "e-mail comes after the call."
    ),
    HearingWay.EMAIL: _(
        "The e-mail names the level that was reached. The subject does not. Choose this if nobody else reads your "
        "e-mail, or if you do not mind."
    ),
}


class HearingForm(CharterForm):
    """How to hear the result; a call needs a number."""

    way = forms.ChoiceField(
        label=_("How do you want to hear the result?"),
        choices=HearingWay.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Select how you want to hear the result")},
    )
    phone = forms.CharField(
        label=_("Telephone number"),
        required=False,
        max_length=40,
        help_text=_("Needed if you chose a call."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    good_times = forms.CharField(
        label=_("Good times to call"),
        required=False,
        max_length=200,
        help_text=_("For example: weekdays after 2pm, not on Wednesdays."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["way"].hints = {str(way): hint for way, hint in _HINTS.items()}
        self.fields["phone"].is_conditional = True

    def clean(self):
        facts = super().clean()
        phone = facts.get("phone", "")
        if facts.get("way") != HearingWay.CALL or "phone" in self.errors:
            return facts
        if not phone:
            self.add_error("phone", _("Enter a telephone number, so that we can call"))
        elif sum(sign.isdigit() for sign in phone) < 5:
            self.add_error("phone", _("Enter a telephone number, like 0191 496 0000 or +44 191 496 0000"))
        return facts


class AcceptForm(CharterForm):
    """What becomes public of a result. Nothing is chosen beforehand; questions that do not arise are left out."""

    listing = forms.ChoiceField(
        label=_("Do you want the result on the public register?"),
        choices=[(YES, _("Yes, list it")), (NO, _("No, do not list it"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Select whether you want the result on the public register")},
    )
    quoting = forms.ChoiceField(
        label=_("May we quote the line about your service?"),
        choices=[(YES, _("Yes, it may be quoted")), (NO, _("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Select whether we may quote the line about your service")},
    )
    showcase = forms.ChoiceField(
        label=_("Would you like an entry in the showcase?"),
        choices=[(YES, _("Yes, draft one for us")), (NO, _("No"))],
        widget=forms.RadioSelect,
        help_text=_(
            "A page about how your service works, for others to learn from. We draft it from what you tell us, you "
            "change what you like, and it is published only after your yes."
        ),
        error_messages={"required": _("Select whether you would like an entry in the showcase")},
    )

    def __init__(self, *args, line="", offers_showcase=True, **kwargs):
        super().__init__(*args, **kwargs)
        if line:
            self.fields["quoting"].help_text = _("“%(line)s”") % {"line": line}
        else:
            del self.fields["quoting"]
        if not offers_showcase:
            del self.fields["showcase"]

    @property
    def chosen(self):
        """What ``accept_result`` takes."""
        return {
            "wants_listing": self.cleaned_data["listing"] == YES,
            "may_be_quoted": self.cleaned_data.get("quoting") == YES,
            "wants_showcase": self.cleaned_data.get("showcase") == YES,
        }
