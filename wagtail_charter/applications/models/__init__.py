"""Rounds, applications, answers, versions and expressions of interest."""

from wagtail_charter.applications.models.answers import (
    AnswerSource,
    ApplicationVersion,
    KeptText,
    StatementAnswer,
)
from wagtail_charter.applications.models.applications import Application, Round, TeamMember, TeamRole
from wagtail_charter.applications.models.casework import (
    ContactChannel,
    ContactLogEntry,
    MessageAudience,
    RoundMessage,
    StatementQuestion,
)
from wagtail_charter.applications.models.interest import ExpressionOfInterest
from wagtail_charter.applications.models.questions import InterestQuestion, QuestionKind, avoided_words

__all__ = [
    "AnswerSource",
    "Application",
    "ApplicationVersion",
    "ContactChannel",
    "ContactLogEntry",
    "ExpressionOfInterest",
    "InterestQuestion",
    "KeptText",
    "MessageAudience",
    "QuestionKind",
    "Round",
    "RoundMessage",
    "StatementAnswer",
    "StatementQuestion",
    "TeamMember",
    "TeamRole",
    "avoided_words",
]
