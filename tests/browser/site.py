"""The demo site of a browser run: loaded once into a folder of its own, served on a free port of this machine."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: The people that the demo makes, and the password that it prints for them.
PASSWORD = "open-pathways-demo"


@dataclass
class LiveSite:
    """A running site: ``url`` without a slash at its end, and the environment of its commands."""

    url: str
    env: dict

    def run(self, *words, settings="tests.browser.site_settings"):
        """Run ``python WORDS`` as the site would; returns what it printed. A fault shows the whole output."""
        return run_python(*words, env={**self.env, "DJANGO_SETTINGS_MODULE": settings})

    def address(self, path):
        """The whole address of ``path``, with what stands in braces filled in from the site's own examples."""
        return self.url + (path.format(**self.facts["examples"]) if "{" in path else path)

    @cached_property
    def facts(self):
        """The pages, page types, routes and examples of the site (``tests.browser.site_map``)."""
        return json.loads(self.run("-m", "tests.browser.site_map").splitlines()[-1])


def run_python(*words, env):
    """Run Python on ``words`` at the top of the project."""
    done = subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def load_site(folder):
    """Migrate, load the demo and collect static files below ``folder``; returns a ``LiveSite`` not yet served."""
    port = free_port()
    env = {
        **os.environ,
        "CHARTER_VAR_DIR": str(folder),
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "DEBUG": "1",
        "PYTHONPATH": str(ROOT),
    }
    env.pop("DJANGO_SETTINGS_MODULE", None)
    env.pop("DATABASE_URL", None)
    run_python("example_site/manage.py", "migrate", "--verbosity", "0", env=env)
    run_python("example_site/manage.py", "load_demo", env=env)
    site = LiveSite(url=f"http://127.0.0.1:{port}", env=env)
    site.run("-m", "django", "collectstatic", "--noinput", "--verbosity", "0")
    return site


def serve_site(site):
    """Start the server of ``site`` and wait until it answers; returns its process."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.browser.serve", site.env["PORT"]],
        cwd=ROOT,
        env={**site.env, "DJANGO_SETTINGS_MODULE": "tests.browser.site_settings"},
        stdin=subprocess.PIPE,
    )
    for _attempt in range(120):
        assert process.poll() is None, "the server has stopped"
        try:
            urllib.request.urlopen(f"{site.url}/static/nothing", timeout=5)
        except urllib.error.HTTPError:
            return process
        except OSError:
            time.sleep(0.25)
    process.kill()
    raise AssertionError("the server does not answer")


def free_port():
    """A port of this machine that nobody listens on."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]
