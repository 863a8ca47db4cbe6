"""Contacts and concerns."""

import itertools

from wagtail_charter.events.services import SYSTEM, begin
from wagtail_charter.support.models import Concern, Contact

_numbers = itertools.count(1)


def make_contact(name="Robin Contact", **facts):
    """Somebody to turn to."""
    return Contact.objects.create(name=name, **{"phone": "0191 496 0000", **facts})


def make_concern(*, at_state=None, **facts):
    """A concern that nobody has seen yet, or at another state."""
    return begin(
        Concern(**{"words": "I am worried about Sam.", "press_key": f"press-{next(_numbers)}", **facts}),
        by=SYSTEM,
        at_state=at_state,
    )
