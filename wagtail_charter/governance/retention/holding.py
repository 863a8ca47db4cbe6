"""Legal holds: while one is in force, nothing under its reference is let go."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_charter.governance.models import Hold
from wagtail_charter.governance.retention.logging import write_line
from wagtail_charter.governance.states import RunKind


@transaction.atomic
def place_hold(reference, *, reason, by=None):
    """Hold everything under ``reference`` (of an application or expression of interest, or an e-mail address).

    ``by``: a user of the admin, or ``None`` from the shell. Returns the ``Hold``; one that is in force already is
    returned as it is. Raises ``ValidationError`` without a reference or a reason.
    """
    reference, reason = reference.strip(), reason.strip()
    if not reference:
        raise ValidationError(_("Enter the reference to hold."))
    if not reason:
        raise ValidationError(_("Enter the reason for the hold, and who asked for it."))
    held = Hold.objects.in_force().filter(reference__iexact=reference).first()
    if held:
        return held
    hold = Hold.objects.create(reference=reference, reason=reason, placed_by=by)
    write_line(RunKind.HELD, [{"hold": hold.pk}])
    return hold


@transaction.atomic
def release_hold(hold):
    """Release ``hold``; a second time changes nothing. Returns it."""
    if Hold.objects.in_force().filter(pk=hold.pk).update(released_at=timezone.now()):
        write_line(RunKind.RELEASED, [{"hold": hold.pk}])
    hold.refresh_from_db()
    return hold


def held_references():
    """What is held now, as a set of references in one case."""
    return {hold.reference.casefold() for hold in Hold.objects.in_force().exclude(reference="")}
