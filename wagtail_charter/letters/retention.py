"""What the letters room holds about people: whom it wrote to, and the facts of each letter."""

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_charter.foundations.retention import Holding, Record, clear_traces, excerpt
from wagtail_charter.letters.models import Letter

#: What is left of a letter: that it was written, which one, and when it left.
_EMPTY = {"to_email": "", "to_name": "", "reply_to": "", "facts": {}, "last_error": ""}


def due_letters(before):
    """Letters that left, were given up or dropped, before ``before``, and still say to whom."""
    ended = Letter.objects.alias(ended_at=Coalesce("sent_at", "given_up_at", "dropped_at"))
    return ended.filter(ended_at__lt=before, cleared_at__isnull=True).prefetch_related("about")


def clear_letters(letters):
    """Take addresses, names and facts out of ``letters``. Returns how many."""
    clear_traces(letters)
    keys = [letter.pk for letter in letters]
    return Letter.objects.filter(pk__in=keys).update(**_EMPTY, cleared_at=timezone.now())


def _names(letter):
    about = getattr(letter.about, "reference", "")
    return [letter.to_email, letter.reply_to, letter.key, about, *map(str, letter.facts.values())]


HOLDINGS = [
    Holding(
        slug="letters",
        room="letters",
        what=_("Letters that we sent"),
        data=_("Your name and e-mail address, what the letter was about, and when it left."),
        why=_("To tell you what happened, and to be able to show that we did."),
        who_sees=_("The charter team."),
        trigger=_("the day the letter was sent"),
        keep="letters",
        due=due_letters,
        purge=clear_letters,
        names=_names,
        is_routine=True,
    )
]


def _of(who):
    return Letter.objects.filter(Q(to_email__iexact=who.email) | Q(reply_to__iexact=who.email))


def person(who):
    """The letters to ``who``."""
    return [
        Record(
            _("Letter"),
            {
                "letter": letter.template,
                "to": letter.to_email,
                "name": letter.to_name,
                "facts": letter.facts,
                "sent": letter.sent_at and letter.sent_at.isoformat(),
            },
            letter.created_at,
        )
        for letter in _of(who).order_by("created_at", "pk")
    ]


def mentions(words):
    """Letters to others that name one of ``words``."""
    found = []
    for letter in Letter.objects.exclude(facts={}).order_by("pk").iterator(chunk_size=500):
        said = excerpt(" ".join(map(str, letter.facts.values())), words)
        if said:
            found.append(Record(_("Letter"), {"number": letter.pk, "words": said}, letter.created_at))
    return found


def forget(who, *, at):
    """Take the address, the name and the facts out of every letter to ``who``; one that waits stays unsent."""
    letters = list(_of(who))
    Letter.objects.waiting().filter(pk__in=[letter.pk for letter in letters]).update(dropped_at=at)
    return clear_letters(letters)
