"""Recording an outcome: level, reason, feedback by theme, conditions, a line to quote; and when it is released."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from wagtail_charter.assessment.rules import opening_words
from wagtail_charter.framework.rules import words_found


class _Day(forms.DateField):
    def __init__(self, **kwargs):
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class OutcomeForm(forms.Form):
    """The words of an outcome. As a draft it takes whatever is there; to record it, strengths come before next steps.

    ``choices``: the levels to choose from. ``words_to_avoid``: those of the edition; where one stands, the field says
    so once, and the same words pass when ``kept_words`` names them.
    """

    level = forms.ChoiceField(label=_("Level"), widget=forms.RadioSelect, required=False)
    reason = forms.CharField(
        label=_("Why this level"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    opening = forms.CharField(
        label=_("Opening words"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_("The first words that they read. Thank them. Change them as you like."),
    )
    conditions = forms.CharField(
        label=_("Conditions (optional)"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("For example: finish the review of the sickness policy."),
    )
    conditions_by = _Day(label=_("Conditions to be met by (optional)"), required=False)
    quotable_line = forms.CharField(
        label=_("A line that may be quoted (optional)"),
        max_length=300,
        required=False,
        help_text=_(
            "One sentence about the service. It is quoted only if the service agrees when it accepts."
        ),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(self, *args, choices, themes, words_to_avoid, kept_words="", is_draft=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = choices
        self.themes, self.words_to_avoid = themes, words_to_avoid
        self.kept_words, self.is_draft = kept_words, is_draft
        for theme in themes:
            self.fields[f"strengths-{theme.code}"] = forms.CharField(
                label=_("What works well"),
                widget=forms.Textarea(attrs={"rows": 3}),
                max_length=2000,
                required=False,
            )
            self.fields[f"next_step-{theme.code}"] = forms.CharField(
                label=_("The next step (optional)"),
                widget=forms.Textarea(attrs={"rows": 2}),
                max_length=1000,
                required=False,
                help_text=_("One. “The next step is …”"),
            )
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)
        #: ``{name of the field: words}`` that stand on the list of words to avoid.
        self.flagged = {}

    def by_theme(self):
        """``(theme, bound strengths, bound next step)`` for each theme."""
        return [
            (theme, self[f"strengths-{theme.code}"], self[f"next_step-{theme.code}"]) for theme in self.themes
        ]

    @property
    def found_words(self):
        """What ``kept_words`` has to say for the flagged words to pass."""
        return " ".join(f"{name}:{','.join(words)}" for name, words in self.flagged.items())

    def clean(self):
        facts = super().clean()
        self._follow_level(facts)
        if self.is_draft:
            return facts
        if not facts.get("level") and "level" not in self.errors:
            self.add_error("level", _("Choose a level."))
        for theme in self.themes:
            strengths, step = f"strengths-{theme.code}", f"next_step-{theme.code}"
            if facts.get(step) and not facts.get(strengths) and strengths not in self.errors:
                self.add_error(strengths, _("Say first what works well. Then comes the next step."))
        if facts.get("conditions") and not facts.get("conditions_by") and "conditions_by" not in self.errors:
            self.add_error("conditions_by", _("Say by which day the conditions are to be met."))
        if facts.get("conditions_by") and not facts.get("conditions"):
            self.add_error("conditions", _("Say what is to be met by this day, or take the day out."))
        if facts.get("conditions_by") and facts["conditions_by"] <= timezone.localdate():
            self.add_error("conditions_by", _("Choose a day that is still to come."))
        self._flag(facts)
        return facts

    def _follow_level(self, facts):
        """Opening words that nobody changed follow the level that was chosen."""
        prefilled = [opening_words(key) for key, _label in self.fields["level"].choices]
        if facts.get("level") and facts.get("opening", "").replace("\r\n", "\n") in prefilled:
            facts["opening"] = opening_words(facts["level"])

    def _flag(self, facts):
        self.flagged = {
            name: found
            for name, text in facts.items()
            if isinstance(text, str) and name != "level" and (found := words_found(text, self.words_to_avoid))
        }
        if self.found_words == self.kept_words:
            return
        for name, found in self.flagged.items():
            sentence = _text(
                "“%(words)s” is on the list of words to avoid. Say it another way, or keep it with the button below."
            )
            self.add_error(
                name, forms.ValidationError(sentence % {"words": "”, “".join(found)}, code="avoid")
            )

    @property
    def only_flagged(self):
        """Whether nothing but words to avoid stands in the way."""
        return bool(self.flagged) and all(
            error.code == "avoid" for errors in self.errors.as_data().values() for error in errors
        )

    def chosen(self):
        """What the services take beside the level: reason, opening, feedback and so on."""
        facts = self.cleaned_data
        words = {
            name: facts.get(name)
            for name in ("reason", "opening", "conditions", "conditions_by", "quotable_line")
        }
        feedback = {
            theme: (facts.get(f"strengths-{theme.code}", ""), facts.get(f"next_step-{theme.code}", ""))
            for theme in self.themes
        }
        return {**words, "feedback": feedback, "revision": facts.get("revision") or 0}


class ReleaseForm(forms.Form):
    """When the applicant hears: now, or from a day and a time on."""

    NOW, LATER = "now", "later"

    when = forms.ChoiceField(
        label=_("When"),
        choices=[(LATER, _("At the day and time below")), (NOW, _("Now"))],
        widget=forms.RadioSelect,
        initial=LATER,
    )
    day = _Day(label=_("Day"), required=False)
    time = forms.TimeField(
        label=_("Time"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    def clean(self):
        facts = super().clean()
        if facts.get("when") != self.LATER:
            return facts
        for name, sentence in (
            ("day", _("Enter the day.")),
            ("time", _("Enter the time, for example 10:00.")),
        ):
            if not facts.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        if not self.errors and self.at <= timezone.now():
            self.add_error("day", _("Choose a time that is still to come, or release it now."))
        return facts

    @property
    def at(self):
        """The moment, or ``None`` for now."""
        facts = self.cleaned_data
        if facts.get("when") == self.NOW:
            return None
        return timezone.make_aware(datetime.datetime.combine(facts["day"], facts["time"]))
