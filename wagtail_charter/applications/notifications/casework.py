"""The letters about what the charter team does with a case."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.models import Application
from wagtail_charter.applications.notifications.facts import (
    SAMPLE_CONTACT,
    SAMPLE_ROUND,
    contact_facts,
    moment_words,
    place_of,
    round_facts,
)
from wagtail_charter.applications.states import CLOSED_STATES
from wagtail_charter.foundations.clock import date_words
from wagtail_charter.letters.models import Letter
from wagtail_charter.letters.notifications import LetterKind, NotNeeded, made_at_sending
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
    LetterKind(
        "applications/application_paused",
        title=_("Your application is paused"),
        when=_(
            "The lead of an application gets it when the team pauses it, unless it goes on before the letter leaves."
        ),
        sample={
            "reference": "A-2027-7K4M-Q2XD",
            "service": "Riverside Liaison and Diversion",
            "day": "Monday 1 March 2027",
            "path": "/apply/A-2027-7K4M-Q2XD/",
            **SAMPLE_ROUND,
            **SAMPLE_CONTACT,
        },
    ),
    LetterKind(
        "applications/application_resumed",
        title=_("Your application goes on"),
        when=_(
            "The lead of an application that was paused gets it when it goes on, if they heard of the pause."
        ),
        sample={
            "reference": "A-2027-7K4M-Q2XD",
            "service": "Riverside Liaison and Diversion",
            "day": "Monday 1 March 2027",
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


def application_paused(application, *, site=None):
    """Tell the lead that the application is paused since when, and that nothing is lost. One letter for each pause."""
    paused_at = application.paused_at
    facts = _facts_of_pause(
        application, paused_at, key=_pause_key("paused", application, paused_at), site=site
    )
    return queue("applications/application_paused", **facts)


def application_resumed(application, *, paused_at, site=None):
    """Tell the lead that the application, which was paused at ``paused_at``, goes on. One letter for each pause."""
    key = _pause_key("resumed", application, paused_at)
    return queue(
        "applications/application_resumed",
        **_facts_of_pause(application, timezone.now(), key=key, site=site),
    )


@made_at_sending("applications/application_paused")
def _still_paused(letter):
    """Not needed once it goes on, or has come to its end, while the letter waited for working hours."""
    application = Application.objects.filter(pk=letter.about_id).first()
    is_paused = application is not None and application.paused_at is not None
    if not is_paused or letter.key != _pause_key("paused", application, application.paused_at):
        raise NotNeeded
    if application.state in CLOSED_STATES:
        raise NotNeeded
    return {}


@made_at_sending("applications/application_resumed")
def _heard_of_the_pause(letter):
    """Not needed by somebody who has not heard of the pause."""
    told = Letter.objects.filter(key=letter.key.replace(":resumed:", ":paused:"), sent_at__isnull=False)
    if not told.exists():
        raise NotNeeded
    return {}


def _pause_key(what, application, since):
    return f"application:{application.pk}:{what}:{since:%Y-%m-%dT%H:%M:%S.%f}"


def _facts_of_pause(application, moment, *, key, site):
    place = place_of(application, site)
    told = contact_facts(application.contact or application.round.contact)
    return {
        "key": key,
        "to_email": application.lead_email,
        "to_name": application.lead_name,
        "reply_to": told["contact_email"],
        "about": application,
        "site": place.site,
        "is_answer": False,
        "facts": {
            "reference": application.reference,
            "service": application.service.name,
            "day": date_words(timezone.localtime(moment)),
            "path": place.home(application),
            **round_facts(application.round),
            **told,
        },
    }
