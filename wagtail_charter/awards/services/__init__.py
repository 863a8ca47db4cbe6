"""Giving awards, what can happen to them afterwards, and what the days bring."""

from wagtail_charter.awards.services.counting import recount_register
from wagtail_charter.awards.services.issuing import issue_award, new_reference, note_external_award
from wagtail_charter.awards.services.steps import (
    begin_renewal,
    confirm_after_review,
    end_award,
    hand_back_award,
    lapse_award,
    place_under_review,
    revoke_award,
    stop_renewal,
)

__all__ = [
    "begin_renewal",
    "confirm_after_review",
    "end_award",
    "hand_back_award",
    "issue_award",
    "lapse_award",
    "new_reference",
    "note_external_award",
    "place_under_review",
    "recount_register",
    "revoke_award",
    "stop_renewal",
]
