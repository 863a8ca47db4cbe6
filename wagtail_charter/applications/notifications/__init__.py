"""The letters of this room: one function for each, named for what happened."""

from wagtail_charter.applications.notifications import sending
from wagtail_charter.applications.notifications.beginning import application_begun
from wagtail_charter.applications.notifications.interest import (
    interest_arrived,
    interest_invited,
    interest_not_now,
    interest_received,
)
from wagtail_charter.applications.notifications.sending import application_sent, application_withdrawn

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

#: What the team reads about each letter of this room.
LETTERS = [*sending.LETTERS]
