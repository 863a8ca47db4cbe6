"""Taking in that somebody is worried about someone, and what is done about it. Each step leaves a line in the log."""

import datetime
import json

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from wagtail_charter.events.services import SYSTEM, begin, move
from wagtail_charter.support import notifications
from wagtail_charter.support.models import Concern, ConcernNote
from wagtail_charter.support.services.contacts import safeguarding_contact_for
from wagtail_charter.support.states import ConcernState

#: How many messages one network can send in an hour. Hospitals share one address, so the bound is wide.
MAX_AN_HOUR = 30
#: Within this time the same words from the same page are one message: a button was pressed twice.
_SAME_WITHIN = datetime.timedelta(minutes=15)


class TooManyConcerns(Exception):
    """More messages came from one network than people write; nothing was taken in."""


@transaction.atomic
def report_concern(
    words, *, site, page_address="", about_reference="", reply_name="", reply_to="", network=""
):
    """Take in that somebody is worried about someone, and write to the safeguarding contact of ``site`` at once.

    ``network``: a keyed hash of where it came from, never an address. The letter holds none of the words. Two presses
    of one button are one concern, at the very same instant too. Returns the ``Concern``. Raises ``TooManyConcerns``;
    nothing is written then, and whoever shows that says how else to reach somebody.
    """
    now = timezone.now()
    told = {
        "words": words,
        "site": site,
        "page_address": page_address,
        "about_reference": about_reference,
        "reply_name": reply_name,
        "reply_to": reply_to,
        "network": network,
    }
    # First the key, then the look at what came before: whoever comes between the two is met by one of them.
    key = _press_key(told)
    before = Concern.objects.filter(created_at__gt=now - _SAME_WITHIN, **told).first()
    if before is not None:
        return before
    recent = Concern.objects.filter(network=network, created_at__gt=now - datetime.timedelta(hours=1))
    if network and recent.count() >= MAX_AN_HOUR:
        raise TooManyConcerns(f"More than {MAX_AN_HOUR} in an hour from one network.")
    try:
        with transaction.atomic():
            concern = begin(Concern(**told, press_key=key), by=SYSTEM)
            notifications.concern_reported(concern, contact=safeguarding_contact_for(site))
    except IntegrityError:
        # The other press of two came first.
        return Concern.objects.get(press_key=key)
    return concern


def _press_key(told):
    """What two presses at one instant have in common: what was told, and the last concern that told the same."""
    facts = {**told, "site": told["site"].pk if told["site"] else None}
    mark = salted_hmac(
        "wagtail_charter.concern", json.dumps(facts, sort_keys=True), algorithm="sha256"
    ).hexdigest()
    last = (
        Concern.objects.filter(press_key__startswith=mark)
        .order_by("-pk")
        .values_list("pk", flat=True)
        .first()
    )
    return f"{mark}:{last or 0}"


def mark_seen(concern, *, by):
    """Note that somebody of the team has read ``concern``. Returns it."""
    return move(concern, to=ConcernState.SEEN, by=by, seen_at=timezone.now())


@transaction.atomic
def add_note(concern, *, words, by):
    """Add a line to the log of ``concern``; a new one counts as seen then. Returns the note."""
    if concern.state == ConcernState.NEW:
        mark_seen(concern, by=by)
    return ConcernNote.objects.create(concern=concern, by=by, words=words)


@transaction.atomic
def close_concern(concern, *, words, by):
    """Close ``concern`` with a last line that says what was done. Returns it."""
    add_note(concern, words=words, by=by)
    return move(concern, to=ConcernState.CLOSED, by=by, closed_at=timezone.now())


@transaction.atomic
def reopen_concern(concern, *, words, by):
    """Take ``concern`` up again, with a line that says why. Returns it."""
    ConcernNote.objects.create(concern=concern, by=by, words=words)
    return move(concern, to=ConcernState.SEEN, by=by, closed_at=None, reason="reopened")
