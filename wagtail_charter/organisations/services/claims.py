"""How people of the portal come to belong to an organisation: they say which, and an owner or the team says yes."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_charter.accounts.models import PortalAccount
from wagtail_charter.events.services import begin, move
from wagtail_charter.organisations import notifications
from wagtail_charter.organisations.models import Membership, Organisation, OrganisationClaim, Service
from wagtail_charter.organisations.rules import (
    MAX_WAITING_CLAIMS,
    check_new_organisation,
    check_new_service,
    organisation_called,
    plain_name,
    service_called,
)
from wagtail_charter.organisations.states import AgeGroup, ClaimState, ProviderType


@transaction.atomic
def propose_claim(
    account, *, organisation_name, service_name, by, setting=None, area="", work="", message="", site=None
):
    """Say which organisation and service ``account`` works for. Returns the ``OrganisationClaim``.

    The same claim again, while it waits, is the one there is. If exactly one organisation in use has that name, its
    owners are asked as well as the team. The person hears that it arrived, the team that it waits.

    Raises ``ValidationError`` if they belong there already, or have many claims waiting.
    """
    # Two presses of one button wait for each other here.
    PortalAccount.objects.select_for_update().get(pk=account.pk)
    waiting = list(account.organisation_claims.waiting())
    said = (plain_name(organisation_name), plain_name(service_name))
    for each in waiting:
        if said == (plain_name(each.organisation_name), plain_name(each.service_name)):
            return each
    if len(waiting) >= MAX_WAITING_CLAIMS:
        raise ValidationError(
            _("You have told us of several organisations already. Wait for an answer, or talk to us.")
        )
    organisation = organisation_called(organisation_name)
    service = service_called(service_name, organisation) if organisation else None
    if service is not None and Membership.objects.joins(account, organisation):
        raise ValidationError(_("You belong to this organisation already, and it has this service."))
    claim = begin(
        OrganisationClaim(
            account=account,
            organisation_name=organisation_name.strip(),
            service_name=service_name.strip(),
            setting=setting,
            area=area,
            work=work,
            message=message,
            organisation=organisation,
            service=service,
        ),
        by=by,
    )
    notifications.claim_proposed(claim, site=site)
    return claim


@transaction.atomic
def match_claim(claim, *, by, service=None, organisation=None, service_name=""):
    """Say yes: it is ``service``, or a new service called ``service_name`` of ``organisation``. Returns the membership.

    The first to join an organisation becomes its owner. The person hears by letter. Raises ``ValidationError`` when
    the organisation was merged or has a service of that name; ``InvalidTransition`` when the claim was answered.
    """
    organisation = service.provider if service is not None else organisation
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if organisation.merged_into_id:
        raise ValidationError(
            _("“%(one)s” was merged into “%(other)s”. Choose that one instead.")
            % {"one": organisation, "other": organisation.merged_into}
        )
    if service is None:
        service = _new_service(claim, organisation, service_name or claim.service_name)
    return _accept(claim, ClaimState.MATCHED, service, by=by)


@transaction.atomic
def create_from_claim(
    claim,
    *,
    by,
    organisation_name="",
    service_name="",
    provider_type=ProviderType.NOT_STATED,
    region=None,
    age_group=AgeGroup.ADULTS,
):
    """Say yes to an organisation that is not known yet: enter it and its service. Returns the membership.

    Names default to those of the claim. Whoever answers another claim meanwhile waits, so that two claims of one
    organisation never enter it twice. Raises ``ValidationError`` when an organisation of that name is known by now
    (match it then); ``InvalidTransition`` when the claim was answered.
    """
    # Every claim that waits is held: two answers cannot both find that a name is new.
    list(OrganisationClaim.objects.select_for_update().waiting().order_by("pk").values_list("pk", flat=True))
    name = (organisation_name or claim.organisation_name).strip()
    check_new_organisation(name)
    organisation = Organisation(name=name, provider_type=provider_type, region=region)
    organisation.save()
    service = _new_service(
        claim, organisation, service_name or claim.service_name, region=region, age_group=age_group
    )
    return _accept(claim, ClaimState.CREATED, service, by=by)


@transaction.atomic
def decline_claim(claim, *, words, by):
    """Say no, with ``words`` that the person reads in a letter. Returns the claim."""
    return _decline(claim, words, by=by, reason="team")


@transaction.atomic
def withdraw_claim(claim, *, by):
    """Take a claim back; nobody is asked any more. Returns the claim."""
    return move(claim, to=ClaimState.WITHDRAWN, by=by, decided_at=timezone.now())


@transaction.atomic
def answer_claim_as_owner(claim, account, *, is_yes):
    """An owner of the organisation says whether the person works there. Returns the membership, or the claim.

    Yes: they join, and the service that they named is entered if the organisation has none of that name. No: the
    claim is declined kindly, with the way to the team. Raises ``PermissionDenied`` unless ``account`` owns the
    organisation that the claim waits for; nobody says yes to themselves.
    """
    organisation = claim.organisation
    is_own = claim.account_id == account.pk
    if organisation is None or is_own or not Membership.objects.owned_by(account, organisation):
        raise PermissionDenied
    if not is_yes:
        words = _(
            "The people who look after %(organisation)s here did not recognise what you told us. "
            "If that is a mistake, talk to us and we will put it right together."
        ) % {"organisation": organisation}
        return _decline(claim, words, by=account, reason="owner")
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    service = service_called(claim.service_name, organisation) or _new_service(
        claim, organisation, claim.service_name
    )
    return _accept(claim, ClaimState.MATCHED, service, by=account)


def _new_service(claim, organisation, name, **facts):
    name = name.strip()
    check_new_service(name, organisation)
    return Service.objects.create(
        name=name, provider=organisation, setting=claim.setting, area=claim.area, **facts
    )


def _accept(claim, state, service, *, by):
    organisation = service.provider
    move(claim, to=state, by=by, decided_at=timezone.now(), organisation=organisation, service=service)
    members = Membership.objects.current().filter(organisation=organisation)
    membership = members.filter(account=claim.account).first()
    if membership is None:
        membership = Membership.objects.create(
            account=claim.account, organisation=organisation, is_owner=not members.exists()
        )
    notifications.claim_accepted(claim, membership)
    return membership


def _decline(claim, words, *, by, reason):
    move(claim, to=ClaimState.DECLINED, by=by, reason=reason, decided_at=timezone.now(), answer_words=words)
    notifications.claim_declined(claim)
    return claim
