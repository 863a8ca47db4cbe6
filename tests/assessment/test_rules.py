"""The level-rule engine: the worked outcomes, an independent oracle, and what a higher rating can never do."""

import dataclasses
import random

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories.framework import DEMO_FILE
from wagtail_charter.assessment.rules import Charter, RatedStatement, RatingsRefused, Rule, explain_level

FILE = yaml.safe_load(DEMO_FILE.read_text(encoding="utf-8"))
CHARTER = Charter(
    statements=tuple(
        RatedStatement(row["code"], row["theme"], row["core"], row["gate"], row["na_allowed"])
        for row in FILE["statements"]
    ),
    levels=tuple(row["key"] for row in sorted(FILE["levels"], key=lambda row: row["order"])),
    rules=tuple(
        Rule(
            each["level"],
            rule["rule"],
            {key: value for key, value in rule.items() if key not in ("rule", "sentence")},
            rule["sentence"],
        )
        for each in FILE["level_rules"]
        for rule in each["all"]
    ),
    scale=(0, 1, 2, 3),
    does_not_apply_at_most=3,
)
CODES = [each.code for each in CHARTER.statements]
MAY_NOT_APPLY = [each.code for each in CHARTER.statements if each.may_not_apply]
ORDER = ["not_ready_yet", "working_towards", "bronze", "silver", "gold"]
WORKED = {row["organisation"]: row for row in FILE["tests"]}


def level_of(ratings):
    return explain_level(CHARTER, ratings).level


@pytest.mark.parametrize("name", WORKED)
def test_the_worked_outcomes_come_out_exactly(name):
    assert level_of(WORKED[name]["ratings"]) == WORKED[name]["expect"]


def test_a_gate_raised_to_2_makes_milldown_bronze():
    assert level_of({**WORKED["Milldown Prison Healthcare"]["ratings"], "RV2": 2}) == "bronze"


def test_a_gate_at_1_gives_working_towards_though_all_else_is_3():
    assert level_of({**dict.fromkeys(CODES, 3), "SW2": 1}) == "working_towards"


def oracle(ratings):
    """The levels by hand, from the words of the charter: whole numbers only, nothing of the engine."""
    rows = [(row, ratings[row["code"]]) for row in FILE["statements"] if ratings[row["code"]] is not None]
    gates = [rating for row, rating in rows if row["gate"]]
    core = [rating for row, rating in rows if row["core"]]
    themes = {}
    for row, rating in rows:
        themes.setdefault(row["theme"], []).append(rating)
    applicable = len(rows)
    twos = len([rating for _row, rating in rows if rating >= 2])
    threes = len([rating for _row, rating in rows if rating == 3])
    zeros = len([rating for _row, rating in rows if rating == 0])
    silver = min(gates) >= 2 and min(core) >= 2 and 3 * twos >= 2 * applicable and zeros <= 2
    core_threes = len([rating for rating in core if rating == 3])
    if (
        silver
        and core_threes >= 5
        and 6 * twos >= 5 * applicable
        and 12 * threes >= 5 * applicable
        and not zeros
    ):
        return "gold"
    if silver:
        return "silver"
    nothing_in_a_theme = any(sum(each) == 0 for each in themes.values())
    if min(gates) >= 2 and min(core) >= 1 and 3 * twos >= applicable and not nothing_in_a_theme:
        return "bronze"
    if not nothing_in_a_theme:
        return "working_towards"
    return "not_ready_yet"


def random_sets(count):
    """Sets of ratings that reach every level: each is drawn around a level of its own."""
    draw = random.Random(20261122)
    weights = [(5, 3, 1, 1), (1, 5, 4, 1), (0, 1, 8, 3), (0, 0, 6, 6), (0, 0, 3, 8), (1, 1, 12, 8)]
    for number in range(count):
        ratings = dict(
            zip(CODES, draw.choices((0, 1, 2, 3), weights[number % len(weights)], k=len(CODES)), strict=True)
        )
        for each in CHARTER.statements:
            if each.is_gate and number % 3:
                ratings[each.code] = max(ratings[each.code], 2)
        for code in draw.sample(MAY_NOT_APPLY, draw.randint(0, min(3, len(MAY_NOT_APPLY)))):
            ratings[code] = None
        yield ratings


