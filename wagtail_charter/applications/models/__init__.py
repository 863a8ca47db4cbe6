"""Rounds, applications, answers, versions and expressions of interest."""

from wagtail_charter.applications.models.answers import (
    AnswerSource,
    ApplicationVersion,
    FrozenVersion,
    KeptText,
    StatementAnswer,
)
from wagtail_charter.applications.models.applications import Application, Round, TeamMember, TeamRole
from wagtail_charter.applications.models.interest import ExpressionOfInterest

__all__ = [
    "AnswerSource",
    "Application",
    "ApplicationVersion",
    "ExpressionOfInterest",
    "FrozenVersion",
    "KeptText",
    "Round",
    "StatementAnswer",
    "TeamMember",
    "TeamRole",
]
