"""What people and officers type in about applications."""

from wagtail_charter.applications.forms.beginning import ANOTHER, BeginForm, ChooseServiceForm, TakeUpForm
from wagtail_charter.applications.forms.cases import CaseForm
from wagtail_charter.applications.forms.casework import AskQuestionForm, TakeBackForm
from wagtail_charter.applications.forms.interest import InterestForm, InviteForm, NotNowForm, NoWordsForm
from wagtail_charter.applications.forms.messages import MessageForm
from wagtail_charter.applications.forms.sending import DeclarationForm
from wagtail_charter.applications.forms.typing_in import TypeInForm
from wagtail_charter.applications.forms.writing import AnswerForm, LeadNameForm

__all__ = [
    "ANOTHER",
    "AnswerForm",
    "AskQuestionForm",
    "BeginForm",
    "CaseForm",
    "ChooseServiceForm",
    "DeclarationForm",
    "InterestForm",
    "InviteForm",
    "LeadNameForm",
    "MessageForm",
    "NoWordsForm",
    "NotNowForm",
    "TakeBackForm",
    "TakeUpForm",
    "TypeInForm",
]
