"""Every text that people wrote in and about an application, for the search for somebody's name."""

from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.models import (
    ApplicationVersion,
    ContactLogEntry,
    ExpressionOfInterest,
    KeptText,
    RoundMessage,
    StatementAnswer,
    StatementQuestion,
)
from wagtail_charter.foundations.retention import text_mentions


def mentions(words):
    """Answers, kept words, versions, questions, talks, messages and expressions of interest that name one of ``words``."""
    return text_mentions(_texts(), words)


def _texts():
    """Every text that people wrote in an application: kind, where it stands, the text, and when it was written."""
    answers = StatementAnswer.objects.values_list(
        "application__reference", "statement__code", "text", "source_name", "written_at"
    )
    for reference, code, text, name, at in answers.order_by("pk").iterator(chunk_size=2000):
        yield _("Answer"), f"{reference}, {code}", f"{text}\n{name}", at
    kept = KeptText.objects.values_list("application__reference", "statement__code", "text", "kept_at")
    for reference, code, text, at in kept.order_by("pk").iterator(chunk_size=2000):
        yield _("Kept words"), f"{reference}, {code}", text, at
    for version in ApplicationVersion.objects.select_related("application").order_by("pk").iterator():
        text = "\n".join([version.declared_name, *_strings(version.content)])
        yield _("Version"), f"{version.application.reference}, {version.number}", text, version.sent_at
    asked = StatementQuestion.objects.values_list(
        "application__reference", "statement__code", "words", "asked_at"
    )
    for reference, code, text, at in asked.order_by("pk").iterator(chunk_size=2000):
        yield _("Question that we asked"), f"{reference}, {code}", text, at
    talks = ContactLogEntry.objects.values_list("application__reference", "with_whom", "words", "written_at")
    for reference, name, text, at in talks.order_by("pk").iterator(chunk_size=2000):
        yield _("Note of a talk"), reference, f"{name}\n{text}", at
    for message in RoundMessage.objects.select_related("round").order_by("pk").iterator(chunk_size=2000):
        text = f"{message.subject}\n{message.words}"
        yield _("Message to a round"), message.round.label, text, message.created_at
    for row in ExpressionOfInterest.objects.order_by("pk").iterator(chunk_size=2000):
        text = "\n".join([row.hopes, row.answer_words, *_strings(row.extra_answers)])
        yield _("Expression of interest"), row.reference, text, row.created_at


def _strings(content):
    """Every text in a JSON value."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict | list):
        for inner in content.values() if isinstance(content, dict) else content:
            yield from _strings(inner)
