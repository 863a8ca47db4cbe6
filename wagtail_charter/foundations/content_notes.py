"""Content notes: what a page speaks of that may be hard to hear, shown before the page begins.

Rule: trauma-informed design; editors choose from a set and may add words, and the note stands before the content.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class ContentNote(models.TextChoices):
    """What a page may mention."""

    CUSTODY = "custody", _("custody")
    SELF_HARM = "self-harm", _("self-harm")
    ABUSE = "abuse", _("abuse")
    BEREAVEMENT = "bereavement", _("bereavement")
    SUBSTANCE_USE = "substance-use", _("substance use")
    RACISM = "racism", _("racism")


class ContentNotesField(models.JSONField):
    """A list of ``ContentNote`` values, chosen with checkboxes."""

    def __init__(self, *args, **kwargs):
        kwargs.update(default=list, blank=True)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        if not isinstance(value, list) or set(value) - set(ContentNote.values):
            raise ValidationError(
                _("Choose content notes from the list: %(notes)s.") % {"notes": ", ".join(ContentNote.values)}
            )

    def formfield(self, **kwargs):
        return forms.TypedMultipleChoiceField(
            choices=ContentNote.choices,
            widget=forms.CheckboxSelectMultiple,
            required=False,
            label=self.verbose_name,
            help_text=self.help_text,
            empty_value=[],
        )


class ContentNoted(models.Model):
    """Adds content notes to a page: some of a set, and free words."""

    content_notes = ContentNotesField(
        _("content notes"), help_text=_("What the page mentions that may be hard to read or hear.")
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
