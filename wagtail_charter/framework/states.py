"""The life of a framework edition."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EditionState(TextChoices):
    """Where an edition stands."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", _("No longer in use")


EDITION_TRANSITIONS = {
    EditionState.DRAFT: {EditionState.PUBLISHED},
    EditionState.PUBLISHED: {EditionState.RETIRED},
    EditionState.RETIRED: {EditionState.PUBLISHED},
}

#: An edition in one of these states never changes again, nor does any part of it.
FROZEN_STATES = (EditionState.PUBLISHED, EditionState.RETIRED)
