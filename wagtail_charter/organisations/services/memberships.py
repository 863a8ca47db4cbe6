"""How people stop belonging to an organisation, and who of them looks after it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_charter.events.services import record_event
from wagtail_charter.organisations import notifications
from wagtail_charter.organisations.models import Membership, Organisation
from wagtail_charter.organisations.states import MembershipStanding


@transaction.atomic
def make_owner(membership, *, by):
    """Let a member of an organisation look after it, beside its other owners; they hear by letter. Returns it.

    An owner stays one. Raises ``ValidationError`` when the membership has ended.
    """
    membership = _held(membership)
    if not membership.is_owner:
        _stand(membership, MembershipStanding.OWNER, by=by, is_owner=True)
        notifications.made_owner(membership)
    return membership


@transaction.atomic
def make_member(membership, *, by):
    """Let an owner be a member like others. Returns the membership.

    Raises ``ValidationError`` for the last owner, and when the membership has ended.
    """
    membership = _held(membership)
    if membership.is_owner:
        if not _other_owners(membership).exists():
            raise ValidationError(_("An organisation keeps an owner. Make somebody else an owner first."))
        _stand(membership, MembershipStanding.MEMBER, by=by, is_owner=False)
    return membership


@transaction.atomic
def end_membership(membership, *, by, heir=None):
    """End a membership; they hear by letter. Returns it.

    ``heir``: another member of the organisation who becomes an owner with it; needed when the last owner leaves and
    others stay. What they wrote stays as it is. Raises ``ValidationError`` when an heir is missing or does not belong
    there, and when the membership has ended.
    """
    membership = _held(membership)
    others = (
        Membership.objects.current().filter(organisation=membership.organisation_id).exclude(pk=membership.pk)
    )
    if heir is not None and not others.filter(pk=heir.pk).exists():
        raise ValidationError({"heir": _("Choose somebody who belongs to this organisation.")})
    if heir is not None:
        make_owner(heir, by=by)
    elif membership.is_owner and others.exists() and not _other_owners(membership).exists():
        raise ValidationError(
            {"heir": _("They are the last owner. Choose who looks after the organisation from now on.")}
        )
    _stand(membership, MembershipStanding.ENDED, by=by, ended_at=timezone.now())
    notifications.membership_ended(membership)
    return membership


def _held(membership):
    """The row as it is now; whoever else changes who belongs to its organisation waits."""
    Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    membership = Membership.objects.described().get(pk=membership.pk)
    if membership.ended_at:
        raise ValidationError(_("This membership has ended already."))
    return membership


def _other_owners(membership):
    owners = Membership.objects.owners().filter(organisation=membership.organisation_id)
    return owners.exclude(pk=membership.pk)


def _stand(membership, standing, *, by, **facts):
    held = membership.standing
    for name, value in facts.items():
        setattr(membership, name, value)
    membership.save(update_fields=[*facts, "updated_at"])
    record_event(membership, held=held, to=standing, by=by)
