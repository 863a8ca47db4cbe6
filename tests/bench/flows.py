"""What reads or writes many rows: exports that stream, and the importer. Time, rows a second and memory."""

import csv
import io
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.bench.measure import resident_mb

#: Megabytes that may be added while it runs.
EXPORT_GROWTH, IMPORT_GROWTH = 40, 100
#: Seconds to the first byte, and rows a second: shown beside what was measured, never asserted (machines differ).
FIRST_BYTE, CSV_ROWS, XLSX_ROWS = 1.0, 15_000, 3_000

EXPORTS = {
    "register as csv": "/awards/csv/",
    "register as json": "/awards/json/",
    "awards as csv (admin)": "/admin/snippets/wagtail_charter/award/?export=csv",
    "awards as xlsx (admin)": "/admin/snippets/wagtail_charter/award/?export=xlsx",
    "applications as csv (admin)": "/admin/charter/applications/?export=csv",
    "applications as xlsx (admin)": "/admin/charter/applications/?export=xlsx",
}


@dataclass(frozen=True)
class Flow:
    """What one export or import cost."""

    first_byte: float
    seconds: float
    size: int
    queries: int
    growth_mb: float


def signed_in():
    """A client of an officer who may see everything."""
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("bench", "bench@charter.example", "bench"))
    return client


def measure_export(client, address):
    """Read the whole of ``address`` piece by piece, keeping nothing."""
    client.get(address.replace("?export=csv", "").replace("?export=xlsx", ""))
    before = _peak_from_now()
    began = time.perf_counter()
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
        assert response.status_code == 200, f"{address} answered {response.status_code}"
        first, size = None, 0
        for part in response if response.streaming else [response.content]:
            first = first or time.perf_counter() - began
            size += len(part)
    seconds = time.perf_counter() - began
    return Flow(first, seconds, size, len(asked), _peak_mb() - before)


def measure_import(rows):
    """Load a csv file of ``rows`` organisations with a service each, which nobody has yet."""
    text = io.StringIO()
    write = csv.writer(text)
    write.writerow(["name", "gb-chc", "region", "service"])
    for number in range(rows):
        write.writerow([f"Charity {number}", f"{200000 + number}", "", f"Support team {number}"])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "organisations.csv"
        path.write_text(text.getvalue(), encoding="utf-8")
        before = _peak_from_now()
        began = time.perf_counter()
        with CaptureQueriesContext(connection) as asked:
            call_command("charter_import_organisations", str(path), stdout=io.StringIO(), verbosity=0)
    return Flow(0.0, time.perf_counter() - began, len(text.getvalue()), len(asked), _peak_mb() - before)


def _peak_from_now():
    """Forget the highest memory so far; returns what is held now."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return resident_mb()


def _peak_mb():
    return resident_mb("VmHWM")
