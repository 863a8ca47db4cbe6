"""What people and officers type in about applications."""

from wagtail_charter.applications.forms.cases import CaseForm
from wagtail_charter.applications.forms.sending import DeclarationForm
from wagtail_charter.applications.forms.writing import AnswerForm, LeadNameForm

__all__ = ["AnswerForm", "CaseForm", "DeclarationForm", "LeadNameForm"]
