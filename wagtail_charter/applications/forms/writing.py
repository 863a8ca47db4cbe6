"""What people type in while they write: an answer, and the name of who leads."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.rules import MAX_ANSWER_LENGTH
from wagtail_charter.foundations.form_fields import count_words
from wagtail_charter.foundations.forms import CharterForm, LongTextField

YES, NO = "yes", "no"

#: The largest number that a column of revisions holds.
_LARGEST = 2**31 - 1


class WordsField(LongTextField):
    """A long answer as it was typed: never cut, never refused for a character that a database cannot hold.

    The word limit is shown; whether it counts is for the form to say.
    """

    def __init__(self, **kwargs):
        super().__init__(strip=False, **kwargs)

    def to_python(self, value):
        return storable(super().to_python(value))

    def validate(self, value):
        """Nothing: a draft may be as long as it needs to be."""


def storable(text):
    """``text`` without what no database holds (NUL, halves of characters), its line ends as one sign."""
    held = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    return held.encode("utf-8", "replace").decode("utf-8")


class AnswerForm(CharterForm):
    """The answer to one statement. Its words can be saved whatever else is wrong (``words``, ``facts``).

    ``is_reopened``: the team asked about this answer. Whether it is completed is not asked then: sending it says so.
    """

    text = WordsField(label=_("Your answer"), rows=14)
    does_not_apply = forms.BooleanField(label=_("This does not apply to our service"), required=False)
    is_complete = forms.ChoiceField(
        label=_("Have you completed this section?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Select whether you've completed this section")},
        choices=[(YES, _("Yes, I have completed this section")), (NO, _("No, I'll come back to it later"))],
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=_LARGEST)
    replaces_saved = forms.BooleanField(widget=forms.HiddenInput, required=False)
    kept = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    from_check = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, statement, is_pause=False, is_reopened=False, **kwargs):
        self.statement, self.is_pause, self.is_reopened = statement, is_pause, is_reopened
        super().__init__(*args, **kwargs)
        text, choice = self.fields["text"], self.fields["does_not_apply"]
        text.label = statement.question
        text.max_words = statement.word_limit
        if statement.word_guide:
            text.help_text = _("About %(guide)d words is a good length.") % {"guide": statement.word_guide}
        if statement.may_not_apply:
            choice.help_text = statement.may_not_apply_when
        else:
            del self.fields["does_not_apply"]
        if is_reopened:
            del self.fields["is_complete"]

    @property
    def _empty(self):
        if self.is_reopened:
            return _("Enter your answer, or press 'Save and come back later'")
        return _("Enter your answer, or select 'No, I'll come back to it later'")

    @property
    def words(self):
        """The answer as it was typed, fit to be saved, even when the form is not valid."""
        return storable(str(self.data.get(self.add_prefix("text"), "")))

    @property
    def opened_with(self):
        """The revision that the form was opened with; 0 if the browser says nothing sensible."""
        return self.cleaned_data.get("revision") or 0

    @property
    def facts(self):
        """What ``save_answer`` takes besides the words: an answer with anything to mend is not completed yet."""
        return {
            "does_not_apply": bool(self.cleaned_data.get("does_not_apply")),
            "is_complete": not self.errors and self._chosen == YES,
        }

    @property
    def _chosen(self):
        """Whether the answer is called completed: by a choice, or by going on towards sending it again."""
        if self.is_reopened:
            return NO if self.is_pause else YES
        return self.cleaned_data.get("is_complete")

    @property
    def is_too_long_to_keep(self):
        """Whether the words are more than can be saved at all."""
        return len(self.words) > MAX_ANSWER_LENGTH

    def clean(self):
        """The word limit and an empty answer count only once the section is called completed."""
        found = super().clean()
        words, chosen = self.words, self._chosen
        if self.is_too_long_to_keep:
            self.add_error(
                "text",
                _(
                    "Answer must be %(limit)d characters or less to be saved. Copy it somewhere safe before you leave."
                )
                % {"limit": MAX_ANSWER_LENGTH},
            )
        for unseen in ("revision", "replaces_saved", "kept", "from_check"):
            # Nobody can mend what they cannot see; without a revision nothing is replaced.
            self.errors.pop(unseen, None)
        if self.is_pause and not chosen:
            self.errors.pop("is_complete", None)
        if chosen != YES or found.get("does_not_apply"):
            return found
        if not words.strip():
            self.add_error("text", self._empty)
        elif count_words(words) > self.fields["text"].max_words and not self.is_too_long_to_keep:
            self.add_error(
                "text",
                ValidationError(
                    _("Answer must be %(max_words)d words or less"),
                    params={"max_words": self.fields["text"].max_words},
                ),
            )
        return found


class LeadNameForm(CharterForm):
    """The name of who leads the application."""

    lead_name = forms.CharField(
        label=_("Name of who leads this application"),
        max_length=120,
        help_text=_("We use it in letters. Our letters go to the email address above."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
