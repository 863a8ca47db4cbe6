"""Where the house's files are, for the tests that read them."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "wagtail_charter"
TEMPLATES = APP / "templates" / "wagtail_charter"
STATIC = APP / "static" / "wagtail_charter"


def python_files(*folders, migrations=False):
    """Every Python file below ``folders`` (default: the app), sorted; migrations only when asked for."""
    return [
        path
        for folder in folders or (APP,)
        for path in sorted(folder.rglob("*.py"))
        if migrations or "migrations" not in path.parts
    ]


def tree(path):
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def shown(path):
    """A path as a person finds it from the top of the project."""
    return str(path.relative_to(ROOT))
