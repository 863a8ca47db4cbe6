"""The letters of this room."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_charter.foundations.clock import date_words, time_words
from wagtail_charter.letters.notifications import LetterKind
from wagtail_charter.letters.services import queue

LETTERS = [
    LetterKind(
        template="support/concern_reported",
        title=gettext_lazy("Somebody is worried about someone"),
        when=gettext_lazy(
            "To the safeguarding contact, at once and at any hour. None of the words are in it."
        ),
        sample={"when": "Monday 8 March 2027 at 9:30am", "path": "/admin/charter/concerns/"},
    )
]


def concern_reported(concern, *, contact):
    """Tell the safeguarding contact, and whoever covers while they are away, that there is a concern.

    Leaves at once, whatever the hour. It says when it came and where to read it, and none of its words. ``contact``
    may be ``None``: the concern waits in the admin then, and a system check says that nobody hears of it.
    """
    for person in contact.people_to_write_to() if contact else ():
        queue(
            "support/concern_reported",
            key=f"concern:{concern.pk}:reported:{person.pk}",
            to_email=person.email,
            to_name=person.name,
            facts={
                "when": _moment_words(concern.created_at),
                "path": reverse("charter_concerns:inspect", args=[concern.pk]),
            },
            about=concern,
            site=concern.site,
            is_answer=True,
        )


def _moment_words(moment):
    local = timezone.localtime(moment)
    return _("%(date)s at %(time)s") % {"date": date_words(local), "time": time_words(local)}
