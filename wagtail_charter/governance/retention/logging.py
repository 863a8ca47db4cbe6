"""Writing the append-only log of retention."""

import hashlib
import hmac
import secrets

from django.conf import settings
from django.utils import timezone

from wagtail_charter.governance.models import RetentionRun

_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def write_line(kind, lines, *, who=None, plan=None, at=None):
    """Add one line to the log; ``who`` is a ``Person``, of whom only a keyed hash is kept. Returns the line."""
    number = "".join(secrets.choice(_SIGNS) for _n in range(8))
    run = RetentionRun(
        number=f"R-{number[:4]}-{number[4:]}",
        kind=kind,
        at=at or timezone.now(),
        lines=lines,
        subject=subject_of(who.email) if who else "",
        plan=plan,
    )
    run.save(force_insert=True)
    return run


def subject_of(email):
    """A keyed hash of an address: the same for the same address, and no way back to it without the site's key."""
    key = hashlib.sha256(f"wagtail_charter.retention:{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, email.strip().casefold().encode(), hashlib.sha256).hexdigest()
