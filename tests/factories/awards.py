"""Levels and awards as the services give them."""

import datetime
from itertools import count

from tests.factories.accounts import make_account
from tests.factories.applications import make_round
from tests.factories.assessment import make_outcome, make_sent_application
from tests.factories.organisations import make_service
from wagtail_charter.assessment.services import accept_result
from wagtail_charter.awards.services import issue_award, note_external_award
from wagtail_charter.events.services import SYSTEM
from wagtail_charter.framework.models import AwardLevel, FrameworkEdition

_numbers = count(1)
LEVELS = {"working-towards": 0, "bronze": 1, "silver": 2, "gold": 3}


def make_level(key="silver", *, edition=None, **facts):
    """The level ``key`` of ``edition`` (default: one edition for the whole test), made at the first call."""
    if edition is None:
        edition, _made = FrameworkEdition.objects.get_or_create(
            version="test-1", defaults={"name": "Test Charter"}
        )
    held = AwardLevel.objects.filter(edition=edition, key=key).first()
    if held:
        return held
    kind = AwardLevel.Kind.OUTCOME if key == "working-towards" else AwardLevel.Kind.AWARD
    given = {"name": key.replace("-", " ").capitalize(), "kind": kind, "rank": LEVELS.get(key, 9), **facts}
    return AwardLevel.objects.create(edition=edition, key=key, **given)


def make_award(service=None, *, level="silver", by=SYSTEM, **facts):
    """An award of this scheme; ``level`` is a level or its short name. Give ``at_state`` for any other state."""
    given = {"scope": "The whole service.", "issued_on": datetime.date(2026, 3, 1), **facts}
    level = make_level(level) if isinstance(level, str) else level
    return issue_award(service or make_service(), level=level, by=by, **given)


def make_accepted(
    level="silver", *, service=None, wants_listing=True, wants_showcase=False, may_be_quoted=False, **facts
):
    """An application whose result, ``level``, was released and accepted, as the lead chose. Returns it."""
    edition = make_level(level).edition
    edition.decision = FrameworkEdition.Decision.NARRATIVE
    edition.save()
    application = make_sent_application(
        service=service or make_service(), round=facts.pop("round", None) or make_round(edition=edition)
    )
    outcome = make_outcome(application, level=level, released=True, feedback={}, **facts)
    choices = {
        "wants_listing": wants_listing,
        "wants_showcase": wants_showcase,
        "may_be_quoted": may_be_quoted,
    }
    accept_result(outcome, by=make_account(), **choices)
    application.refresh_from_db()
    return application


def make_external_award(service=None, *, by=SYSTEM, **facts):
    """An award of another scheme: silver of 2022, unless ``facts`` say otherwise."""
    given = {
        "issuer_name": "Another Charter",
        "issuer_url": "https://charter.example/",
        "level_as_published": "Silver",
        "year": 2022,
        "checked_on": datetime.date(2026, 11, 1),
        "checked_by": "Charter team",
        **facts,
    }
    return note_external_award(service or make_service(), by=by, **given)
