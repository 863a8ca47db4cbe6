"""What training holds about people: who leads, where an event page names them."""

from django.utils.translation import gettext_lazy as _

from wagtail_charter.foundations.retention import Holding, page_mentions
from wagtail_charter.training.pages import TrainingEventPage, TrainingIndexPage

HOLDINGS = [
    Holding(
        slug="training_names",
        room="training",
        what=_("Who leads a training day"),
        data=_("The work of those who lead, and their name where they agreed to it."),
        why=_("So that people know whom they will meet."),
        who_sees=_("Everybody: the pages are public."),
        trigger=_("the page is taken down, or the person asks for their name to be removed"),
    )
]


def person(who):
    """Nothing by address: pages hold no addresses of people. ``mentions`` finds their names."""
    return []


def mentions(words):
    """Event pages that name one of ``words``, for a person to read."""
    return page_mentions([TrainingEventPage, TrainingIndexPage], words, _("Page of an event"))


def forget(who, *, at):
    """Nothing by itself: a web editor takes a name out of a page, and out of its earlier versions."""
    return 0