def test_the_engine_agrees_with_an_oracle_written_by_hand():
    sets = list(random_sets(600))

    found = [level_of(ratings) for ratings in sets]

    assert found == [oracle(ratings) for ratings in sets]
    assert set(found) == set(ORDER)


@st.composite
def ratings_and_a_higher_one(draw):
    ratings = {code: draw(st.integers(0, 3)) for code in CODES}
    for code in draw(st.sets(st.sampled_from(MAY_NOT_APPLY), max_size=3)):
        ratings[code] = None
    code = draw(st.sampled_from([code for code in CODES if ratings[code] is not None]))
    return ratings, {**ratings, code: draw(st.integers(ratings[code], 3))}


@settings(max_examples=500, deadline=None)
@given(ratings_and_a_higher_one())
def test_raising_a_rating_never_lowers_the_level(pair):
    lower, higher = pair

    assert ORDER.index(level_of(higher)) >= ORDER.index(level_of(lower))


def test_every_rule_is_told_with_its_answer():
    explanation = explain_level(CHARTER, WORKED["Harbour Reconnect"]["ratings"])
    missed = [each.sentence for each in explanation.rules if not each.is_met]

    assert [each.sentence for each in explanation.rules] == [rule.sentence for rule in CHARTER.rules]
    assert missed == [
        "At least 5 core statements are 3",
        "At least five sixths of applicable statements are 2 or more",
        "At least five twelfths of applicable statements are 3",
    ]


def test_without_a_signed_off_plan_nobody_is_working_towards():
    ratings = WORKED["Milldown Prison Healthcare"]["ratings"]

    assert explain_level(CHARTER, ratings, has_signed_off_plan=False).level == "not_ready_yet"
    assert explain_level(CHARTER, ratings, has_signed_off_plan=True).level == "working_towards"


def test_shares_are_counted_on_what_applies_and_rounded_up():
    one_third = dataclasses.replace(
        CHARTER,
        levels=("bronze",),
        rules=(Rule("bronze", "share_at_least", {"rating": 2, "fraction": "1/3"}, "A third"),),
    )

    def reached(twos, *, left_out):
        ratings = dict.fromkeys(CODES, 0)
        ratings.update(dict.fromkeys(MAY_NOT_APPLY[:left_out]))
        applying = [code for code in CODES if ratings[code] is not None]
        ratings.update(dict.fromkeys(applying[:twos], 2))
        return explain_level(one_third, ratings).level == "bronze"

    for left_out, needed in ((0, 8), (1, 8), (2, 8), (3, 7)):
        assert reached(needed, left_out=left_out)
        assert not reached(needed - 1, left_out=left_out)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"XX9": 1}, "There is no statement XX9 in this edition."),
        ({"LC1": 4}, "Statement LC1: use one of 0, 1, 2, 3, or null if it does not apply."),
        ({"LC1": True}, "Statement LC1: use one of 0, 1, 2, 3, or null if it does not apply."),
        ({"LC1": "3"}, "Statement LC1: use one of 0, 1, 2, 3, or null if it does not apply."),
        ({"SW2": None}, "Statement SW2 always applies: give it a rating."),
    ],
)
def test_ratings_that_cannot_be_judged_are_refused_in_words(change, sentence):
    with pytest.raises(RatingsRefused) as refusal:
        level_of({**dict.fromkeys(CODES, 2), **change})

    assert refusal.value.faults == [sentence]


def test_a_missing_rating_is_named():
    ratings = dict.fromkeys(CODES, 2)
    del ratings["LM3"]

    with pytest.raises(RatingsRefused) as refusal:
        level_of(ratings)

    assert refusal.value.faults == ["Statement LM3 has no rating."]


def test_no_more_statements_may_be_left_out_than_the_edition_says():
    most_two = dataclasses.replace(CHARTER, does_not_apply_at_most=2)
    ratings = {**dict.fromkeys(CODES, 2), **dict.fromkeys(MAY_NOT_APPLY[:3])}

    with pytest.raises(RatingsRefused) as refusal:
        explain_level(most_two, ratings)

    assert refusal.value.faults == ["3 statements are left out. At most 2 may be."]
