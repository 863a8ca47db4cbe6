"""Publish, retire and copy."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories.framework import PUBLIC_SHAPE_FILE, load_demo_edition, make_edition, make_statement
from wagtail_charter.events.models import Event
from wagtail_charter.events.services import SYSTEM, InvalidTransition
from wagtail_charter.framework.models import Criterion, EvidenceStatement, FrameworkEdition, LevelRule, Theme
from wagtail_charter.framework.services import copy_edition, publish_edition, retire_edition
from wagtail_charter.framework.states import EditionState

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", [None, PUBLIC_SHAPE_FILE])
def test_both_shapes_can_be_published(path):
    edition = load_demo_edition(published=False, **({"path": path} if path else {}))

    publish_edition(edition, by=SYSTEM)

    edition.refresh_from_db()
    assert edition.state == EditionState.PUBLISHED
    assert edition.published_at is not None
    assert Event.objects.last_about(edition).to_state == "published"


def test_publishing_names_everything_that_is_missing():
    edition = make_edition(published=False)
    theme = edition.themes.get()
    make_statement(theme, 4, question=" ").criteria.all().delete()
    make_statement(theme, 5, is_gate=True, may_not_apply=True)
    Criterion.objects.create(statement=make_statement(theme, 6), rating=4, text="Beyond")
    empty = Theme.objects.create(edition=edition, code="T2", name="Empty", sort_order=9)
    make_statement(Theme.objects.create(edition=edition, code="T3", name="Twin"), 1, code="T1-1")
    LevelRule.objects.filter(level__key="gold").update(facts={"rating": 9})
    LevelRule.objects.filter(level__key="silver").delete()

    with pytest.raises(ValidationError) as found:
        publish_edition(edition, by=SYSTEM)

    assert found.value.messages == [
        f"Add a statement to the theme {empty}, or remove the theme.",
        "The code T1-1 stands for two statements. Change one of them.",
        "Statement T1-4 needs its question.",
        "Statement T1-5 protects people or is core, so it always applies. Untick “may not apply”.",
        "Statement T1-4 needs words for what 1 looks like.",
        "Statement T1-4 needs words for what 2 looks like.",
        "Statement T1-4 needs words for what 3 looks like.",
        "Statement T1-6 has words for 4, which is not on the scale.",
        "The level Silver needs a rule, so that it can be reached.",
        "Gold, “Every statement is 3 or more”, rating: 9 is not on the rating scale. It has: 0, 1, 2, 3.",
    ]
    edition.refresh_from_db()
    assert edition.state == EditionState.DRAFT


def test_an_empty_edition_is_not_published():
    edition = make_edition(published=False)
    edition.themes.all().delete()
    edition.levels.all().delete()
    edition.rating_points.all().delete()

    with pytest.raises(ValidationError) as found:
        publish_edition(edition, by=SYSTEM)

    assert found.value.messages == [
        "Add a theme.",
        "Add a rating scale, or choose that levels are decided in words.",
        "Add the levels that the edition can lead to.",
    ]


def test_an_edition_is_published_once_and_again_after_it_was_retired():
    edition = make_edition()
    first = edition.published_at

    with pytest.raises(InvalidTransition):
        publish_edition(edition, by=SYSTEM)
    retire_edition(edition, by=SYSTEM)
    publish_edition(edition, by=SYSTEM)

    assert edition.published_at == first
    assert [event.to_state for event in Event.objects.about(edition)] == [
        "draft",
        "published",
        "retired",
        "published",
    ]


def test_a_draft_is_not_retired():
    with pytest.raises(InvalidTransition):
        retire_edition(make_edition(published=False), by=SYSTEM)


def _contents(edition):
    """All that an edition says, without keys."""
    statements = EvidenceStatement.objects.for_edition(edition)
    return {
        "scale": [(point.value, point.label, point.meaning) for point in edition.scale],
        "values": [(value.code, value.name, value.text) for value in edition.values.all()],
        "themes": [
            (theme.code, [value.code for value in theme.values.all()]) for theme in edition.themes.all()
        ],
        "statements": [
            (row.code, row.title, row.evidence, row.is_gate, [(c.rating, c.text) for c in row.criteria.all()])
            for row in statements
        ],
        "levels": [
            (level.key, level.rank, [(rule.rule, rule.facts, rule.sentence) for rule in level.rules.all()])
            for level in edition.levels.all()
        ],
        "lists": (edition.never_send, edition.renewal, edition.panel_rules, edition.strapline),
    }


def test_a_copy_says_the_same_and_is_a_draft_of_its_own():
    edition = load_demo_edition()
    before = _contents(edition)

    copy = copy_edition(edition, version="2027-1", version_label="2027.1", by=SYSTEM)

    assert _contents(copy) == before == _contents(edition)
    assert (copy.state, copy.published_at, str(copy)) == ("draft", None, "Open Pathways Charter, 2027.1")
    assert Event.objects.about(copy).count() == 1
    copy.themes.get(code="LC").delete()
    assert EvidenceStatement.objects.for_edition(copy).count() == 21
    assert _contents(edition) == before
    assert all(value.edition == copy for theme in copy.themes.all() for value in theme.values.all())


@pytest.mark.parametrize("version", ["taken", "not a slug", ""])
def test_a_copy_needs_a_version_of_its_own(version):
    edition = make_edition(version="taken")

    with pytest.raises(ValidationError) as found:
        copy_edition(edition, version=version, by=SYSTEM)

    assert list(found.value.message_dict) == ["version"]
    assert FrameworkEdition.objects.count() == 1
