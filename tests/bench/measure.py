"""The measure: the median time of an address over that of a bare page, asked in turn in one process.

On SQLite all the work is done in this process: its processor time is taken, so that what else the machine does counts
for little. A database server works elsewhere: there the clock is taken.
"""

import gc
import statistics
import time
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

ROUNDS, WARM_UP, REPEATS = 15, 3, 3


@dataclass(frozen=True)
class Measured:
    """What one address costs."""

    times_bare: float
    queries: int
    size: int
    growth_mb: float


def measure(address, *, bare, client=None):
    """Measure ``address`` against ``bare``; the median of three runs of fifteen rounds."""
    client = client or Client()
    for _round in range(WARM_UP):
        body = fetch(client, address)
        fetch(client, bare)
    with CaptureQueriesContext(connection) as captured:
        fetch(client, address)
    queries = len(captured)
    before = resident_mb()
    ratios = [one_run(client, address, bare) for _repeat in range(REPEATS)]
    return Measured(statistics.median(ratios), queries, len(body), max(0.0, resident_mb() - before))


def one_run(client, address, bare):
    """One run: A, B, A, B, …; returns the ratio of the medians."""
    gc.collect()
    gc.disable()
    try:
        ours, theirs = [], []
        for _round in range(ROUNDS):
            ours.append(timed(client, address))
            theirs.append(timed(client, bare))
    finally:
        gc.enable()
    return statistics.median(ours) / statistics.median(theirs)


def timed(client, address):
    """Seconds of one request, its body read."""
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    began = clock()
    fetch(client, address)
    return clock() - began


def fetch(client, address):
    """The body at ``address`` (or what asking it gives, where it is a callable); anything but 200 is a fault."""
    if callable(address):
        return address()
    answer = client.get(address)
    assert answer.status_code == 200, f"{address} answered {answer.status_code}"
    return answer.getvalue()


def resident_mb(name="VmRSS"):
    """Resident memory of this process in megabytes; ``VmHWM`` is the most there was."""
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith(name)) / 1024
