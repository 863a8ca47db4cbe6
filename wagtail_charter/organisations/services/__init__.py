"""What happens to organisations, and how people come to belong to them."""

from wagtail_charter.organisations.services.claims import (
    answer_claim_as_owner,
    create_from_claim,
    decline_claim,
    match_claim,
    propose_claim,
    withdraw_claim,
)
from wagtail_charter.organisations.services.memberships import end_membership, make_member, make_owner
from wagtail_charter.organisations.services.merging import MERGE_ACTION, merge_organisations

__all__ = [
    "MERGE_ACTION",
    "answer_claim_as_owner",
    "create_from_claim",
    "decline_claim",
    "end_membership",
    "make_member",
    "make_owner",
    "match_claim",
    "merge_organisations",
    "propose_claim",
    "withdraw_claim",
]
