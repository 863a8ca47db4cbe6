"""Rooms and floors: the import contracts of setup.cfg hold, and each fails on a planted sin."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import APP, ROOT

SINS = {
    "a room imports one above it": (
        {"framework/models.py": "from wagtail_charter.awards import states as sin"},
        "wagtail_charter.framework.models -> wagtail_charter.awards.states",
    ),
    "models import services": (
        {"events/models.py": "from wagtail_charter.events import services as sin"},
        "wagtail_charter.events.models -> wagtail_charter.events.services",
    ),
    "services import forms": (
        {
            "organisations/forms.py": '"""Planted."""',
            "organisations/services.py": "from wagtail_charter.organisations import forms as sin",
        },
        "wagtail_charter.organisations.services -> wagtail_charter.organisations.forms",
    ),
    "forms import services": (
        {
            "organisations/services.py": '"""Planted."""',
            "organisations/forms.py": "from wagtail_charter.organisations import services as sin",
        },
        "wagtail_charter.organisations.forms -> wagtail_charter.organisations.services",
    ),
    "siblings import each other": (
        {
            "training/models.py": '"""Planted."""',
            "showcase/models.py": "import wagtail_charter.training.models",
        },
        "wagtail_charter.showcase.models -> wagtail_charter.training.models",
    ),
    "a drawer appears in a room": ({"awards/helpers.py": '"""Planted."""'}, "helpers"),
    "a drawer appears beside the rooms": ({"utils/__init__.py": '"""Planted."""'}, "utils"),
}


def run_lint(folder):
    """Run ``lint-imports`` in ``folder``; returns the finished process."""
    return subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_rooms_and_floors_are_kept():
    found = run_lint(ROOT)

    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize("name", SINS)
def test_a_planted_sin_is_named(name, tmp_path):
    files, named = SINS[name]
    shutil.copytree(
        APP,
        tmp_path / APP.name,
        ignore=shutil.ignore_patterns("__pycache__", "static", "templates", "locale"),
    )
    shutil.copy(ROOT / "setup.cfg", tmp_path)
    for path, line in files.items():
        planted = tmp_path / APP.name / path
        planted.parent.mkdir(exist_ok=True)
        with planted.open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")

    found = run_lint(tmp_path)

    assert found.returncode == 1, found.stdout + found.stderr
    assert named in " ".join(found.stdout.split())
