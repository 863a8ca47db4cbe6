"""The editor's own questions on the form "Is your organisation looking to apply?"."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

#: What nobody is ever asked about. Services may well work in prisons or courts, so the places themselves may be named.
_AVOIDED = re.compile(
    r"\b(offen[cs]es?|offend\w*|re-?offend\w*|convict\w*|crimes?|criminal (?:record|history|past)s?|arrest(?:s|ed)?"
    r"|sentenced|sentencing|(?:prison|custodial|court|their|your|his|her|what|which) sentences?|sentences? served"
    r"|(?:been|was|were) (?:to|in) (?:prison|custody|jail)"
    r"|diagnos\w*|(?:medical|mental health|psychiatric|health) history|ill(?:ness)?(?:es)?|addict\w*"
    r"|abus\w*|victims?|trauma(?:s|tic)? (?:history|past)|(?:in|leaving) care|looked[- ]after|care leavers?"
    r"|care history|family history|(?:their|your|his|her) past)\b",
    re.IGNORECASE,
)
#: The word alone, but not "in a sentence or two".
_SENTENCE = re.compile(r"\bsentences?\b(?! or two\b)", re.IGNORECASE)
_FEW_SENTENCES = re.compile(
    r"\b(?:a|one|two|three|a few|1|2|3|1 or 2|one or two|short) sentences?\b", re.IGNORECASE
)


def avoided_words(text):
    """The words in ``text`` that ask for somebody's past, as they stand there; empty if there are none."""
    found = [match.group(0) for match in _AVOIDED.finditer(text)]
    rest = _FEW_SENTENCES.sub(" ", text)
    found += [match.group(0) for match in _SENTENCE.finditer(rest) if match.group(0) not in " ".join(found)]
    return found


class QuestionKind(models.TextChoices):
    """How a question is answered."""

    SHORT = "short", _("Short text")
    LONG = "long", _("Long text")
    CHOICE = "choice", _("Choose one")


class InterestQuestion(Orderable):
    """One question that an editor adds to the form, about the organisation or the service and nobody's life."""

    page = ParentalKey(
        "wagtail_charter.ApplicationPage", on_delete=models.CASCADE, related_name="interest_questions"
    )
    question = models.CharField(
        _("question"),
        max_length=200,
        help_text=_("About the organisation or the service. For example: How did you hear of the charter?"),
    )
    hint = models.CharField(
        _("hint"), max_length=300, blank=True, help_text=_("One sentence below the question, if it helps.")
    )
    kind = models.CharField(
        _("how it is answered"), max_length=10, choices=QuestionKind, default=QuestionKind.SHORT
    )
    choices = models.TextField(
        _("answers to choose from"), blank=True, help_text=_("One on each line. Only for “Choose one”.")
    )
    is_required = models.BooleanField(
        _("needs an answer"), default=False, help_text=_("Otherwise the form says that it is optional.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("question of your own")
        verbose_name_plural = _("questions of your own")

    def __str__(self):
        return self.question

    @property
    def choice_list(self):
        """The answers to choose from, each once, in their order."""
        lines = (line.strip() for line in self.choices.splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def clean(self):
        super().clean()
        errors = {}
        for name in ("question", "hint", "choices"):
            if words := avoided_words(getattr(self, name)):
                errors[name] = _(
                    "This asks about what somebody has lived through (“%(words)s”). The scheme never does. "
                    "Ask about the organisation or the service instead."
                ) % {"words": ", ".join(dict.fromkeys(words))}
        if self.kind == QuestionKind.CHOICE and "choices" not in errors and len(self.choice_list) < 2:
            errors["choices"] = _("Enter at least 2 answers, one on each line.")
        if errors:
            raise ValidationError(errors)
