"""One line of named migrations, clean for every kind of host."""

import ast
import os
import subprocess
import sys

import pytest

from tests.house.sources import APP, ROOT, shown, tree

FOLDER = APP / "migrations"
MIGRATIONS = sorted(path for path in FOLDER.glob("*.py") if path.stem != "__init__")

HOSTS = {
    "plain host, BigAutoField": ("tests.settings", {}),
    "plain host, AutoField": ("tests.settings", {"TEST_AUTO_FIELD": "django.db.models.AutoField"}),
    "own user and image, AutoField": ("example_site.settings", {}),
    "own user, image and document": ("tests.house.swapped_settings", {}),
}


def run_django(*words, settings, env):
    """Run a Django command in a process of its own, on a database in memory; returns the finished process."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "django", *words, f"--settings={settings}"],
        cwd=ROOT,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("host", HOSTS)
def test_nothing_is_left_to_migrate(host):
    settings, env = HOSTS[host]

    found = run_django("makemigrations", "--check", "--dry-run", settings=settings, env=env)

    assert found.returncode == 0, found.stdout + found.stderr


def test_migrations_run_from_nothing_on_another_host():
    """On the host that is unlike this suite's in everything: its own user, image and document, and AutoField."""
    settings, env = HOSTS["own user, image and document"]

    found = run_django("migrate", "--verbosity", "0", settings=settings, env={**env, "DATABASE_URL": ""})

    assert found.returncode == 0, found.stdout + found.stderr


def test_the_line_is_straight_and_its_end_is_written_down():
    parents = {path.stem: own_parents(path) for path in MIGRATIONS}
    names = list(parents)

    assert list(parents.values()) == [set(), *({name} for name in names[:-1])]
    assert (FOLDER / "max_migration.txt").read_text().split() == [names[-1]]


def own_parents(path):
    """The migrations of ours that a migration file says it follows."""
    return {
        pair.elts[1].value
        for pair in ast.walk(tree(path))
        if isinstance(pair, ast.Tuple)
        and len(pair.elts) == 2
        and all(isinstance(part, ast.Constant) for part in pair.elts)
        and pair.elts[0].value == "wagtail_charter"
        and str(pair.elts[1].value)[:4].isdigit()
    }


@pytest.mark.parametrize("path", MIGRATIONS, ids=lambda path: path.stem)
def test_a_migration_has_words_for_a_name(path):
    number, _, words = path.stem.partition("_")

    assert len(number) == 4
    assert not words.startswith(("auto", "alter_"))


@pytest.mark.parametrize("path", MIGRATIONS, ids=lambda path: path.stem)
def test_a_migration_needs_nothing_that_may_move(path):
    """Of our own code a migration may name what Django must find: blocks, storages and query sets; no services."""
    movable = ("services", "rules", "forms", "views", "permissions", "pages")
    imported = [
        node.module if isinstance(node, ast.ImportFrom) else alias.name
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    ]

    assert [name for name in imported if name.startswith("wagtail_charter") and name.endswith(movable)] == []


@pytest.mark.parametrize("path", MIGRATIONS, ids=lambda path: path.stem)
def test_a_migration_leaves_the_host_its_own_models(path):
    written = path.read_text(encoding="utf-8").lower()

    for swapped in ("auth.user", "wagtailimages.image", "wagtaildocs.document"):
        assert f'"{swapped}"' not in written.replace("'", '"'), f"{shown(path)} names {swapped}"
