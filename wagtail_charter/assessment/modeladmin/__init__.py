"""What this room adds to the desk of a case: rating, outcome, signature, release, how they want to hear, their answer."""

from wagtail_charter.assessment.modeladmin.hearing import (
    CalledStep,
    CloseStep,
    accepted_section,
    calls_today,
    calls_urlpatterns,
    hearing_section,
)
from wagtail_charter.assessment.modeladmin.outcome import (
    PreviewStep,
    RecordOutcomeStep,
    ReleaseStep,
    SignStep,
    TakeBackStep,
    outcome_section,
)
from wagtail_charter.assessment.modeladmin.ratings import RatingsStep, ratings_section
from wagtail_charter.assessment.modeladmin.waiting import waiting_today

__all__ = [
    "ASSESSMENT_SECTIONS",
    "ASSESSMENT_STEPS",
    "ASSESSMENT_TODAY",
    "CalledStep",
    "CloseStep",
    "accepted_section",
    "calls_today",
    "calls_urlpatterns",
    "hearing_section",
]

#: The parts of rating and deciding, for ``wagtail_hooks``.
ASSESSMENT_SECTIONS = [ratings_section, outcome_section]
ASSESSMENT_STEPS = [RatingsStep, RecordOutcomeStep, PreviewStep, SignStep, TakeBackStep, ReleaseStep]
ASSESSMENT_TODAY = waiting_today
