"""The letters about what the charter team does with a case."""

from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.notifications.facts import (
    SAMPLE_CONTACT,
    SAMPLE_ROUND,
    contact_facts,
    moment_words,
    place_of,
    round_facts,
)
from wagtail_charter.letters.notifications import LetterKind
from wagtail_charter.letters.services import queue

CASEWORK_LETTERS = [
    LetterKind(
        "applications/application_extended",
        title=_("You have more time"),
        when=_("The lead of an application gets it when the team gives it more time."),
        sample={
            "reference": "A-2027-7K4M-Q2XD",
            "service": "Riverside Liaison and Diversion",
            "until": "Friday 2 April 2027 at 5pm",
            "path": "/apply/A-2027-7K4M-Q2XD/",
            **SAMPLE_ROUND,
            **SAMPLE_CONTACT,
        },
    ),
]


def application_extended(application, *, site=None):
    """Tell the lead until when they may write. One letter for each date."""
    place = place_of(application, site)
    told = contact_facts(application.contact or application.round.contact)
    return queue(
        "applications/application_extended",
        key=f"application:{application.pk}:extended:{application.extended_until:%Y-%m-%dT%H:%M}",
        to_email=application.lead_email,
        to_name=application.lead_name,
        reply_to=told["contact_email"],
        about=application,
        site=place.site,
        is_answer=False,
        facts={
            "reference": application.reference,
            "service": application.service.name,
            "until": moment_words(application.extended_until),
            "path": place.home(application),
            **round_facts(application.round),
            **told,
        },
    )
