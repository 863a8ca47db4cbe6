"""The letters of applications. Called inside the transaction of what they tell."""

from django.utils import timezone

from wagtail_charter.foundations.clock import date_words, time_words
from wagtail_charter.letters.services import queue


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
    local = timezone.localtime(moment)
    return queue(
        f"applications/{name}",
        key=key,
        to_email=application.lead_email,
        to_name=application.lead_name,
        reply_to=contact.email if contact else "",
        about=application,
        site=site,
        facts={
            "reference": application.reference,
            "service": application.service.name,
            "round": application.round.label,
            "day": date_words(local),
            "time": time_words(local),
            "path": path,
            "contact_name": contact.name if contact else "",
            **facts,
        },
    )
