"""Looking after the outbox: a letter that was given up, and whether any was."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_charter.letters.models import Letter


@transaction.atomic
def try_again(letter):
    """Let a letter that was given up wait again, with all its attempts before it; the next round takes it.

    Returns the letter. Raises ``ValidationError`` when it was not given up, or its words are cleared already.
    """
    held = Letter.objects.given_up().filter(pk=letter.pk, cleared_at__isnull=True)
    if not held.update(given_up_at=None, attempts=0, next_try_at=timezone.now(), leased_until=None):
        raise ValidationError(_("This letter was sent, or is on its way, or its words are cleared."))
    letter.refresh_from_db()
    return letter


def count_given_up(using="default"):
    """How many letters could not be delivered and wait for somebody to look."""
    return Letter.objects.using(using).given_up().filter(cleared_at__isnull=True).count()
