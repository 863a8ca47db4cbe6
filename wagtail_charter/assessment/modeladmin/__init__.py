"""What this room adds to the desk of a case: the wish how to hear, the call before the result, the answer to it."""

from wagtail_charter.assessment.modeladmin.hearing import (
    CalledStep,
    CloseStep,
    accepted_section,
    calls_today,
    calls_urlpatterns,
    hearing_section,
)

__all__ = [
    "CalledStep",
    "CloseStep",
    "accepted_section",
    "calls_today",
    "calls_urlpatterns",
    "hearing_section",
]
