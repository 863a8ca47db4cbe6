"""Editions of a charter for tests."""

from itertools import count
from pathlib import Path

from django.utils import timezone

from wagtail_charter.events.services import SYSTEM, begin, move
from wagtail_charter.framework.imports import load_framework
from wagtail_charter.framework.models import (
    AwardLevel,
    Criterion,
    EvidenceStatement,
    FrameworkEdition,
    LevelRule,
    RatingPoint,
    Theme,
    Value,
)
from wagtail_charter.framework.states import EditionState

CONTENT = Path(__file__).resolve().parents[2] / "example_site" / "demo" / "content"
DEMO_FILE = CONTENT / "framework.yaml"
PUBLIC_SHAPE_FILE = CONTENT / "framework-public-shape.yaml"

_number = count(1)


def make_edition(*, published=True, retired=False, statements=3, **facts):
    """An edition with a scale, one value, one theme, ``statements`` statements and the four levels."""
    number = next(_number)
    facts = {"name": "Test Charter", "version": f"edition-{number}", **facts}
    edition = begin(FrameworkEdition(**facts), by=SYSTEM)
    for value, label in [(0, "Not yet"), (1, "Started"), (2, "In place"), (3, "Embedded"), (None, "No")]:
        RatingPoint.objects.create(edition=edition, value=value, label=label, meaning=f"Means {label}")
    value = Value.objects.create(edition=edition, code="V1", name="Dignity", text="People come first.")
    theme = Theme.objects.create(edition=edition, code="T1", name="Leadership", summary="Someone leads.")
    theme.values.add(value)
    for order in range(1, statements + 1):
        make_statement(theme, order)
    make_levels(edition)
    if published or retired:
        move(edition, to=EditionState.PUBLISHED, by=SYSTEM, published_at=timezone.now())
    if retired:
        move(edition, to=EditionState.RETIRED, by=SYSTEM)
    return edition


def make_statement(theme, order, **facts):
    """A statement with a criterion for each of 1, 2 and 3."""
    statement = EvidenceStatement.objects.create(
        theme=theme,
        **{
            "code": f"{theme.code}-{order}",
            "title": f"Statement {order}",
            "statement": f"What is true in place {order}.",
            "question": f"What do you do about {order}?",
            "evidence": [{"label": "Job advert", "kind": "Web link"}],
            "does_not_count": ["A slogan"],
            "privacy_note": "Share numbers, not names.",
            "word_guide": 200,
            "sort_order": order,
            **facts,
        },
    )
    for rating in (1, 2, 3):
        Criterion.objects.create(statement=statement, rating=rating, text=f"It looks like {rating}.")
    return statement


def make_levels(edition):
    """Working towards, bronze, silver and gold, each with one rule."""
    kinds = AwardLevel.Kind
    for rank, (key, kind) in enumerate(
        [
            ("working_towards", kinds.OUTCOME),
            ("bronze", kinds.AWARD),
            ("silver", kinds.AWARD),
            ("gold", kinds.AWARD),
        ]
    ):
        level = AwardLevel.objects.create(
            edition=edition, key=key, name=key.replace("_", " ").capitalize(), kind=kind, rank=rank
        )
        LevelRule.objects.create(
            level=level,
            rule=LevelRule.Rule.MIN_ALL,
            facts={"rating": min(rank, 3)},
            sentence=f"Every statement is {rank} or more",
        )


def load_demo_edition(*, published=True, path=DEMO_FILE):
    """The edition of the demo (24 statements), loaded from its file."""
    load_framework(path, by=SYSTEM)
    edition = FrameworkEdition.objects.latest("pk")
    if published and edition.state == EditionState.DRAFT:
        move(edition, to=EditionState.PUBLISHED, by=SYSTEM, published_at=timezone.now())
    return edition
