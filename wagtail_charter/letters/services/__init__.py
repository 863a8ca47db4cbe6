"""The outbox: ``queue`` puts a letter in, ``send_due`` and ``send_now`` let letters leave, the rest looks after them."""

from wagtail_charter.letters.services.keeping import count_given_up, try_again
from wagtail_charter.letters.services.queueing import queue
from wagtail_charter.letters.services.sending import Round, send_due, send_now
from wagtail_charter.letters.services.writing import Written, preview, preview_kind, write

__all__ = [
    "Round",
    "Written",
    "count_given_up",
    "preview",
    "preview_kind",
    "queue",
    "send_due",
    "send_now",
    "try_again",
    "write",
]
