"""The letter that says: you have begun."""

from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.notifications.facts import (
    SAMPLE_CONTACT,
    SAMPLE_ROUND,
    Place,
    contact_facts,
    place_of,
    round_facts,
)
from wagtail_charter.letters.notifications import LetterKind
from wagtail_charter.letters.services import queue

BEGINNING_LETTERS = [
    LetterKind(
        template="applications/application_begun",
        title=_("You have begun"),
        when=_("To whoever begins an application, at once."),
        sample={
            "reference": "A-2027-7K4M-Q2XD",
            "service": "Riverside Liaison and Diversion",
            "path": "/apply/begin/",
            **SAMPLE_ROUND,
            **SAMPLE_CONTACT,
        },
    )
]


def application_begun(application, account, *, page=None):
    """Tell ``account`` that the application is theirs, and the address to come back to.

    ``page``: the application page; without one, that of the round on the default site.
    """
    place = Place(page, page.get_site()) if page else place_of(application)
    queue(
        "applications/application_begun",
        key=f"application:{application.pk}:begun:{account.pk}",
        to_email=account.email,
        to_name=account.name,
        facts={
            "reference": application.reference,
            "service": application.service.name,
            "path": place.path("begin"),
            **round_facts(application.round),
            **contact_facts(application.contact or application.round.contact),
        },
        about=application,
        site=place.site,
    )
