"""What people and officers type in about applications."""

from wagtail_charter.applications.forms.beginning import ANOTHER, BeginForm, ChooseServiceForm, TakeUpForm
from wagtail_charter.applications.forms.cases import CaseForm
from wagtail_charter.applications.forms.interest import InterestForm, InviteForm, NotNowForm

__all__ = [
    "ANOTHER",
    "BeginForm",
    "CaseForm",
    "ChooseServiceForm",
    "InterestForm",
    "InviteForm",
    "NotNowForm",
    "TakeUpForm",
]
