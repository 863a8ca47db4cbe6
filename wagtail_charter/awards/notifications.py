"""The letters about awards: issued, corrected, and what their dates bring. Never the level: the pages say that."""

from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from wagtail_charter.applications.notifications.facts import SAMPLE_CONTACT, contact_facts, place_of
from wagtail_charter.awards.pages import RegisterPage
from wagtail_charter.foundations.clock import date_words
from wagtail_charter.foundations.pages import first_on_site
from wagtail_charter.letters.notifications import LetterKind
from wagtail_charter.letters.services import queue

_SAMPLE = {
    "reference": "OPC-7K4M-Q2XD",
    "service": "Riverside Liaison and Diversion",
    "is_step": False,
    "is_listed": True,
    "ends": "Thursday 14 June 2029",
    "path": "/awards/verify/OPC-7K4M-Q2XD/",
    "register_path": "/awards/",
    **SAMPLE_CONTACT,
}

#: What the team reads about each letter of this room.
LETTERS = [
    LetterKind(
        "awards/award_issued",
        title=_("Your award is issued"),
        when=_("The lead of an application gets it when the award, or working towards, is issued."),
        sample=_SAMPLE,
    ),
    LetterKind(
        "awards/award_replaced",
        title=_("Your award has a corrected scope"),
        when=_("The contact of an award gets it when what the award covers was put right."),
        sample={**_SAMPLE, "old_reference": "OPC-2B9T-W6HC"},
    ),
    LetterKind(
        "awards/award_check_in",
        title=_("How is it going?"),
        when=_(
            "The contact of a long award gets it at the check-ins of the edition, for example after 12 months."
        ),
        sample={**_SAMPLE, "months": 12},
    ),
    LetterKind(
        "awards/award_ends",
        title=_("The day until which your award is valid"),
        when=_("The contact of an award gets it 180, 90 and 30 days before the end, or as the edition says."),
        sample=_SAMPLE,
    ),
    LetterKind(
        "awards/award_grace",
        title=_("Your award is over its last day"),
        when=_(
            "The contact of an award gets it on the day after its end: it stays listed for the days of grace."
        ),
        sample={**_SAMPLE, "stays_until": "Monday 13 August 2029"},
    ),
    LetterKind(
        "awards/award_lapsed",
        title=_("Your award has lapsed"),
        when=_("The contact of an award gets it when the days of grace are over."),
        sample=_SAMPLE,
    ),
]

_ABOUT = {"check-in": "award_check_in", "ends": "award_ends", "grace": "award_grace"}


def award_issued(award):
    """Tell the lead the reference, and where everybody can check it."""
    return _queue("award_issued", award, what="issued")


def award_replaced(award):
    """Tell the holder that ``award`` takes the place of one with a wrong scope."""
    return _queue("award_replaced", award, what="replaces", old_reference=award.replaces.reference)


def award_date(award, letter, *, stays_until):
    """Write the ``DatedLetter`` ``letter`` about ``award``. ``stays_until``: the last day of grace."""
    facts = {"months": letter.number} if letter.about == "check-in" else {}
    if letter.about == "grace":
        facts["stays_until"] = date_words(stays_until)
    what = "-".join(str(part) for part in (letter.about, letter.number or "") if part)
    return _queue(_ABOUT[letter.about], award, what=what, **facts)


def award_lapsed(award):
    """Tell the holder that the time is over, that nothing is lost, and how to begin again."""
    return _queue("award_lapsed", award, what="lapsed")


def _queue(name, award, *, what, **facts):
    """One letter a fact, to whom we know at the service; ``None`` where we know nobody."""
    if not award.holder_email:
        return None
    application = award.application
    site = place_of(application).site if application else Site.objects.filter(is_default_site=True).first()
    register = first_on_site(RegisterPage.objects.all(), site) if site else None
    contact = (application.contact or application.round.contact) if application else None
    return queue(
        f"awards/{name}",
        key=f"award:{award.pk}:{what}",
        to_email=award.holder_email,
        to_name=award.holder_name,
        about=award,
        site=site,
        is_answer=False,
        facts={
            "reference": award.reference,
            "service": award.service.name,
            "is_step": award.level.kind != award.level.Kind.AWARD,
            "is_listed": award.is_listed,
            "ends": date_words(award.ends_on) if award.ends_on else "",
            "path": _path(register, award),
            "register_path": urlsplit((register and register.get_url()) or "").path,
            **contact_facts(contact),
            **facts,
        },
    )


def _path(register, award):
    url = register.route_url("reference", award.reference) if register else None
    return urlsplit(url).path if url else ""
