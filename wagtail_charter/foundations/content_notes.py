"""Content notes: what a page speaks of that may be hard to hear, shown before the page begins.

Rule: trauma-informed design; editors choose from a set and may add words, and the note stands before the content.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_charter.foundations.fields import ChoiceListField


class ContentNote(models.TextChoices):
    """What a page may mention."""

    CUSTODY = "custody", _("custody")
    SELF_HARM = "self-harm", _("self-harm")
    ABUSE = "abuse", _("abuse")
    BEREAVEMENT = "bereavement", _("bereavement")
    SUBSTANCE_USE = "substance-use", _("substance use")
    RACISM = "racism", _("racism")


class ContentNoted(models.Model):
    """Adds content notes to a page: some of a set, and free words."""

    content_notes = ChoiceListField(
        _("content notes"),
        choices_offered=ContentNote.choices,
        help_text=_("What the page mentions that may be hard to read or hear.")
    )
    content_note_words = models.CharField(
        _("content note in your own words"),
        max_length=200,
        blank=True,
        help_text=_("For example: a death in hospital."),
    )

    class Meta:
        abstract = True

    @property
    def content_note_labels(self):
        """What to say before the content, as words; an empty list if there is nothing to say."""
        labels = [ContentNote(note).label for note in self.content_notes or [] if note in ContentNote.values]
        return [*labels, self.content_note_words] if self.content_note_words else labels
