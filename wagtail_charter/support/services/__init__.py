"""Finding the person to turn to, and taking in that somebody is worried about someone."""

from wagtail_charter.support.services.concerns import (
    TooManyConcerns,
    add_note,
    close_concern,
    mark_seen,
    reopen_concern,
    report_concern,
)
from wagtail_charter.support.services.contacts import (
    contact_for,
    safeguarding_contact_for,
    sites_without_contact,
    sites_without_safeguarding_contact,
)

__all__ = [
    "TooManyConcerns",
    "add_note",
    "close_concern",
    "contact_for",
    "mark_seen",
    "reopen_concern",
    "report_concern",
    "safeguarding_contact_for",
    "sites_without_contact",
    "sites_without_safeguarding_contact",
]
