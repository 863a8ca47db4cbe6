"""The HTML of each page is valid, by the Nu checker: what the server sends, before any script."""

import json
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.browser.rows import read_rows

VNU = Path(__file__).resolve().parents[2] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
ROWS = [row for row in read_rows() if row.is_page and row.who == "visitor"]
#: Messages that are no fault of the page, each with its reason.
KNOWN_FALSE = {}


def sent(address):
    """The page that the server sends; that of a fault too."""
    request = urllib.request.Request(address, headers={"Accept-Language": "en-GB"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read()
    except urllib.error.HTTPError as refused:
        return refused.read()


@pytest.fixture(scope="module")
def messages(live_site, tmp_path_factory):
    """The checker's messages by row; one run for all pages, as starting it costs more than checking."""
    assert VNU.exists(), "There is no checker. Run: npm ci"
    folder = tmp_path_factory.mktemp("html")
    files = {}
    for number, row in enumerate(ROWS):
        file = folder / f"{number}.html"
        file.write_bytes(sent(live_site.address(row.path)))
        files[file.as_uri().split("/")[-1]] = row
    done = subprocess.run(
        [
            "java",
            "-Xss4m",
            "-jar",
            str(VNU),
            "--format",
            "json",
            "--stdout",
            "--exit-zero-always",
            str(folder),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    found = {row: [] for row in ROWS}
    for message in json.loads(done.stdout)["messages"]:
        if message["type"] == "info" and message.get("subType") != "warning":
            continue
        if any(part in message["message"] for part in KNOWN_FALSE):
            continue
        row = files[message["url"].split("/")[-1]]
        found[row].append(
            f"{message.get('lastLine')}: {message['message']} «{message.get('extract', '').strip()}»"
        )
    return found


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_html_is_valid(row, messages):
    assert messages[row] == []
