"""What happens when an application is assessed: rating, deciding, signing, releasing, hearing it, accepting it."""

from wagtail_charter.assessment.services.accepting import accept_result, close_not_ready
from wagtail_charter.assessment.services.deciding import (
    OutcomeChanged,
    keep_outcome_words,
    record_outcome,
    sign_outcome,
    take_back_outcome,
)
from wagtail_charter.assessment.services.editions import charter_of
from wagtail_charter.assessment.services.hearing import choose_hearing, note_called
from wagtail_charter.assessment.services.rating import (
    GivenRating,
    Standing,
    explain,
    rate_statement,
    ratings_of,
    save_ratings,
    standing_of,
)
from wagtail_charter.assessment.services.releasing import default_release_at, release_due, release_outcome

__all__ = [
    "GivenRating",
    "OutcomeChanged",
    "Standing",
    "accept_result",
    "charter_of",
    "choose_hearing",
    "close_not_ready",
    "default_release_at",
    "explain",
    "keep_outcome_words",
    "note_called",
    "rate_statement",
    "ratings_of",
    "record_outcome",
    "release_due",
    "release_outcome",
    "save_ratings",
    "sign_outcome",
    "standing_of",
    "take_back_outcome",
]
