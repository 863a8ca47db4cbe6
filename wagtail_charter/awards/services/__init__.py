"""Giving awards, what can happen to them afterwards, and what the days bring."""

from wagtail_charter.awards.services.awarding import default_scope, issue_for
from wagtail_charter.awards.services.counting import recount_register
from wagtail_charter.awards.services.dates import DatesKept, keep_dates
from wagtail_charter.awards.services.issuing import issue_award, note_external_award
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
from wagtail_charter.awards.services.superseding import supersede_award

__all__ = [
    "DatesKept",
    "begin_renewal",
    "confirm_after_review",
    "default_scope",
    "end_award",
    "hand_back_award",
    "issue_award",
    "issue_for",
    "keep_dates",
    "lapse_award",
    "note_external_award",
    "place_under_review",
    "recount_register",
    "revoke_award",
    "stop_renewal",
    "supersede_award",
]
