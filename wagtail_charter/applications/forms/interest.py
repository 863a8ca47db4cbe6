"""The form "Is your organisation looking to apply?", and what officers type in to answer it."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.widgets import AdminSnippetChooser

from wagtail_charter.applications.models import QuestionKind, Round
from wagtail_charter.foundations.forms import CharterForm, LongTextField
from wagtail_charter.organisations.models import Organisation, Service

_SHORT, _HOPES_WORDS, _LONG_WORDS = 200, 200, 200
_MOST_SIGNS = 5000


class InterestForm(CharterForm):
    """Who asks, for which service, what they hope for, and the questions that editors added to the page."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your email address"),
        help_text=_("We use it to answer you, and for nothing else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    organisation_name = forms.CharField(
        label=_("Your organisation"),
        max_length=_SHORT,
        help_text=_("For example an NHS trust, a council or a charity."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    service_name = forms.CharField(
        label=_("The service or team that may apply"),
        max_length=_SHORT,
        help_text=_("If you are not sure yet, describe it in a few words."),
    )
    hopes = LongTextField(
        label=_("What do you hope for?"),
        required=False,
        max_words=_HOPES_WORDS,
        max_length=_MOST_SIGNS,
        rows=5,
        help_text=_(
            "A few sentences are enough. Leave out names of other people, and anything about somebody's past or "
            "health."
        ),
    )

    def __init__(self, page, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = {f"question_{each.pk}": each for each in page.interest_questions.all()}
        for name, question in self.questions.items():
            self.fields[name] = _field_of(question)
            self._soften(name)

    @property
    def answers(self):
        """What was asked and answered, as ``(label, value)`` pairs, in the order of the form."""
        return [(self.fields[name].label, self.cleaned_data.get(name, "")) for name in self.fields]

    @property
    def facts(self):
        """The answers as ``services.express_interest`` takes them."""
        own = {name: value for name, value in self.cleaned_data.items() if name not in self.questions}
        extra = [
            {"question": question.question, "answer": self.cleaned_data[name]}
            for name, question in self.questions.items()
            if self.cleaned_data.get(name)
        ]
        return {**own, "extra_answers": extra}

    @property
    def hidden_values(self):
        """What was typed, as ``(name, value)`` pairs, for the page that asks once more."""
        return [(name, self.data.get(name, "")) for name in self.fields]


def _field_of(question):
    facts = {"label": question.question, "help_text": question.hint, "required": question.is_required}
    if question.kind == QuestionKind.LONG:
        return LongTextField(max_words=_LONG_WORDS, max_length=_MOST_SIGNS, rows=5, **facts)
    if question.kind == QuestionKind.CHOICE:
        choices = [(each, each) for each in question.choice_list]
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **facts)
    return forms.CharField(max_length=_SHORT, **facts)


class InviteForm(forms.Form):
    """Which service the team invites, to which round, and the officer's own words to them."""

    service = forms.ModelChoiceField(
        Service.objects.select_related("provider"),
        label=_("Service"),
        required=False,
        help_text=_("Choose it if it is known here. Otherwise enter it below."),
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.in_use(),
        label=_("Organisation of a new service"),
        required=False,
        help_text=_("Choose the organisation if it is known here."),
    )
    organisation_name = forms.CharField(
        label=_("Or the name of a new organisation"), required=False, max_length=_SHORT
    )
    service_name = forms.CharField(label=_("Name of the new service"), required=False, max_length=_SHORT)
    round = forms.ModelChoiceField(Round.objects.none(), label=_("Round"), empty_label=None)
    words = forms.CharField(
        label=_("Your words to them"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Stand at the top of the letter. The dates, the effort and the contact follow by themselves."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["service"].widget = AdminSnippetChooser(Service)
        self.fields["organisation"].widget = AdminSnippetChooser(Organisation)
        self.fields["round"].queryset = Round.objects.not_closed()

    def clean(self):
        facts = super().clean()
        if facts.get("service") or self.errors:
            return facts
        if not facts.get("service_name"):
            self.add_error("service", _("Choose a service, or enter the name of a new one below."))
        elif not facts.get("organisation") and not facts.get("organisation_name"):
            self.add_error(
                "organisation", _("Choose the organisation of the new service, or enter its name.")
            )
        return facts


class NotNowForm(forms.Form):
    """The officer's kind words to somebody who is not invited now."""

    words = forms.CharField(
        label=_("Your words to them"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Say why it is not now, what would help, and when to ask again. They stand in the letter."
        ),
    )


class NoWordsForm(forms.Form):
    """A step that asks nothing: its button is the answer."""
