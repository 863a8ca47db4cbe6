"""What the letters of this room tell alike: a round's dates, a contact, the address of a page. Names and dates only."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Site

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


@dataclass(frozen=True)
class Place:
    """Where letters lead: an application ``page`` and its ``site``, each ``None`` where there is none."""

    page: ApplicationPage | None
    site: Site | None

    def path(self, route, *args):
        """The path of ``route`` below the page; empty without a page or without an address."""
        url = self.page.route_url(route, *args) if self.page else None
        return urlsplit(url or "").path

    def home(self, application):
        """The path of the task list of ``application``, or an empty text."""
        return self.path("tasks", application.reference)


def place_of(application, site=None):
    """The ``Place`` in which ``application`` lives: on ``site``; without one where its round has its page.

    A round without a page, as one that a page has gone on from, is looked for on the default site. Ask once for
    applications of one round: the answer is the same.
    """
    page = None
    if site is None:
        page = ApplicationPage.objects.filter(round=application.round_id).live().order_by("path").first()
        site = page.get_site() if page else Site.objects.filter(is_default_site=True).first()
    return Place(page or ApplicationPage.for_application(application, site), site)


def moment_words(moment):
    """A moment in words: Friday 12 March 2027 at 5pm."""
    local = timezone.localtime(moment)
    return _("%(date)s at %(time)s") % {"date": date_words(local), "time": time_words(local.time())}
