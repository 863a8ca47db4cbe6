"""The letters of this room."""

from django.urls import reverse

from wagtail_charter.letters.services import queue


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
                "reported_at": concern.created_at.isoformat(),
                "path": reverse("charter_concerns:inspect", args=[concern.pk]),
            },
            about=concern,
            site=concern.site,
            is_answer=True,
        )
