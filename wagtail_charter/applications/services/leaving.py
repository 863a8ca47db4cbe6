"""What becomes of applications when somebody stops belonging to their organisation."""

from django.db import transaction

from wagtail_charter.applications.models import TeamMember, TeamRole
from wagtail_charter.organisations.services import end_membership


@transaction.atomic
def leave_organisation(membership, *, by, heir=None):
    """End ``membership``, and the person's part in every application of the organisation's services.

    ``heir``, another member, takes over what the person owned alone. Without one, whoever of the team has the longest
    part in it does; where nobody is left, whoever of the service begins next takes the application up. What the person
    wrote stays under their name. Returns the membership. Raises ``ValidationError`` as ``end_membership`` does.
    """
    ended = end_membership(membership, by=by, heir=heir)
    parts = TeamMember.objects.filter(
        account=ended.account_id, application__service__provider=ended.organisation_id
    )
    for part in parts.select_related("application"):
        part.delete()
        if part.role == TeamRole.OWNER:
            _hand_on(part.application, heir)
    return ended


def _hand_on(application, heir):
    """Let an application that lost its only owner have another."""
    if application.team.filter(role=TeamRole.OWNER).exists():
        return
    if heir is not None:
        application.team.update_or_create(account_id=heir.account_id, defaults={"role": TeamRole.OWNER})
        return
    next_one = application.team.order_by("pk").first()
    if next_one is not None:
        next_one.role = TeamRole.OWNER
        next_one.save(update_fields=["role", "updated_at"])
