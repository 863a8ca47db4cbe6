"""What is filled in to begin and to agree an action plan."""

from django import forms
from django.utils.translation import gettext_lazy as _


class BeginPlanForm(forms.Form):
    """The first things to do, one on a line, and the day of the check-in."""

    next_steps = forms.CharField(
        label=_("What to do, one thing on each line"), widget=forms.Textarea(attrs={"rows": 5})
    )
    check_in_on = forms.DateField(
        label=_("Check-in (optional)"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The day on which you look at the plan together."),
    )

    def clean_next_steps(self):
        lines = [line.strip() for line in self.cleaned_data["next_steps"].splitlines() if line.strip()]
        if any(len(line) > 1000 for line in lines):
            raise forms.ValidationError(_("Write each thing to do in 1,000 letters or fewer."))
        return lines


class AgreePlanForm(forms.Form):
    """With whom the plan is agreed."""

    agreed_with = forms.CharField(
        label=_("Agreed with"),
        max_length=120,
        help_text=_("Somebody of the service, by name or by their work."),
    )
