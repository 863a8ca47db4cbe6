"""Ratings and outcomes as the charter team gives them."""

from tests.factories.applications import make_application, make_round, statements_of
from tests.factories.framework import make_edition
from tests.factories.people import make_officer
from wagtail_charter.applications.states import ApplicationState
from wagtail_charter.assessment.rules import ladder_of
from wagtail_charter.assessment.services import (
    explain,
    rate_statement,
    record_outcome,
    release_outcome,
    sign_outcome,
)
from wagtail_charter.events.services import SYSTEM
from wagtail_charter.framework.models import FrameworkEdition, Theme


def make_sent_application(**facts):
    """An application that was sent, in a round of an edition of its own (three statements) unless ``round`` is given."""
    round = facts.pop("round", None) or make_round(edition=make_edition())
    return make_application(round=round, **{"at_state": ApplicationState.SENT, **facts})


def make_ratings(application, ratings=2, *, by=SYSTEM):
    """Every statement of ``application`` rated: all alike, or as a dict from code to rating says (``None``: no)."""
    for statement in statements_of(application):
        rating = ratings[statement.code] if isinstance(ratings, dict) else ratings
        rate_statement(application, statement=statement, rating=rating, by=by)
    application.refresh_from_db()
    return application


def make_outcome(application=None, *, level=None, ratings=2, released=False, by=None, **words):
    """An outcome that is decided, of an application that is made and rated unless given.

    ``level``: a key ("silver", "not_ready_yet"); ``None`` takes what the rules reach, or working towards where there
    are none. One level away from the rules is signed by a second person. ``released``: the applicant knows.
    """
    application = application or make_sent_application()
    edition = application.round.edition
    by = by or make_officer()
    levels = {each.key: each for each in edition.levels.all()}
    if edition.decision == FrameworkEdition.Decision.RULES:
        if not application.ratings.exists():
            make_ratings(application, ratings, by=by)
        level = level or explain(application).level
    else:
        level = level or "working_towards"
    if level not in ladder_of(levels):
        raise ValueError(f"{level} is no level of this edition.")
    theme = Theme.objects.filter(edition=edition).first()
    given = {
        "opening": "Thank you for sharing this work.",
        "reason": "It fits what we read.",
        "feedback": {
            theme: ("Your plan is practical and kind.", "Ask people to help redesign the first month.")
        },
        **words,
    }
    outcome = record_outcome(application, level=levels.get(level), by=by, **given)
    if outcome.needs_second:
        outcome = sign_outcome(outcome, by=make_officer())
    if released:
        outcome = release_outcome(outcome, by=by)
    application.refresh_from_db()
    return outcome
