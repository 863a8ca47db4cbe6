"""A state changes through the door of ``events.services`` only, and every table of transitions is whole."""

import ast

import pytest
from django.apps import apps
from django.utils import timezone

from tests.factories.applications import make_application, make_interest
from tests.factories.awards import make_award
from tests.factories.casework import make_message
from tests.factories.framework import make_edition
from tests.factories.organisations import make_claim
from tests.factories.plans import make_plan
from tests.factories.support import make_concern
from tests.factories.training import make_session
from tests.house.sources import APP, python_files, shown, tree
from wagtail_charter.events.models import Event
from wagtail_charter.events.services import SYSTEM, InvalidTransition, move

DOOR = APP / "events" / "services.py"

#: Calls that write columns given by keyword, and those whose argument is a dict of columns.
WRITERS = {"update", "bulk_create", "create", "get_or_create", "update_or_create"}

#: Conditions: they ask for a state and write none.
QUESTIONS = {"Q", "When", "FilteredRelation"}


def sins(module):
    """The lines of a syntax tree that write a state by themselves."""
    return sorted({node.lineno for node in ast.walk(module) if _is_sin(node)})


def _is_sin(node):
    if isinstance(node, (ast.Assign, ast.AugAssign, ast.AnnAssign)):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(_is_state(part) for target in targets for part in ast.walk(target))
    if isinstance(node, ast.NamedExpr):
        return False
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name == "setattr":
        return len(node.args) > 1 and _is_word(node.args[1])
    if name in WRITERS:
        return any(keyword.arg == "state" for keyword in node.keywords) or any(
            _is_word(key)
            for argument in (*node.args, *(keyword.value for keyword in node.keywords))
            for part in ast.walk(argument)
            if isinstance(part, ast.Dict)
            for key in part.keys
        )
    if name == "bulk_update":
        return any(_is_word(part) for argument in (*node.args, *node.keywords) for part in ast.walk(argument))
    return (
        any(keyword.arg == "state" for keyword in node.keywords)
        and name[:1].isupper()
        and name not in QUESTIONS
    )


def _is_state(node):
    return isinstance(node, ast.Attribute) and node.attr == "state" and isinstance(node.ctx, ast.Store)


def _is_word(node):
    return isinstance(node, ast.Constant) and node.value == "state"


def test_only_the_door_writes_a_state():
    found = {shown(path): lines for path in python_files() if path != DOOR and (lines := sins(tree(path)))}

    assert found == {}


@pytest.mark.parametrize(
    "sin",
    [
        "award.state = 'current'",
        "a, award.state = 1, 'current'",
        "award.state: str = 'current'",
        "setattr(award, 'state', 'current')",
        "Award.objects.filter(pk=1).update(state='current')",
        "Award.objects.update_or_create(pk=1, defaults={'state': 'current'})",
        "Award.objects.bulk_create([Award(state='current')])",
        "Award.objects.bulk_update(awards, ['state'])",
        "Award.objects.create(state='current')",
        "Award(state='current')",
    ],
)
def test_a_planted_sinner_is_found(sin):
    assert sins(ast.parse(f"x = 1\n{sin}\n")) == [2]


@pytest.mark.parametrize(
    "honest",
    [
        "state = award.state",
        "Award.objects.filter(state='current')",
        "models.Q(state='current')",
        "move(award, to=state, by=user)",
        "award.update(statement='x')",
        "setattr(award, name, 'x')",
    ],
)
def test_reading_a_state_is_no_sin(honest):
    assert sins(ast.parse(honest)) == []


def test_the_door_itself_is_seen():
    assert sins(tree(DOOR)) != []


WITH_LIFE = [
    model for model in apps.get_app_config("wagtail_charter").get_models() if hasattr(model, "transitions")
]


def test_every_model_with_a_state_has_a_table():
    with_state = {
        model
        for model in apps.get_app_config("wagtail_charter").get_models()
        if any(field.name == "state" for field in model._meta.concrete_fields)
    }

    assert with_state == set(WITH_LIFE)
    assert len(WITH_LIFE) >= 3


@pytest.mark.parametrize("model", WITH_LIFE)
def test_table_covers_every_state_and_names_no_other(model):
    states = {value for value, _label in model._meta.get_field("state").choices}
    named = {to for tos in model.transitions.values() for to in tos}

    assert set(model.transitions) == states
    assert named <= states
    assert not model._meta.get_field("state").editable


def test_every_state_choice_belongs_to_a_table():
    in_use = {frozenset(map(str, model.transitions)) for model in WITH_LIFE}
    for path in python_files():
        if path.name == "states.py":
            for node in tree(path).body:
                if isinstance(node, ast.ClassDef) and node.name.endswith("State"):
                    values = {
                        part.value.elts[0].value
                        for part in node.body
                        if isinstance(part, ast.Assign) and isinstance(part.value, ast.Tuple)
                    }
                    assert frozenset(values) in in_use, f"{shown(path)}: {node.name} has no table"


#: How a row of each model is made, and the columns that a state needs beside itself.
MAKERS = {
    "FrameworkEdition": lambda: make_edition(published=False, statements=1),
    "Application": make_application,
    "Award": make_award,
    "TrainingSession": make_session,
    "Concern": make_concern,
    "ExpressionOfInterest": make_interest,
    "OrganisationClaim": make_claim,
    "ActionPlan": make_plan,
    "RoundMessage": make_message,
}
FACTS = {
    ("TrainingSession", "cancelled"): {"cancelled_at": timezone.now(), "cancellation_words": "It is off."},
}
ROWS_OF_TABLES = [
    pytest.param(model, held, id=f"{model.__name__}-{held}")
    for model in WITH_LIFE
    for held in model.transitions
]


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "held"), ROWS_OF_TABLES)
def test_each_step_is_taken_or_refused_as_its_table_says(model, held):
    row = MAKERS[model.__name__]()
    rows = model._base_manager.filter(pk=row.pk)

    for to in model.transitions:
        rows.update(state=held, **FACTS.get((model.__name__, held), {}))
        row = rows.get()
        before = Event.objects.about(row).count()
        if to in model.transitions[held]:
            move(row, to=to, by=SYSTEM, **FACTS.get((model.__name__, to), {}))
            assert rows.get().state == row.state == to
            assert Event.objects.last_about(row).to_state == to
        else:
            with pytest.raises(InvalidTransition):
                move(row, to=to, by=SYSTEM)
            assert rows.get().state == row.state == held
            assert Event.objects.about(row).count() == before
