"""The forms of the room: for records in the admin, for claims in the portal and in the admin."""

from wagtail_charter.organisations.forms.claims import (
    ClaimForm,
    CreateFromClaimForm,
    DeclineClaimForm,
    MatchClaimForm,
)
from wagtail_charter.organisations.forms.records import (
    MergeTargetForm,
    NamesakesForm,
    ServiceForm,
    TermChoicesForm,
)

__all__ = [
    "ClaimForm",
    "CreateFromClaimForm",
    "DeclineClaimForm",
    "MatchClaimForm",
    "MergeTargetForm",
    "NamesakesForm",
    "ServiceForm",
    "TermChoicesForm",
]
