"""The life of a framework edition."""

from django.core.exceptions import ValidationError
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


class FrozenError(ValidationError):
    """Raised when code tries to change or delete a published edition or a part of one."""

    def __init__(self, edition):
        super().__init__(
            _("%(edition)s is published and cannot change. Copy it to a new edition and change that."),
            code="frozen",
            params={"edition": edition},
        )
