"""Writing under hard conditions: a server that is killed while it saves, many who save at once, many who send at once.

Real processes, a database of its own; on PostgreSQL with ``DATABASE_URL``. An answer counts as acknowledged when the
browser was led on.
"""

import html
import http.client
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.house.sources import ROOT

pytestmark = pytest.mark.endurance

TRIALS, WRITERS, AT_ONCE, MANY = 40, 3, 20, 100
DOOR = "/charter-scheme/press"


@contextmanager
def database():
    """The name of an empty database for this trial, gone afterwards."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        with tempfile.TemporaryDirectory() as folder:
            yield str(Path(folder) / "trial.sqlite3")
        return
    import psycopg  # noqa: PLC0415 - only where PostgreSQL is asked for

    name = f"charter_writing_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield name
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


class Servers:
    """The process that starts web servers, and the one that answers now."""

    def __init__(self, env):
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "tests.endurance.writing_servers"],
            cwd=ROOT,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.pid = self.port = None

    def order(self, *words):
        """Give an order; returns what it says."""
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        said = self.process.stdout.readline()
        assert said.strip(), f"{words[0]} did not work"
        return json.loads(said)

    def start(self):
        """Start a server on a free port."""
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            self.port = listener.getsockname()[1]
        self.pid = self.order("serve", self.port)

    def kill(self):
        """Kill the server, without a chance to say goodbye."""
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            self.pid = None

    def close(self):
        """End."""
        self.kill()
        self.process.stdin.close()
        self.process.wait(timeout=20)
        self.process.stdout.close()


class Browser:
    """A browser that is signed in, with the cookie and the token of its forms."""

    def __init__(self, servers, session):
        self.servers, self.cookies, self.token = servers, {"sessionid": session}, ""

    def get(self, path):
        """The page at ``path``; its form's token is kept."""
        status, _headers, body = self._ask("GET", path)
        if found := re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', body):
            self.token = found.group(1)
        return status, body

    def press(self, path, **typed):
        """Press the form of the page at ``path``; returns status, address led to, and body."""
        words = urlencode({"csrfmiddlewaretoken": self.token, **typed})
        status, headers, body = self._ask("POST", DOOR + path, words)
        return status, headers.get("Location", ""), body

    def _ask(self, method, path, words=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.servers.port, timeout=60)
        try:
            headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
            if words is not None:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request(method, path, words, headers)
            answer = connection.getresponse()
            body = answer.read().decode()
            for name, morsel in SimpleCookie(answer.headers.get("Set-Cookie", "")).items():
                self.cookies[name] = morsel.value
            return answer.status, answer.headers, body
        finally:
            connection.close()


def revision_in(body):
    """The revision that a page's form carries."""
    return int(re.search(r'name="revision" value="(\d+)"', body).group(1))


def words_in(body):
    """The words in the box of a page."""
    return html.unescape(re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", body, re.S).group(1))


@pytest.fixture(scope="module")
def running():
    """Servers with one application, whose writer is signed in: ``(servers, home, session)``."""
    with database() as name:
        env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.endurance.trial_settings",
            "TRIAL_DATABASE": name,
        }
        servers = Servers(env)
        try:
            found = servers.order("prepare")
            servers.order("warm", found["home"], found["session"])
            servers.start()
            yield servers, found["home"], found["session"]
        finally:
            servers.close()


@pytest.fixture
def trial(running):
    """The same, with nothing written yet."""
    servers, _home, _session = running
    servers.order("clear")
    return running


class Writer:
    """Saves one answer again and again until the server dies; remembers what was acknowledged, and what was in flight."""

    def __init__(self, servers, session, path):
        self.browser, self.path = Browser(servers, session), path
        self.acknowledged = self.in_flight = ""
        self.saves = 0

    def open(self):
        """Open the page after a kill; what was acknowledged must stand there. Returns whether it does."""
        status, body = self.browser.get(self.path)
        assert status == 200
        self.revision, found = revision_in(body), words_in(body)
        is_there = found in (self.acknowledged, self.in_flight)
        self.acknowledged = self.in_flight = found
        return is_there

    def write(self, number):
        """Save until the server is gone."""
        with suppress(OSError, http.client.HTTPException):
            while True:
                self.in_flight = f"{self.path} trial {number} save {self.saves} " + "word " * 150
                status, led_to, _body = self.browser.press(
                    self.path, text=self.in_flight, is_complete="no", revision=self.revision
                )
                if status == 302 and not led_to:
                    return  # the server died between the first line and the address: no browser was led on
                assert status == 302
                self.acknowledged = self.in_flight
                self.revision += 1
                self.saves += 1


