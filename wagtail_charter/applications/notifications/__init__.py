"""The letters of this room: one function for each, named for what happened."""

from wagtail_charter.applications.notifications.beginning import application_begun
from wagtail_charter.applications.notifications.interest import (
    interest_arrived,
    interest_invited,
    interest_not_now,
    interest_received,
)

__all__ = [
    "application_begun",
    "interest_arrived",
    "interest_invited",
    "interest_not_now",
    "interest_received",
]
