"""Settings are read in one place, and each is documented where a developer looks for it."""

import ast

import pytest

from tests.house.sources import APP, ROOT, python_files, shown, tree
from wagtail_charter.conf import SETTING_NAMES, CharterConf

NAME = "WAGTAIL_CHARTER"
#: conf reads the settings; checks reads them raw, to name what is misspelt.
READERS = {"wagtail_charter/conf.py", "wagtail_charter/checks.py"}


def readers_of(source):
    """The line numbers on which ``source`` (a syntax tree) names the settings dict other than in prose."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(source)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.lineno
        for node in ast.walk(source)
        if (isinstance(node, ast.Attribute) and node.attr == NAME)
        or (isinstance(node, ast.Constant) and node.value == NAME and id(node) not in docstrings)
    ]


def test_settings_are_read_in_one_place():
    found = {
        f"{shown(path)}:{line}"
        for path in python_files()
        if shown(path) not in READERS
        for line in readers_of(tree(path))
    }

    assert found == set()


@pytest.mark.parametrize(
    "sin",
    [
        "settings.WAGTAIL_CHARTER",
        "getattr(settings, 'WAGTAIL_CHARTER', {})",
        "settings.__dict__['WAGTAIL_CHARTER']",
    ],
)
def test_a_second_reader_is_found(sin):
    assert readers_of(ast.parse(f"x = 1\ny = {sin}")) == [2]


@pytest.mark.parametrize("name", SETTING_NAMES)
def test_a_setting_is_typed_documented_and_in_the_handbook(name):
    setting = vars(CharterConf)[name]

    assert setting.fget.__annotations__.get("return"), f"{name} has no type"
    assert setting.__doc__, f"{name} has no docstring"
    assert f"`{name}`" in (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")


def test_only_conf_reads_the_process_environment():
    readers = {
        shown(path)
        for path in python_files(APP)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
    }

    assert readers == set()
