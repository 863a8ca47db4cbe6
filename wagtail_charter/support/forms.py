"""What people write when they are worried about someone, and what the team notes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail_charter.foundations.forms import CharterForm, HiddenText, LongTextField

#: More than anybody writes; it keeps a page of noise out of the log.
_MAX_WORDS = 1500


class ConcernForm(CharterForm):
    """That somebody is worried about someone; who tells is up to them."""

    about = HiddenText(keep=500)
    words = LongTextField(
        label=_("What are you worried about?"),
        max_words=_MAX_WORDS,
        help_text=_("Tell us what you saw or read, and where. A few words are enough."),
        error_messages={"required": _("Tell us what you are worried about")},
    )
    reply_name = forms.CharField(label=_("Your name"), max_length=120, required=False)
    reply_to = forms.CharField(
        label=_("How can we reach you?"),
        max_length=200,
        required=False,
        help_text=_(
            "An email address or a telephone number. Leave it empty if you do not want us to get in touch."
        ),
    )


class NoteForm(forms.Form):
    """A line of a concern's log."""

    words = forms.CharField(
        label=_("What was done"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Added to the log with your name and the time. It cannot be changed afterwards."),
        error_messages={"required": _("Enter what was done.")},
    )
