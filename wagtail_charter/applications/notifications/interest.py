"""The letters about expressions of interest: to the person who asks, and to the team's contact."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.notifications.facts import (
    SAMPLE_CONTACT,
    SAMPLE_ROUND,
    Place,
    contact_facts,
    place_of,
    round_facts,
)
from wagtail_charter.framework.models import CharterSettings
from wagtail_charter.letters.notifications import LetterKind
from wagtail_charter.letters.services import queue

_SAMPLE = {"reference": "I-2027-7K4M-Q2XD", "service": "Riverside Liaison and Diversion"}

INTEREST_LETTERS = [
    LetterKind(
        template="applications/interest_received",
        title=_("We have your message"),
        when=_("To whoever asks whether the charter is for their service, at once."),
        sample={**_SAMPLE, **SAMPLE_CONTACT},
    ),
    LetterKind(
        template="applications/interest_arrived",
        title=_("Somebody is interested"),
        when=_("To the named contact, when somebody asks whether the charter is for their service."),
        sample={**_SAMPLE, "organisation": "Withyford Partnership", "path": "/admin/charter/interest/"},
    ),
    LetterKind(
        template="applications/interest_invited",
        title=_("Invited to apply"),
        when=_("To somebody who asked, when an officer invites their service to a round."),
        sample={
            **_SAMPLE,
            "application_reference": "A-2027-7K4M-Q2XD",
            "words": "Thank you for telling us about your team.",
            "effort": "About 20 hours for a team of 3 to 6",
            "path": "/apply/begin/",
            **SAMPLE_ROUND,
            **SAMPLE_CONTACT,
        },
    ),
    LetterKind(
        template="applications/interest_not_now",
        title=_("Not now"),
        when=_("To somebody who asked, when an officer answers that it is not now."),
        sample={
            **_SAMPLE,
            "words": "The round is for services that are a year old. Come to a training day, and ask us again in May.",
            **SAMPLE_CONTACT,
        },
    ),
]


def interest_received(interest, *, contact=None):
    """Tell the person that their message came, who answers and how soon."""
    _queue(interest, "interest_received", "received", contact_facts(contact or _site_contact(interest)))


def interest_arrived(interest, *, contact=None):
    """Tell the team's contact that somebody asks; nothing is queued where no contact has an e-mail address."""
    contact = contact or _site_contact(interest)
    if not contact or not contact.email:
        return
    queue(
        "applications/interest_arrived",
        key=f"interest:{interest.pk}:arrived",
        to_email=contact.email,
        to_name=contact.name,
        facts={
            "reference": interest.reference,
            "organisation": interest.organisation_name,
            "service": interest.service_name,
            "path": reverse("charter_interest:inspect", args=[interest.pk]),
        },
        about=interest,
        site=interest.site,
        is_answer=False,
    )


def interest_invited(interest, application, *, page=None):
    """Invite the person to apply: dates, effort, contact, and the address at which they begin."""
    place = Place(page, interest.site) if page else place_of(application, interest.site)
    with translation.override(interest.language or None):
        facts = {
            "service": application.service.name,
            "application_reference": application.reference,
            "words": interest.answer_words,
            "effort": place.page.effort_in_short if place.page else "",
            "path": place.path("begin"),
            **round_facts(application.round),
            **contact_facts(application.round.contact or _site_contact(interest)),
        }
    _queue(interest, "interest_invited", f"invited:{application.pk}", facts, is_answer=False)


def interest_not_now(interest, *, contact=None):
    """Tell the person kindly that it is not now, in the officer's own words."""
    answered = interest.answered_at.isoformat()
    facts = {"words": interest.answer_words, **contact_facts(contact or _site_contact(interest))}
    _queue(interest, "interest_not_now", f"not-now:{answered}", facts, is_answer=False)


def _queue(interest, name, what, facts, *, is_answer=True):
    queue(
        f"applications/{name}",
        key=f"interest:{interest.pk}:{what}",
        to_email=interest.email,
        to_name=interest.name,
        facts={
            "reference": interest.reference,
            "service": interest.service_name,
            **facts,
        },
        about=interest,
        site=interest.site,
        language=interest.language or None,
        is_answer=is_answer,
    )


def _site_contact(interest):
    settings = CharterSettings.objects.select_related("contact").filter(site=interest.site_id).first()
    return settings.contact if settings else None
