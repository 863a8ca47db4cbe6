"""What applicants choose about a result, and what the charter team fills in to reach one."""

from wagtail_charter.assessment.forms.outcome import OutcomeForm, ReleaseForm
from wagtail_charter.assessment.forms.portal import NO, YES, AcceptForm, HearingForm
from wagtail_charter.assessment.forms.ratings import RatingSheetForm

__all__ = [
    "NO",
    "YES",
    "AcceptForm",
    "HearingForm",
    "OutcomeForm",
    "RatingSheetForm",
    "ReleaseForm",
]
