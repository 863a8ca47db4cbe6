"""The letter that says: we typed in what you told us."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.models import TeamRole
from wagtail_charter.applications.notifications.facts import (
    SAMPLE_CONTACT,
    SAMPLE_ROUND,
    contact_facts,
    place_of,
    round_facts,
)
from wagtail_charter.foundations.clock import date_words
from wagtail_charter.letters.notifications import LetterKind
from wagtail_charter.letters.services import queue

TYPING_IN_LETTERS = [
    LetterKind(
        template="applications/answer_typed_in",
        title=_("We typed in what you told us"),
        when=_("To the owners of an application, or its lead, when the team typed in an answer; once a day."),
        sample={
            "reference": "A-2027-7K4M-Q2XD",
            "service": "Riverside Liaison and Diversion",
            "day": "3 March 2027",
            "path": "/apply/A-2027-7K4M-Q2XD/",
            **SAMPLE_ROUND,
            **SAMPLE_CONTACT,
        },
    )
]


def answer_typed_in(application, *, at):
    """Tell whoever speaks for ``application`` that the team typed in an answer on the day of ``at``: one letter a day.

    It says neither which answer nor what it says.
    """
    place = place_of(application)
    day = timezone.localtime(at).date()
    facts = {
        "reference": application.reference,
        "service": application.service.name,
        "day": date_words(day),
        "path": place.home(application),
        **round_facts(application.round),
        **contact_facts(application.contact or application.round.contact),
    }
    for name, email in _speakers(application):
        queue(
            "applications/answer_typed_in",
            key=f"application:{application.pk}:typed-in:{day}:{email.casefold()}",
            to_email=email,
            to_name=name,
            facts=facts,
            about=application,
            site=place.site,
            is_answer=False,
        )


def _speakers(application):
    """Who hears of it: the owners in the portal, else the lead."""
    owners = application.team.filter(role=TeamRole.OWNER).exclude(account__email="")
    found = list(owners.values_list("account__name", "account__email").order_by("pk"))
    return found or [(application.lead_name, application.lead_email)]
