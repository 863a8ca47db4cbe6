"""``manage.py charter_explain_level``: ratings in, levels and reasons out, a line each."""

import io
import json

import pytest
import yaml
from django.core.management import CommandError, call_command
from wagtail.models import Site

from tests.factories.framework import DEMO_FILE
from wagtail_charter.events.services import SYSTEM
from wagtail_charter.framework.imports import load_framework
from wagtail_charter.framework.models import CharterSettings, FrameworkEdition
from wagtail_charter.framework.services import publish_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    load_framework(DEMO_FILE, by=SYSTEM)
    edition = FrameworkEdition.objects.get()
    publish_edition(edition, by=SYSTEM)
    return edition


def explain(*lines, **options):
    out = io.StringIO()
    try:
        call_command("charter_explain_level", stdin=io.StringIO("\n".join(lines)), stdout=out, **options)
    finally:
        explain.answers = [json.loads(line) for line in out.getvalue().splitlines()]
    return explain.answers


def test_the_worked_outcomes_are_explained_line_by_line(edition):
    worked = yaml.safe_load(DEMO_FILE.read_text(encoding="utf-8"))["tests"]

    answers = explain(*(json.dumps(row["ratings"]) for row in worked), edition=edition.version)

    assert [answer["level"] for answer in answers] == [row["expect"] for row in worked]
    assert answers[0]["rules"][0] == {
        "level": "working_towards",
        "sentence": "At least 1 rating of 1 or more in every theme",
        "met": True,
    }


def test_the_edition_in_use_is_taken_when_none_is_named(edition):
    CharterSettings.objects.create(site=Site.objects.get(is_default_site=True), edition=edition)
    ratings = dict.fromkeys(
        (each.code for theme in edition.themes.all() for each in theme.statements.all()), 2
    )

    assert explain(json.dumps(ratings))[0]["level"] == "silver"


def test_a_line_that_cannot_be_judged_is_answered_in_its_place(edition):
    good = json.dumps(
        dict.fromkeys((each.code for theme in edition.themes.all() for each in theme.statements.all()), 2)
    )

    with pytest.raises(CommandError, match="Lines that could not be judged: 2"):
        explain("nonsense", good, "[]", edition=edition.version)

    assert [answer.get("level") for answer in explain.answers] == [None, "silver", None]
    assert explain.answers[0] == {"faults": ["This line is no JSON object."]}


def test_an_edition_that_is_not_there_is_named():
    with pytest.raises(CommandError, match="There is no edition 1999-1"):
        explain("{}", edition="1999-1")
    with pytest.raises(CommandError, match="No edition is in use"):
        explain("{}")


def test_an_edition_decided_in_words_has_no_rules(edition):
    narrative = FrameworkEdition.objects.create(
        name="In words", version="words-1", decision=FrameworkEdition.Decision.NARRATIVE
    )

    with pytest.raises(CommandError, match="decides the levels of this edition in words"):
        explain("{}", edition=narrative.version)
