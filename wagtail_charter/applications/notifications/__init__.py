"""The letters of this room: one function for each, named for what happened."""

from wagtail_charter.applications.notifications.beginning import BEGINNING_LETTERS, application_begun
from wagtail_charter.applications.notifications.interest import (
    INTEREST_LETTERS,
    interest_arrived,
    interest_invited,
    interest_not_now,
    interest_received,
)
from wagtail_charter.applications.notifications.sending import application_sent, application_withdrawn

LETTERS = [*INTEREST_LETTERS, *BEGINNING_LETTERS]

__all__ = [
    "LETTERS",
    "application_begun",
    "application_sent",
    "application_withdrawn",
    "interest_arrived",
    "interest_invited",
    "interest_not_now",
    "interest_received",
]
