"""A mail scanner opens every link of every letter, by GET and by HEAD, and changes nothing."""

import json
import re
import urllib.error
import urllib.request
from pathlib import Path

LINK = re.compile(r"https?://[^\s\"<>]+")
#: Letters that the demo has sent by the time it is loaded.
AT_LEAST = 10


def links_of_mails(folder):
    """Every address of this site in the mails of ``folder``."""
    return {
        link.rstrip(".") for file in Path(folder).glob("*.log") for link in LINK.findall(file.read_text())
    }


def fetch(address, method):
    """The status that a browser without cookies gets at ``address``."""
    try:
        request = urllib.request.Request(address, method=method)
        return urllib.request.urlopen(request, timeout=20).status
    except urllib.error.HTTPError as error:
        return error.code


def test_opening_every_link_of_every_letter_changes_no_row(live_site):
    links = sorted(
        link
        for link in links_of_mails(Path(live_site.env["CHARTER_VAR_DIR"]) / "mail")
        if link.startswith(live_site.url)
    )
    before = json.loads(live_site.run("-m", "tests.browser.table_marks").splitlines()[-1])

    statuses = {(link, method): fetch(link, method) for link in links for method in ("GET", "HEAD")}

    assert len(links) >= AT_LEAST
    assert {pair: status for pair, status in statuses.items() if status != 200} == {}
    assert json.loads(live_site.run("-m", "tests.browser.table_marks").splitlines()[-1]) == before
