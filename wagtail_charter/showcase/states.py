"""Fixed choices of the showcase."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Attribution(TextChoices):
    """How the person who is quoted wished to be named."""

    FULL_NAME = "full_name", _("Full name")
    FIRST_NAME = "first_name", _("First name")
    ROLE_ONLY = "role_only", _("Role only")
    LIVED_EXPERIENCE = "lived_experience", _("A person with lived experience")
    FAMILY_MEMBER = "family_member", _("A family member")


#: Attributions that show a name, and therefore need the person's consent.
NAMED_ATTRIBUTIONS = (Attribution.FULL_NAME, Attribution.FIRST_NAME)


class RolePay(TextChoices):
    """How a role is paid."""

    PAID = "paid", _("Paid")
    VOLUNTARY = "voluntary", _("Voluntary")
    APPRENTICESHIP = "apprenticeship", _("Apprenticeship")


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
