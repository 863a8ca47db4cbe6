"""What the showcase holds about people: names beside quotations and sign-offs, each with consent."""

from django.utils.translation import gettext_lazy as _

from wagtail_charter.foundations.retention import Holding, page_mentions
from wagtail_charter.showcase.pages import ShowcaseEntryPage, ShowcaseIndexPage

HOLDINGS = [
    Holding(
        slug="showcase_names",
        room="showcase",
        what=_("Names in the showcase"),
        data=_("The name or the work of somebody who is quoted or signs a page, as they chose to be named."),
        why=_("So that people who agreed to it are credited for what they say."),
        who_sees=_("Everybody: the pages are public."),
        trigger=_("the page is taken down, or the person asks for their name to be removed"),
    )
]


def person(who):
    """Nothing by address: pages hold no addresses of people. ``mentions`` finds their names."""
    return []


def mentions(words):
    """Pages of the showcase that name one of ``words``, for a person to read."""
    return page_mentions([ShowcaseEntryPage, ShowcaseIndexPage], words, _("Page of the showcase"))


def forget(who, *, at):
    """Nothing by itself: a web editor takes a name out of a page, and out of its earlier versions."""
    return 0
