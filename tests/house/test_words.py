"""No field, label or heading asks for an offence, a sentence, a diagnosis, care or abuse (rule TI1 of the scheme).

What people went through is theirs. A scheme that recognises employers has no use for it, and a column that does not
exist cannot leak.
"""

import re

import pytest
from django import forms
from django.apps import apps

from tests.house.sources import TEMPLATES, shown

FORBIDDEN = re.compile(
    r"\b(offen[cs]es?|offend\w*|convict\w*|criminal|crimes?|sentenc(?:ed|ing)|(?:prison|custodial|court|length of|your|their) sentences?|sentence (?:served|length|type|date|start|end)s?|diagnos\w*|ill(?:ness)?(?:es)?"
    r"|abus\w*|victims?|looked[- ]after child\w*|care leavers?|in care|care history)\b",
    re.IGNORECASE,
)


def asks(words):
    """Whether ``words`` name something that the scheme never asks about (a sentence of English is none of it)."""
    return bool(FORBIDDEN.search(words))


def labels_of(model):
    """``(where, text)`` for each field of a model: its name, and the words that a person reads beside it."""
    for field in model._meta.get_fields():
        where = f"{model.__name__}.{field.name}"
        words = [field.name.replace("_", " ")]
        words += [str(getattr(field, "verbose_name", "")), str(getattr(field, "help_text", ""))]
        yield where, " / ".join(words)


def test_no_field_asks_for_what_people_went_through():
    found = [
        f"{where}: {words}"
        for model in apps.get_app_config("wagtail_charter").get_models()
        for where, words in labels_of(model)
        if asks(words)
    ]

    assert found == []


def all_forms(kind=forms.BaseForm):
    """Every form class of ours, with the subclasses of subclasses."""
    for child in kind.__subclasses__():
        if child.__module__.startswith("wagtail_charter."):
            yield child
        yield from all_forms(child)


def test_no_form_asks_for_what_people_went_through():
    found = [
        f"{form.__name__}.{name}"
        for form in set(all_forms())
        for name, field in getattr(form, "base_fields", {}).items()
        if asks(f"{name.replace('_', ' ')} {field.label or ''} {field.help_text or ''}")
    ]

    assert found == []


@pytest.mark.parametrize(
    "words", ["offence", "Sentence served", "diagnosis", "care leaver", "history of abuse"]
)
def test_a_planted_question_is_found(words):
    assert asks(words)


@pytest.mark.parametrize(
    "words", ["careful", "integrated care board", "Delivers care", "One or two sentences."]
)
def test_ordinary_words_pass(words):
    assert not asks(words)


#: Words that frighten, hurry or talk down; the left is what was found, the right is what to say.
UNKIND = {
    r"\bplease note\b": "say the thing itself",
    r"\bsubmit(?:ted|ting)?\b": "send",
    r"\bfail(?:ed|ure)?\b": "not yet, or what to do next",
    r"\bservice users?\b": "people who use the service",
    r"\bex-?offenders?\b": "people with lived experience",
    r"\bhurry\b|\burgently\b|\bdeadline!": "say the date",
    r"!(?=\s*(?:</|\{%|$))": "a full stop",
}


@pytest.mark.parametrize("pattern", UNKIND)
def test_templates_speak_calmly(pattern):
    said = [
        f"{shown(path)}:{number}: {line.strip()} ({UNKIND[pattern]})"
        for path in sorted(TEMPLATES.rglob("*.html"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(pattern, spoken(line), re.IGNORECASE)
    ]

    assert said == []


def spoken(line):
    """What a person may read of a template's line: no tags' attributes, no template code but translated strings."""
    translated = " ".join(re.findall(r"{%\s*trans(?:late)?\s+[\"'](.+?)[\"']", line))
    return re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}|<[^>]*>", " ", line) + " " + translated
