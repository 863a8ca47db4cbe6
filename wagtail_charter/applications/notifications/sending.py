"""The letters that say: it has arrived, and: it is withdrawn."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.notifications.facts import contact_facts
from wagtail_charter.foundations.clock import date_words, time_words
from wagtail_charter.letters.notifications import LetterKind
from wagtail_charter.letters.services import queue

_SAMPLE = {
    "reference": "A-2027-7K4M-Q2XD",
    "service": "Riverside Liaison and Diversion",
    "round": "Spring 2027",
    "day": "Friday 12 March 2027",
    "time": "3:14pm",
    "path": "/apply/A-2027-7K4M-Q2XD/record/",
    "contact_name": "Robin Hale",
}


#: What the team reads about each letter of this room.
SENDING_LETTERS = [
    LetterKind(
        "applications/application_sent",
        title=_("Your application has arrived"),
        when=_("The lead of an application gets it when it was sent."),
        sample={**_SAMPLE, "declared_name": "Sam Lead", "results_by": "Friday 28 May 2027"},
    ),
    LetterKind(
        "applications/application_withdrawn",
        title=_("Your application is withdrawn"),
        when=_("The lead of an application gets it when it was withdrawn."),
        sample=_SAMPLE,
    ),
]


def application_sent(application, version, *, site=None, path=""):
    """Tell the lead that the application has arrived: its reference, what happens next and by when. One a version."""
    results_by = application.round.results_by
    return _queue(
        "application_sent",
        application,
        key=f"application:{application.pk}:sent:v{version.number}",
        site=site,
        path=path,
        moment=version.sent_at,
        declared_name=version.declared_name,
        results_by=date_words(results_by) if results_by else "",
    )


def application_withdrawn(application, *, site=None, path=""):
    """Tell the lead that the application is withdrawn, and that they can begin anew."""
    return _queue(
        "application_withdrawn",
        application,
        key=f"application:{application.pk}:withdrawn",
        site=site,
        path=path,
        moment=application.withdrawn_at,
    )


def _queue(name, application, *, key, site, path, moment, **facts):
    contact = application.contact or application.round.contact
    told = contact_facts(contact)
    local = timezone.localtime(moment)
    return queue(
        f"applications/{name}",
        key=key,
        to_email=application.lead_email,
        to_name=application.lead_name,
        reply_to=told["contact_email"],
        about=application,
        site=site,
        facts={
            "reference": application.reference,
            "service": application.service.name,
            "round": application.round.label,
            "day": date_words(local),
            "time": time_words(local),
            "path": path,
            **told,
            **facts,
        },
    )
