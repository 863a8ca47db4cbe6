"""Keeps the list of the showcase right, and drafts the entries that services asked for."""

from wagtail_charter.showcase.services.drafting import draft_entries, follow_acceptances, waiting_for_draft
from wagtail_charter.showcase.services.listing import (
    follow_entries,
    glossary_terms,
    refresh_all,
    refresh_counts,
    refresh_entries,
    refresh_listing,
)

__all__ = [
    "connect",
    "draft_entries",
    "glossary_terms",
    "refresh_all",
    "refresh_counts",
    "refresh_entries",
    "refresh_listing",
    "waiting_for_draft",
]


def connect():
    """Follow what happens to entries, awards and applications. Once, at start."""
    follow_entries()
    follow_acceptances()
