"""What people and officers type in about applications."""

from wagtail_charter.applications.forms.asking import AskQuestionForm, TakeBackForm
from wagtail_charter.applications.forms.beginning import ANOTHER, BeginForm, ChooseServiceForm, TakeUpForm
from wagtail_charter.applications.forms.cases import CaseForm
from wagtail_charter.applications.forms.casework import (
    AssignForm,
    AssignManyForm,
    ExtendForm,
    NextStepForm,
    NoteContactForm,
    WithdrawForm,
)
from wagtail_charter.applications.forms.interest import InterestForm, InviteForm, NotNowForm, NoWordsForm
from wagtail_charter.applications.forms.leaving import LeaveForm
from wagtail_charter.applications.forms.messages import MessageForm
from wagtail_charter.applications.forms.sending import DeclarationForm
from wagtail_charter.applications.forms.typing_in import TypeInAskedForm, TypeInForm
from wagtail_charter.applications.forms.writing import AnswerForm, LeadNameForm

__all__ = [
    "ANOTHER",
    "AnswerForm",
    "AskQuestionForm",
    "AssignForm",
    "AssignManyForm",
    "BeginForm",
    "CaseForm",
    "ChooseServiceForm",
    "DeclarationForm",
    "ExtendForm",
    "InterestForm",
    "InviteForm",
    "LeadNameForm",
    "LeaveForm",
    "MessageForm",
    "NextStepForm",
    "NoWordsForm",
    "NotNowForm",
    "NoteContactForm",
    "TakeBackForm",
    "TakeUpForm",
    "TypeInAskedForm",
    "TypeInForm",
    "WithdrawForm",
]
