"""Modules are short, say what they are for, import at the top, and have names that say what they hold."""

import ast

from tests.house.sources import APP, ROOT, python_files, shown, tree

LONGEST = 400
DRAWERS = {
    "common",
    "data",
    "handler",
    "handlers",
    "helper",
    "helpers",
    "manager",
    "misc",
    "processor",
    "util",
    "utils",
}
PUBLIC = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def test_no_module_passes_the_stop_sign():
    lengths = {shown(path): len(path.read_text(encoding="utf-8").splitlines()) for path in python_files()}

    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_every_module_says_what_it_is_for():
    silent = [
        shown(path)
        for path in python_files()
        if path.read_text(encoding="utf-8").strip() and not ast.get_docstring(tree(path))
    ]

    assert silent == []


def test_every_public_class_and_function_has_a_docstring():
    silent = [
        f"{shown(path)}: {node.name}"
        for path in python_files()
        for node in tree(path).body
        if isinstance(node, PUBLIC) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]

    assert silent == []


def test_no_drawer_has_appeared():
    named = [
        path for path in APP.rglob("*") if path.stem.lower() in DRAWERS and "__pycache__" not in path.parts
    ]

    assert [shown(path) for path in named] == []


def test_imports_stand_at_the_top_and_are_absolute():
    """An import elsewhere says why, on its line."""
    sins = []
    for path in python_files():
        lines = path.read_text(encoding="utf-8").splitlines()
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom) and node.level:
                sins.append(f"{shown(path)}:{node.lineno} is relative")
            if isinstance(node, ast.FunctionDef) and path.name != "apps.py":
                sins += [
                    f"{shown(path)}:{inner.lineno} is inside {node.name}()"
                    for inner in ast.walk(node)
                    if isinstance(inner, ast.Import | ast.ImportFrom)
                    and "# noqa: PLC0415 - " not in lines[inner.lineno - 1]
                ]

    assert sins == []


def test_a_room_holds_code_and_the_root_holds_files():
    """Django finds templates, static files, commands and tags only at the app's root."""
    rooms = [path for path in APP.iterdir() if path.is_dir() and (path / "__init__.py").exists()]
    misplaced = [
        shown(folder)
        for room in rooms
        if room.name not in {"management", "templatetags", "migrations"}
        for name in ("templates", "static", "templatetags", "management", "locale")
        if (folder := room / name).exists()
    ]

    assert misplaced == []


def test_the_top_level_holds_what_was_agreed():
    agreed = {
        "CHANGELOG.md",
        "LICENSE",
        "Makefile",
        "README.md",
        "docs",
        "example_site",
        "package-lock.json",
        "package.json",
        "pyproject.toml",
        "setup.cfg",
        "tests",
        "wagtail_charter",
    }
    made = {"build", "dist", "node_modules", "var", "htmlcov"}
    there = {
        path.name
        for path in ROOT.iterdir()
        if not path.name.startswith(".") and path.suffix != ".egg-info" and path.name not in made
    }

    assert there == agreed
