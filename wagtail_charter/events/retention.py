"""What the history holds about people: the number of whoever acted, and no name."""

from django.utils.translation import gettext_lazy as _

from wagtail_charter.foundations.retention import Holding

HOLDINGS = [
    Holding(
        slug="events",
        room="events",
        what=_("The history of what happened"),
        data=_("The number of the account that acted, what changed and when. No name and no words."),
        why=_("So that nobody can change what happened afterwards."),
        who_sees=_("The charter team."),
        trigger=_("the end of the scheme"),
    )
]


def person(who):
    """None by itself: the accounts room finds somebody's acts by the number of their account."""
    return []


def mentions(words):
    """None: the history holds no texts."""
    return []


def forget(who, *, at):
    """Nothing: the history is only ever added to, and names nobody."""
    return 0
