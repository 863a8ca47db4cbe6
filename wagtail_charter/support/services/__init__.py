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
    connect,
    contact_for,
    contact_of_site,
    safeguarding_contact_for,
    sites_without_contact,
    sites_without_safeguarding_contact,
)

__all__ = [
    "TooManyConcerns",
    "add_note",
    "close_concern",
    "connect",
    "contact_for",
    "contact_of_site",
    "mark_seen",
    "reopen_concern",
    "report_concern",
    "safeguarding_contact_for",
    "sites_without_contact",
    "sites_without_safeguarding_contact",
]
