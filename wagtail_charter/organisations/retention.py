"""What the organisations room holds about people: who says that they belong where, and who does."""

from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from wagtail_charter.events.services import SYSTEM, move
from wagtail_charter.foundations.retention import Guard, Holding, Record, clear_traces, excerpt
from wagtail_charter.organisations.models import Membership, OrganisationClaim
from wagtail_charter.organisations.states import ClaimState


def due_claims(before):
    """Claims that were answered, or never were since they were made, before ``before``."""
    rows = OrganisationClaim.objects.alias(told_at=Coalesce("decided_at", "created_at"))
    return rows.filter(told_at__lt=before).select_related("account")


def delete_claims(claims):
    """Delete ``claims``; what came of them stays, and the history of one that waited ends. Returns how many."""
    for claim in claims:
        if claim.state == ClaimState.PROPOSED:
            move(claim, to=ClaimState.WITHDRAWN, by=SYSTEM, reason="retention")
    clear_traces(claims)
    return OrganisationClaim.objects.filter(pk__in=[claim.pk for claim in claims]).delete()[0]


def due_memberships(before):
    """Memberships that ended before ``before``."""
    return Membership.objects.filter(ended_at__lt=before).select_related("account")


def delete_memberships(memberships):
    """Delete ``memberships``. Returns how many."""
    clear_traces(memberships)
    return Membership.objects.filter(pk__in=[each.pk for each in memberships]).delete()[0]


def _accounts_with_membership(before, held):
    """Accounts that belong to an organisation, or did until ``before`` or later."""
    return Membership.objects.exclude(ended_at__lt=before).values("account")


GUARDS = [Guard("accounts", _accounts_with_membership)]

HOLDINGS = [
    Holding(
        slug="claims",
        room="accounts",
        what=_("What you told us about where you work"),
        data=_("Your organisation, your service, your work there, and what you wrote to us with it."),
        why=_("To know which service you can apply for."),
        who_sees=_("The charter team, and the owners of that organisation's account."),
        trigger=_("the day we answered, or the day you told us if we never did"),
        keep="claims",
        due=due_claims,
        purge=delete_claims,
        names=lambda claim: [claim.account.email],
    ),
    Holding(
        slug="memberships",
        room="accounts",
        what=_("Who belongs to an organisation"),
        data=_("That you belong to it, since when, and whether you say who else does."),
        why=_("To keep an organisation's applications to its own people."),
        who_sees=_("The people of your organisation, and the charter team."),
        trigger=_("the day you stop belonging to it"),
        keep="memberships",
        due=due_memberships,
        purge=delete_memberships,
        names=lambda membership: [membership.account.email],
    ),
]


def _claims_of(who):
    return OrganisationClaim.objects.filter(account__email__iexact=who.email).order_by("created_at")


def _memberships_of(who):
    rows = Membership.objects.filter(account__email__iexact=who.email)
    return rows.select_related("organisation").order_by("created_at")


def person(who):
    """The claims and memberships of ``who``."""
    claims = [
        Record(
            _("Where they work, as they told us"),
            {
                "organisation": claim.organisation_name,
                "service": claim.service_name,
                "area": claim.area,
                "work": claim.work,
                "message": claim.message,
                "answer": claim.answer_words,
                "state": claim.state,
            },
            claim.created_at,
        )
        for claim in _claims_of(who)
    ]
    memberships = [
        Record(
            _("Membership"),
            {
                "organisation": membership.organisation.name,
                "owner": membership.is_owner,
                "ended": membership.ended_at and membership.ended_at.isoformat(),
            },
            membership.created_at,
        )
        for membership in _memberships_of(who)
    ]
    return claims + memberships


def mentions(words):
    """Claims whose message, or the answer to it, names one of ``words``."""
    return [
        Record(_("Where somebody works"), {"number": claim.pk, "words": said}, claim.created_at)
        for claim in OrganisationClaim.objects.iterator(chunk_size=500)
        if (said := excerpt(f"{claim.message}\n{claim.answer_words}", words))
    ]


def forget(who, *, at):
    """Delete the claims of ``who`` and end their memberships."""
    ended = Membership.objects.filter(account__email__iexact=who.email, ended_at__isnull=True)
    changed = ended.update(ended_at=at)
    return changed + delete_claims(list(_claims_of(who)))
