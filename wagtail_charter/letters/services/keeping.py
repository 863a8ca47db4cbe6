"""Looking after the outbox: a letter that was given up, and letters that left long ago."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_charter.conf import conf
from wagtail_charter.letters.models import Letter


@transaction.atomic
def try_again(letter):
    """Let a letter that was given up wait again, with all its attempts before it; the next round takes it.

    Returns the letter. Raises ``ValidationError`` when it was not given up, or its words are cleared already.
    """
    held = Letter.objects.filter(pk=letter.pk, given_up_at__isnull=False, cleared_at__isnull=True)
    if not held.update(given_up_at=None, attempts=0, next_try_at=timezone.now(), leased_until=None):
        raise ValidationError(_("This letter is not waiting for anybody: it was sent, or is on its way."))
    letter.refresh_from_db()
    return letter


def clear_old(now=None):
    """Clear names, addresses and facts of letters that were settled ``LETTERS_KEPT_DAYS`` ago or earlier.

    The row stays, so that nothing is told twice. Returns how many were cleared.
    """
    now = now or timezone.now()
    before = now - timedelta(days=conf.LETTERS_KEPT_DAYS)
    settled = Q(sent_at__lt=before) | Q(given_up_at__lt=before) | Q(dropped_at__lt=before)
    return Letter.objects.filter(settled, cleared_at__isnull=True).update(
        facts={}, to_name="", to_email="", reply_to="", cleared_at=now
    )
