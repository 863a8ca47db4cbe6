"""The letter of a message to all leads of a round: the team's own words in a neutral frame."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.notifications.facts import SAMPLE_CONTACT, contact_facts, place_of
from wagtail_charter.letters.models import Letter
from wagtail_charter.letters.notifications import LetterKind
from wagtail_charter.letters.services import preview, queue

_TEMPLATE = "applications/round_message"

#: What the team reads about this letter.
MESSAGE_LETTERS = [
    LetterKind(
        _TEMPLATE,
        title=_("A message to a round"),
        when=_("The leads of a round get it when the team writes to all of them."),
        sample={
            "reference": "A-2027-7K4M-Q2XD",
            "service": "Riverside Liaison and Diversion",
            "round": "Spring 2027",
            "subject": "A later date",
            "words": "The round closes a week later, on Friday 26 March 2027.",
            "path": "/apply/A-2027-7K4M-Q2XD/",
            **SAMPLE_CONTACT,
        },
    )
]


def message_key(message):
    """How the keys of the letters of ``message`` begin."""
    return f"message:{message.pk}:application:"


def round_message(message, application, *, place):
    """Put the letter to the lead of ``application`` into the outbox; once, however often it is called.

    ``place``: the ``Place`` of the applications of the round, asked for once for all of them.
    """
    facts = _told(message, application, place)
    return queue(
        _TEMPLATE,
        key=f"{message_key(message)}{application.pk}",
        to_email=application.lead_email,
        to_name=application.lead_name,
        reply_to=facts["contact_email"],
        facts=facts,
        about=application,
        site=place.site,
        is_answer=False,
    )


def preview_message(message, application):
    """``message`` as the lead of ``application`` gets it; nothing is kept. Returns a ``letters.services.Written``."""
    place = place_of(application)
    facts, site = _told(message, application, place), place.site
    letter = Letter(
        template=_TEMPLATE,
        to_name=application.lead_name,
        to_email=application.lead_email,
        reply_to=facts["contact_email"],
        facts=facts,
        site=site,
        language=get_language(),
        base_url=site.root_url if site else "",
    )
    return preview(letter)


def _told(message, application, place):
    """What the letter says."""
    return {
        "reference": application.reference,
        "service": application.service.name,
        "round": application.round.label,
        "subject": message.subject,
        "words": message.words,
        "path": place.home(application),
        **contact_facts(application.contact or application.round.contact),
    }
