"""A wheel, and new Wagtail projects that install it. Needs a package index; run by .ci/run and `make package`."""

import os
import shlex
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.packaging.readme import ROOT, install_lines


def pytest_collection_modifyitems(items):
    """Everything here builds or installs."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.packaging)


def run(*words, cwd, env=None):
    """Run a command; a fault shows all that it printed. Returns what it printed."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DJANGO_", "PYTHON", "DATABASE_"))
    }
    done = subprocess.run(
        words,
        cwd=cwd,
        env={**clean, **(env or {})},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, f"{shlex.join(map(str, words))}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    """The wheel, built from what git would give to a stranger."""
    source = tmp_path_factory.mktemp("source")
    for name in run("git", "ls-files", "--cached", "--others", "--exclude-standard", cwd=ROOT).splitlines():
        if (ROOT / name).is_file() and name.startswith(
            ("wagtail_charter/", "pyproject.toml", "README.md", "LICENSE")
        ):
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    dist = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", str(dist), str(source), cwd=source)
    (built,) = dist.glob("*.whl")
    return built


@dataclass
class Project:
    """A new Wagtail project with the app installed by the README's lines."""

    folder: Path
    python: Path

    def manage(self, *words, env=None):
        """Run ``manage.py`` with warnings as errors from our app; returns what it printed."""
        return run(str(self.python), "manage.py", *words, cwd=self.folder, env=env)

    def write(self, name, text):
        """Write a file of the project."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def project(wheel, tmp_path_factory):
    """``wagtail start``, then the README line by line."""
    lines = install_lines()
    folder = tmp_path_factory.mktemp("host")
    venv.create(folder / "env", with_pip=True)
    bin_folder = folder / "env" / "bin"
    env = {"PIP_FIND_LINKS": str(wheel.parent), "PATH": f"{bin_folder}:{os.environ['PATH']}"}
    for line in lines["pip"]:
        run(*shlex.split(line), cwd=folder, env=env)
    run(str(bin_folder / "wagtail"), "start", "mysite", ".", cwd=folder)
    host = Project(folder, bin_folder / "python")
    with (folder / "mysite" / "settings" / "base.py").open("a", encoding="utf-8") as settings:
        settings.write("\n" + "\n".join(lines["settings"]) + "\n")
    urls = folder / "mysite" / "urls.py"
    text = urls.read_text(encoding="utf-8")
    assert "urlpatterns = [" in text
    urls.write_text(
        text.replace("urlpatterns = [", "urlpatterns = [\n    " + "\n    ".join(lines["urls"]), 1)
    )
    for line in lines["manage"]:
        program, *words = shlex.split(line)
        assert program == "python"
        run(str(host.python), *words, cwd=folder)
    return host
