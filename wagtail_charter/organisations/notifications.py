"""The letters of this room: about who belongs to which organisation."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wagtail_charter.framework.models import CharterSettings
from wagtail_charter.letters.notifications import LetterKind
from wagtail_charter.letters.services import queue
from wagtail_charter.organisations.models import Membership

_SAMPLE = {
    "organisation": "Northfield NHS Trust",
    "service": "Reconnect",
    "who": "Alex Person",
    "path": "/charter/home/",
}
LETTERS = [
    LetterKind(
        template="organisations/claim_proposed",
        title=_("We have your message about where you work"),
        when=_("Somebody of the portal said which organisation and service they work for."),
        sample=_SAMPLE,
    ),
    LetterKind(
        template="organisations/claim_asks_owner",
        title=_("Does somebody work with you?"),
        when=_("To each owner of an organisation, when somebody says that they work there."),
        sample=_SAMPLE,
    ),
    LetterKind(
        template="organisations/claim_waits",
        title=_("A claim waits for an answer"),
        when=_("To the named contact of the site, when somebody says where they work."),
        sample=_SAMPLE,
    ),
    LetterKind(
        template="organisations/claim_accepted",
        title=_("You can go on"),
        when=_("The team or an owner said yes to where somebody works."),
        sample={**_SAMPLE, "is_owner": True},
    ),
    LetterKind(
        template="organisations/claim_declined",
        title=_("About where you work"),
        when=_("It could not be done; the words are those of whoever answered."),
        sample={**_SAMPLE, "words": "We could not connect you yet. Talk to us."},
    ),
    LetterKind(
        template="organisations/membership_ended",
        title=_("You are no longer connected"),
        when=_("The charter team ended somebody's membership of an organisation."),
        sample=_SAMPLE,
    ),
    LetterKind(
        template="organisations/made_owner",
        title=_("You look after your organisation here"),
        when=_("The charter team made a member of an organisation one of its owners."),
        sample=_SAMPLE,
    ),
]


def claim_proposed(claim, *, site=None):
    """Tell the person that their claim arrived; ask the owners of the organisation; tell the team that it waits."""
    _to_person(claim, "claim_proposed", site=site)
    if claim.organisation_id:
        owners = Membership.objects.current().filter(organisation=claim.organisation_id, is_owner=True)
        for owner in owners.exclude(account=claim.account_id).select_related("account"):
            _queue(
                claim, "claim_asks_owner", owner.account.email, owner.account.name, f"asked:{owner.pk}", site
            )
    contact = CharterSettings.for_site(site).contact if site else None
    for person in contact.people_to_write_to() if contact else ():
        path = reverse("charter_claims:inspect", args=[claim.pk])
        _queue(claim, "claim_waits", person.email, person.name, f"waits:{person.pk}", site, path=path)


def claim_accepted(claim, membership):
    """Tell the person that they belong to the organisation now, and how to go on."""
    _to_person(
        claim,
        "claim_accepted",
        organisation=str(claim.organisation),
        service=claim.service.name,
        is_owner=membership.is_owner,
        is_answer=False,
    )


def claim_declined(claim):
    """Tell the person kindly that it could not be done, in the words that were written for them."""
    _to_person(claim, "claim_declined", words=claim.answer_words, is_answer=False)


def membership_ended(membership):
    """Tell somebody kindly that they do not belong to an organisation any more."""
    _to_member(membership, "membership_ended")


def made_owner(membership):
    """Tell a member that they look after their organisation now, and what that means."""
    _to_member(membership, "made_owner")


def _to_member(membership, name):
    account = membership.account
    if not account.email:
        return
    queue(
        f"organisations/{name}",
        key=f"membership:{membership.pk}:{name}:{membership.updated_at.isoformat()}",
        to_email=account.email,
        to_name=account.name,
        facts={"organisation": membership.organisation.name, "path": reverse("charter:home")},
        about=membership,
        is_answer=False,
    )


def _to_person(claim, name, *, site=None, is_answer=True, **facts):
    account = claim.account
    _queue(claim, name, account.email, account.name, name, site, is_answer=is_answer, **facts)


def _queue(claim, name, email, to_name, key, site, *, is_answer=False, path="", **facts):
    if not email:
        return
    queue(
        f"organisations/{name}",
        key=f"claim:{claim.pk}:{key}",
        to_email=email,
        to_name=to_name,
        facts={
            "organisation": claim.organisation_name,
            "service": claim.service_name,
            "who": str(claim.account),
            "path": path or reverse("charter:home"),
            **facts,
        },
        about=claim,
        site=site,
        is_answer=is_answer,
    )
