"""Contacts and concerns."""

from wagtail_charter.events.services import SYSTEM, begin
from wagtail_charter.support.models import Concern, Contact


def make_contact(name="Robin Contact", **facts):
    """Somebody to turn to."""
    return Contact.objects.create(name=name, **{"phone": "0191 496 0000", **facts})


def make_concern(**facts):
    """A concern that nobody has seen yet."""
    return begin(Concern(**{"words": "I am worried about Sam.", **facts}), by=SYSTEM)
