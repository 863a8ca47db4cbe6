"""The room's own views: merging in the admin, claims in the portal."""

from wagtail_charter.organisations.views.claims import answer_as_owner, claim, claim_sent, withdraw
from wagtail_charter.organisations.views.merging import OrganisationMergeView

__all__ = ["OrganisationMergeView", "answer_as_owner", "claim", "claim_sent", "withdraw"]
