"""The outbox under hard conditions: a mail server that is away for an hour and then refuses one in five, and workers
that are killed while they send. Real processes, a real mail server, a database of its own."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from tests.house.sources import ROOT

pytestmark = pytest.mark.endurance

LETTERS, KILLS, WORKERS = 300, 12, 2
#: One mail in five is refused, but none so often that the outbox gives it up (``letters.rules.WAITS``).
REFUSED, MOST_REFUSALS = 0.2, 3
#: A Wednesday, 9am in London.
START = datetime(2026, 7, 8, 8, 0, tzinfo=UTC)


class MailServer:
    """Takes mail, refuses some, and kills the worker that speaks when the trial says so."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.taken = Counter()
        self.refuses_all = False
        self.refused = 0
        self.refusals = Counter()
        self.kills_left = 0
        self.killed = []
        self._until_kill = 5

    async def handle_DATA(self, server, session, envelope):
        """One mail: taken, or refused for now; sometimes the sender dies of it."""
        to = envelope.rcpt_tos[0]
        is_unlucky = self.chance.random() < REFUSED and self.refusals[to] < MOST_REFUSALS
        if self.refuses_all or is_unlucky:
            self.refused += 1
            self.refusals[to] += is_unlucky
            return "451 try later"
        # The worst moments: the mail is here, and the worker has not heard so, or has heard and not written it down.
        self.taken[to] += 1
        self._until_kill -= 1
        if self.kills_left and self._until_kill <= 0:
            self._until_kill = self.chance.randint(5, 30)
            self.kills_left -= 1
            worker = int(session.host_name.removeprefix("worker-"))
            wait = self.chance.choice([0, 0, self.chance.uniform(0, 0.02)])
            if wait:
                threading.Timer(wait, self._kill, [worker]).start()
            else:
                self._kill(worker)
        return "250 taken"

    def _kill(self, worker):
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)
            self.killed.append(worker)


class Workers:
    """The process that starts workers, and the mail server that they speak to."""

    def __init__(self, env, server):
        self.server = server
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "tests.endurance.outbox_workers"],
            cwd=ROOT,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def order(self, *words):
        """Give an order and wait until it is done; returns what was said."""
        said = []
        self._say(*words)
        while (line := self.process.stdout.readline().strip()) != "done":
            assert line not in ("", "broken"), f"{words[0]} did not work"
            said.append(line)
        return json.loads(said[0]) if said else None

    def start(self, moment):
        """Start a worker with its clock at ``moment``; returns its process number."""
        self._say("tick", moment.isoformat())
        return int(self.process.stdout.readline())

    def _say(self, *words):
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()

    def close(self):
        """End."""
        self.process.stdin.close()
        self.process.wait(timeout=20)
        self.process.stdout.close()


def has_ended(pid):
    """Whether a process has ended; its parent may not have asked yet."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"


@contextmanager
def database():
    """The name of an empty database for this trial, gone afterwards."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        with tempfile.TemporaryDirectory() as folder:
            yield str(Path(folder) / "trial.sqlite3")
        return
    import psycopg  # noqa: PLC0415 - only where PostgreSQL is asked for

    name = f"charter_trial_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield name
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run_round(workers, moment):
    """Let workers send what is due at ``moment``; a killed one is replaced. Returns when all have ended by themselves."""
    running = [workers.start(moment) for _number in range(WORKERS)]
    ends_at = time.monotonic() + 60
    while running:
        assert time.monotonic() < ends_at, "a worker does not end"
        time.sleep(0.01)
        for pid in [pid for pid in running if has_ended(pid)]:
            running.remove(pid)
            if pid in workers.server.killed:
                running.append(workers.start(moment))


@pytest.fixture
def trial():
    """Workers with an empty outbox, and a mail server that is not there yet."""
    seed = int(os.environ.get("TRIAL_SEED", random.SystemRandom().randrange(10_000)))
    print(f"TRIAL_SEED={seed}")
    server = MailServer(seed)
    controller = Controller(server, hostname="127.0.0.1", port=free_port())
    with database() as name:
        env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.endurance.outbox_settings",
            "TRIAL_DATABASE": name,
            "TRIAL_MAIL_PORT": str(controller.port),
        }
        workers = Workers(env, server)
        try:
            workers.order("prepare")
            yield workers, controller
        finally:
            workers.close()
            controller.stop(no_assert=True)


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def test_300_letters_arrive_through_an_hour_of_silence_refusals_and_kills(trial):
    workers, controller = trial
    server, now = workers.server, START

    workers.order("queue", now.isoformat(), LETTERS)
    assert workers.order("report") | {"errors": []} == {
        "all": LETTERS,
        "sent": 0,
        "waiting": LETTERS,
        "given_up": 0,
        "errors": [],
    }

    # Half an hour without a server, then half an hour with one that takes nothing.
    for minutes in (5, 15, 25):
        run_round(workers, START + timedelta(minutes=minutes))
    controller.start()
    server.refuses_all = True
    for minutes in (35, 59):
        run_round(workers, START + timedelta(minutes=minutes))
    assert server.refused >= LETTERS
    assert not server.taken
    assert workers.order("report")["sent"] == 0

    # The server is back, and refuses one in five; workers die while they send.
    server.refuses_all = False
    server.kills_left = KILLS
    now = START + timedelta(hours=2)
    for _round in range(40):
        run_round(workers, now)
        found = workers.order("report")
        if not found["waiting"]:
            break
        now += timedelta(hours=1)

    kills = len(server.killed)
    twice = sum(server.taken.values()) - len(server.taken)
    print(f"{len(server.taken)} delivered, {kills} kills, {twice} came twice, {server.refused} refusals")
    assert found == {"all": LETTERS, "sent": LETTERS, "waiting": 0, "given_up": 0, "errors": []}
    assert len(server.taken) == LETTERS
    assert "nobody@trust.example" not in server.taken
    assert kills == KILLS
    assert twice <= kills