def wait_for_saves(writers, *, at_least):
    """Until so many saves are acknowledged; on a slow machine that takes a while."""
    ends_at = time.monotonic() + 60
    while sum(writer.saves for writer in writers) < at_least:
        assert time.monotonic() < ends_at, "nothing is saved"
        time.sleep(0.001)


def test_no_acknowledged_answer_is_lost_when_the_server_is_killed(trial):
    servers, home, session = trial
    seed = int(os.environ.get("TRIAL_SEED", random.SystemRandom().randrange(10_000)))
    print(f"TRIAL_SEED={seed}")
    chance = random.Random(seed)
    writers = [Writer(servers, session, f"{home}statements/T1-{n}/") for n in range(1, WRITERS + 1)]
    lost = []

    for number in range(TRIALS):
        lost += [(number, writer.path) for writer in writers if not writer.open()]
        saved_before = sum(writer.saves for writer in writers)
        threads = [threading.Thread(target=writer.write, args=(number,)) for writer in writers]
        for thread in threads:
            thread.start()
        wait_for_saves(writers, at_least=saved_before + chance.randint(0, 5))
        time.sleep(chance.uniform(0, 0.05))
        servers.kill()
        for thread in threads:
            thread.join()
        servers.start()
    lost += [(TRIALS, writer.path) for writer in writers if not writer.open()]

    saves = sum(writer.saves for writer in writers)
    print(f"{TRIALS} kills, {saves} saves acknowledged, {len(lost)} lost")
    assert lost == []
    assert saves >= TRIALS


def at_once(count, work):
    """``work(number)`` for each number, ``AT_ONCE`` at a time, each group let go together."""
    gate = threading.Barrier(AT_ONCE)

    def run(number):
        gate.wait()
        return work(number)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, range(count)))


def test_of_a_hundred_conflicting_saves_none_is_silent(trial):
    servers, home, session = trial
    path = f"{home}statements/T1-1/"
    opened = Browser(servers, session)
    _status, body = opened.get(path)

    def save(number):
        browser = Browser(servers, session)
        browser.cookies, browser.token = dict(opened.cookies), opened.token
        return browser.press(path, text=f"Words {number}.", is_complete="no", revision=revision_in(body))

    answers = at_once(MANY, save)
    found = servers.order("report")

    led_on = [number for number, (status, _led, _body) in enumerate(answers) if status == 302]
    told = [number for number, (status, _led, _body) in enumerate(answers) if status == 200]
    assert len(led_on) == 1
    assert len(told) == MANY - 1
    winner = f"Words {led_on[0]}."
    assert found["answers"] == {"T1-1": [winner, 1]}
    for number in told:
        _status, _led, page = answers[number]
        assert "This answer was changed while you were writing" in page
        assert words_in(page) == f"Words {number}."
        assert winner in page
    assert sorted(found["kept"]) == sorted(f"Words {number}." for number in told)


def test_of_a_hundred_presses_of_send_one_sends(trial):
    servers, home, session = trial
    servers.order("complete")
    opened = Browser(servers, session)
    status, body = opened.get(f"{home}send/")
    assert (status, "Send application" in body) == (200, True)

    def send(_number):
        browser = Browser(servers, session)
        browser.cookies, browser.token = dict(opened.cookies), opened.token
        return browser.press(
            f"{home}send/", declared_name="Alex Writer", declared_role="Manager", is_confirmed="on"
        )

    answers = at_once(MANY, send)
    found = servers.order("report")

    assert {(status, led_to) for status, led_to, _body in answers} == {(302, f"{home}sent/")}
    assert (found["versions"], found["letters"], found["sent"], found["state"]) == (1, 1, 1, "sent")
