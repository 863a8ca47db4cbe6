"""``python -m tests.bench``: build the data, measure, print one table; non-zero when a budget is broken."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
django.setup()

from django.db import connection  # noqa: E402

from tests.bench import flows  # noqa: E402
from tests.bench.applying import make_applications  # noqa: E402
from tests.bench.data import build  # noqa: E402
from tests.bench.desk import Desk  # noqa: E402
from tests.bench.measure import measure  # noqa: E402
from wagtail_charter.applications.models import Application  # noqa: E402

SIZES = {"1k": 1_000, "10k": 10_000, "100k": 100_000}
#: ``BENCH_ONLY=awards`` builds services and awards alone, which is how 100,000 of them are looked at in minutes.
ONLY = os.environ.get("BENCH_ONLY", "")
#: For each address: times a bare page, and queries. Budgets hold at 10,000; 15% more is a broken one.
BUDGETS = {
    "showcase index": (4, 15),
    "showcase, 3 filters and a word": (8, 18),
    "showcase entry": (3, 14),
    "register": (6, 16),
    "register, one filter": (6, 16),
    "register, four filters": (6, 16),
    "register, last page": (6, 16),
    "verify a reference": (1.5, 7),
    "framework page": (4, 14),
    "training index": (4, 14),
    "training event": (3, 14),
    "resource index": (5, 16),
    "resource page": (3, 16),
    "task list": (3, 14),
    "statement": (3, 14),
    "save an answer": (3, 16),
    "check answers": (5, 18),
    "send an application": (8, 40),
    "applications, first page": (15, 30),
    "applications, two filters": (17, 30),
    "applications, searched": (17, 30),
    "applications, last page": (20, 30),
    "one application": (12, 40),
}
SLACK = 1.15


def main():
    """Run the bench; returns the exit code."""
    asked = os.environ.get("BENCH_SIZE", "10k")
    if asked not in SIZES:
        sys.exit(f"BENCH_SIZE is {asked!r}. Use one of: {', '.join(SIZES)}.")
    # Without setup_test_environment: it makes every included template report itself, which no site in use does.
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        addresses = build(SIZES[asked], only=ONLY)
        desk = Desk()
        if not ONLY:
            visits, application, writer = make_applications(SIZES[asked])
            addresses |= visits | desk.case(application, writer)
        addresses |= desk.lists()
        bare = addresses.pop("bare")
        print(f"{connection.vendor}, {asked}\n")
        print(
            f"{'endpoint':<34}{'x bare':>8}{'budget':>8}{'queries':>9}{'of':>5}{'bytes':>9}{'growth MB':>11}"
        )
        broken = [
            name for name, address in addresses.items() if not report(name, measure(address, bare=bare))
        ]
        broken += measure_flows(SIZES[asked])
    finally:
        connection.creation.destroy_test_db(
            ":memory:" if connection.vendor == "sqlite" else None, verbosity=0
        )
    print(f"\nBroken: {', '.join(broken)}" if broken else "\nEvery budget holds.")
    return 1 if broken else 0


def measure_flows(size):
    """Measure exports and the importer, a line each; returns the names of those that take too much memory."""
    print(
        f"\n{'flow':<34}{'first s':>8}{'seconds':>9}{'rows/s':>8}{'of':>8}{'queries':>9}{'bytes':>10}{'peak MB':>9}"
    )
    client, broken = flows.signed_in(), []
    lines = [
        (
            name,
            flows.measure_export(client, address),
            flows.XLSX_ROWS if "xlsx" in address else flows.CSV_ROWS,
            Application.objects.count() if "applications" in address else size,
        )
        for name, address in flows.EXPORTS.items()
    ]
    lines.append(("10,000 organisations from csv", flows.measure_import(10_000), 0, 10_000))
    for name, found, wanted, rows in lines:
        limit = flows.EXPORT_GROWTH if wanted else flows.IMPORT_GROWTH
        is_broken = found.growth_mb > limit
        broken += [name] if is_broken else []
        print(
            f"{name:<34}{found.first_byte:>8.2f}{found.seconds:>9.2f}{rows / found.seconds:>8.0f}{wanted or '-':>8}"
            f"{found.queries:>9}{found.size:>10}{found.growth_mb:>9.1f}{'   BROKEN' if is_broken else ''}"
        )
    return broken


def report(name, found):
    """Print one line; returns whether the budget holds."""
    times, queries = BUDGETS[name]
    holds = found.times_bare <= times * SLACK and found.queries <= queries
    print(
        f"{name:<34}{found.times_bare:>8.2f}{times:>8}{found.queries:>9}{queries:>5}{found.size:>9}"
        f"{found.growth_mb:>11.1f}{'' if holds else '   BROKEN'}",
        flush=True,
    )
    return holds


if __name__ == "__main__":
    sys.exit(main())
