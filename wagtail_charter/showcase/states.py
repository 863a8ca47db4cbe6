"""Fixed choices of the showcase."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ContentNote(TextChoices):
    """What an entry mentions that may be hard to read: said before it, never as an alarm."""

    CUSTODY = "custody", _("custody")
    SELF_HARM = "self-harm", _("self-harm")
    ABUSE = "abuse", _("abuse")
    BEREAVEMENT = "bereavement", _("bereavement")
    SUBSTANCE_USE = "substance-use", _("drug and alcohol use")
    RACISM = "racism", _("racism")


#: The value of the level filter for services without an award that may be shown.
NO_LEVEL = "none"
#: What the level filter's values of other schemes' awards begin with.
OTHER_SCHEME = "other-"


def tag_colour(rank, *, is_external):
    """The colour of a level tag: white for another scheme's award, blue for a first step, green for an award."""
    if is_external:
        return "white"
    return "green" if rank > 0 else "blue"
