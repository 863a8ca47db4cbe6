"""The page of states and the glossary say what the tables say."""

import pytest

from tests.house.sources import ROOT
from tests.house.state_pages import PAGE, diagram, lives, page, states_of
from wagtail_charter.applications.models import Application
from wagtail_charter.awards.models import Award

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_page_of_states_is_as_the_tables_are():
    """``python -m tests.house.state_pages`` writes it anew."""
    assert PAGE.read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("model", lives())
def test_diagram_has_every_state_and_every_step(model):
    lines = diagram(model).splitlines()
    states = [state for state, _word, _meaning in states_of(model)]

    assert {line.split()[-1] for line in lines if line.strip().startswith("state ")} == set(states)
    drawn = {tuple(line.split(" --> ")) for line in map(str.strip, lines) if " --> " in line}
    steps = {(held, to) for held, tos in model.transitions.items() for to in tos}
    assert {step for step in drawn if "[*]" not in step} == steps
    assert {held for held, to in drawn if to == "[*]"} == {
        held for held, tos in model.transitions.items() if not tos
    }


@pytest.mark.parametrize("model", lives())
def test_no_two_states_of_a_thing_have_one_word(model):
    words = [word for _state, word, _meaning in states_of(model)]

    assert len(set(words)) == len(words) == len(model.transitions)


@pytest.mark.parametrize("model", [Application, Award])
def test_glossary_has_the_states_of_application_and_award_in_the_same_words(model):
    missing = [
        word for _state, word, meaning in states_of(model) if f"| *{word}* | {meaning} |" not in README
    ]

    assert missing == []
