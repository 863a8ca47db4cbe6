"""What the letters of this room tell alike: a round's dates, a contact, the address of a page. Names and dates only."""

from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_charter.applications.pages import ApplicationPage
from wagtail_charter.foundations.clock import date_words, time_words

SAMPLE_ROUND = {
    "round": "Spring 2027",
    "opens": "Monday 11 January 2027 at 9am",
    "closes": "Friday 19 March 2027 at 5pm",
}
SAMPLE_CONTACT = {
    "contact_name": "Robin Contact",
    "contact_phone": "0191 496 0000",
    "contact_email": "robin@charter.example",
    "reply_time": "We answer within 3 working days.",
}


def round_facts(round):
    """The label and the dates of ``round``, in words of the language in use."""
    return {
        "round": round.label,
        "opens": moment_words(round.opens_at),
        "closes": moment_words(round.closes_at),
    }


def contact_facts(contact):
    """Who to turn to: name, telephone, e-mail and how soon they answer; empty texts without one."""
    names = {"contact_name": "name", "contact_phone": "phone", "contact_email": "email"}
    told = {fact: getattr(contact, name, "") for fact, name in names.items()}
    return {**told, "reply_time": getattr(contact, "reply_time", "")}


def path_of(page, route):
    """The path of ``route`` below ``page``; empty without a page or without an address."""
    url = page.route_url(route) if page else None
    return urlsplit(url).path if url else ""


def portal_place(application, site=None):
    """``(site, path)`` of the task list of ``application``: on ``site``, or on that of its round's page."""
    if site is not None:
        page = ApplicationPage.for_application(application, site)
    else:
        page = ApplicationPage.objects.filter(round=application.round_id).live().order_by("path").first()
        site = page.get_site() if page else None
    url = page.route_url("tasks", application.reference) if page else ""
    return site, urlsplit(url or "").path


def page_of(application):
    """The live application page of the round of ``application``, or ``None``."""
    return ApplicationPage.objects.filter(round=application.round_id).live().order_by("path").first()


def home_path(application, page=None):
    """The path of the task list of ``application``, below ``page`` (default: that of its round); empty without one."""
    page = page or page_of(application)
    url = page.route_url("tasks", application.reference) if page else None
    return urlsplit(url).path if url else ""


def moment_words(moment):
    """A moment in words: Friday 12 March 2027 at 5pm."""
    local = timezone.localtime(moment)
    return _("%(date)s at %(time)s") % {"date": date_words(local), "time": time_words(local.time())}
