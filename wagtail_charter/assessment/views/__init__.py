"""The result as an application's people meet it: how to hear it, reading it, accepting it."""

from wagtail_charter.assessment.views.accepting import accept, accepted
from wagtail_charter.assessment.views.hearing import hearing
from wagtail_charter.assessment.views.results import result, result_text

__all__ = ["accept", "accepted", "hearing", "result", "result_text"]
