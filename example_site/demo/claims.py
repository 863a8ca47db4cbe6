"""In the demo: who says that they work where, who hears of a worry, and what people were worried about."""

from example_site.demo.reading import read
from wagtail_charter.accounts.models import PortalAccount
from wagtail_charter.framework.models import CharterSettings
from wagtail_charter.organisations.models import OrganisationClaim
from wagtail_charter.organisations.services import decline_claim, propose_claim
from wagtail_charter.support.models import Concern, Contact
from wagtail_charter.support.services import close_concern, report_concern


def load_safeguarding_contact(site):
    """Name the safeguarding contact of ``site``."""
    facts = dict(read("claims")["safeguarding_contact"])
    facts["urgent_checked_on"] = facts.pop("checked_on")
    contact, _made = Contact.objects.get_or_create(name=facts.pop("name"), defaults=facts)
    held = CharterSettings.for_site(site)
    held.safeguarding_contact = contact
    held.save()


def load_claims(site, users):
    """Claims that wait for the team, for an owner, and one that was declined; once."""
    for row in read("claims")["claims"]:
        said = dict(row)
        words = said.pop("declined_with", "")
        email, name = said.pop("email"), said.pop("name")
        account, _made = PortalAccount.objects.get_or_create(email=email, defaults={"name": name})
        if OrganisationClaim.objects.filter(account=account, service_name=said["service_name"]).exists():
            continue
        claim = propose_claim(account, by=account, site=site, **said)
        if words:
            decline_claim(claim, words=words, by=users["officer"])


def load_concerns(site, users):
    """A concern that nobody has read and one that was settled; once."""
    if Concern.objects.exists():
        return
    for row in read("claims")["concerns"]:
        told = dict(row)
        note = told.pop("note", "")
        concern = report_concern(told.pop("words"), site=site, **told)
        if note:
            close_concern(concern, words=note, by=users["officer"])
