"""What the charter team does on a case."""

import datetime

from django.utils import timezone

from tests.factories.applications import make_round
from wagtail_charter.applications.models import RoundMessage
from wagtail_charter.applications.states import MessageState
from wagtail_charter.events.services import SYSTEM, begin


def make_message(round=None, *, by=SYSTEM, at_state=MessageState.WAITING, **facts):
    """A message to the leads of a round that waits for an hour."""
    given = {
        "subject": "A date has moved",
        "words": "The round closes a week later.",
        "leaves_at": timezone.now() + datetime.timedelta(hours=1),
        **facts,
    }
    return begin(RoundMessage(round=round or make_round(), **given), by=by, at_state=at_state)
