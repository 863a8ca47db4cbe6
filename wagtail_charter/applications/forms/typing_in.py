"""What the team types in for an applicant: the words, how they came, when, and from whom."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput

from wagtail_charter.applications.forms.writing import storable
from wagtail_charter.applications.models import AnswerSource
from wagtail_charter.applications.rules import MAX_ANSWER_LENGTH
from wagtail_charter.foundations.form_fields import count_words

_CAME = [
    (source.value, source.label) for source in (AnswerSource.PHONE, AnswerSource.PAPER, AnswerSource.EMAIL)
]


class TypeInForm(forms.Form):
    """An answer that came another way than the portal. ``held``: the answer that is saved now, or ``None``."""

    text = forms.CharField(
        label=_("The answer, in their words"),
        required=False,
        strip=False,
        max_length=MAX_ANSWER_LENGTH,
        widget=AdminAutoHeightTextInput(attrs={"rows": 10}),
    )
    does_not_apply = forms.BooleanField(
        label=_("They say that this does not apply to their service"), required=False
    )
    source = forms.ChoiceField(
        label=_("How it came"),
        choices=_CAME,
        widget=forms.RadioSelect,
        error_messages={"required": _("Select how the answer came")},
    )
    source_on = forms.DateField(
        label=_("On which day"),
        widget=AdminDateInput,
        error_messages={
            "required": _("Enter the day on which the answer came"),
            "invalid": _("Day must be a real date"),
        },
    )
    source_name = forms.CharField(
        label=_("From whom"),
        max_length=120,
        error_messages={"required": _("Enter who gave the answer")},
    )
    what_of_saved = forms.ChoiceField(
        label=_("What becomes of the words that are there now"),
        choices=[
            ("below", _("They stay. Put these words below them.")),
            ("replace", _("Put these words in their place. The earlier words are kept.")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Select what becomes of the words that are there now")},
    )
    is_complete = forms.BooleanField(
        label=_("They say that this answer is complete"),
        required=False,
        help_text=_("Leave it empty if they want to come back to it."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(self, *args, statement, held, **kwargs):
        super().__init__(*args, **kwargs)
        self.statement, self.held = statement, held
        if not statement.may_not_apply:
            del self.fields["does_not_apply"]
        elif statement.may_not_apply_when:
            self.fields["does_not_apply"].help_text = statement.may_not_apply_when
        if not (held and held.text.strip()):
            del self.fields["what_of_saved"]

    def clean_text(self):
        """As it was typed, fit to be saved."""
        return storable(self.cleaned_data["text"])

    def clean_source_on(self):
        """A day that has come."""
        day = self.cleaned_data["source_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Day must be today or in the past"))
        return day

    def clean(self):
        """There are words, or it does not apply; and a complete answer keeps to the limit of its statement."""
        found = super().clean()
        text, applies_not = found.get("text", ""), found.get("does_not_apply")
        if not text.strip() and not applies_not and "text" not in self.errors:
            self.add_error("text", _("Enter the answer"))
        words = count_words(text)
        if found.get("what_of_saved") == "below":
            words += count_words(self.held.text)
        is_complete = found.get("is_complete", True)
        if is_complete and not applies_not and words > self.statement.word_limit:
            self.add_error(
                "text",
                _("Answer must be %(limit)d words or less to be complete. It has %(words)d.")
                % {"limit": self.statement.word_limit, "words": words},
            )
        return found


class TypeInAskedForm(TypeInForm):
    """The answer to an open question: it is sent as soon as it is saved, so it is complete."""

    is_complete = None
    question = forms.IntegerField(widget=forms.HiddenInput)
