"""What the register holds about people: who saw that another scheme had published an award."""

from django.utils.translation import gettext_lazy as _

from wagtail_charter.awards.models import Award
from wagtail_charter.foundations.retention import Holding, Record, excerpt

HOLDINGS = [
    Holding(
        slug="award_checks",
        room="awards",
        what=_("Who checked an award of another scheme"),
        data=_("The name of the member of the charter team who saw it published, and the day."),
        why=_("So that what the showcase says of an award can be traced."),
        who_sees=_("The charter team."),
        trigger=_("the end of the scheme"),
    )
]


def person(who):
    """Nothing by address: awards are given to services."""
    return []


def mentions(words):
    """Awards whose public words, scope or check name one of ``words``, for a person to read."""
    found = []
    for award in Award.objects.order_by("pk").iterator():
        texts = " ".join((award.scope, award.public_words, award.state_words, award.checked_by))
        if said := excerpt(texts, words):
            found.append(Record(_("Award"), {"award": str(award), "words": said}, award.created_at))
    return found


def forget(who, *, at):
    """Nothing: a register stays as it was published."""
    return 0
