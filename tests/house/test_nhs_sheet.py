"""The example site's NHS sheet is that of its package, less the fonts that lie on another host.

A browser with a content security policy reports those fonts even where no element uses them, and their use is not free.
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHEET = "wagtailnhsukfrontend/css/nhsuk-frontend-10.4.2.min.css"


def test_the_nhs_sheet_differs_from_the_package_by_its_remote_fonts_only():
    package = pytest.importorskip("wagtailnhsukfrontend")
    theirs = (Path(package.__file__).parent / "static" / SHEET).read_text(encoding="utf-8")
    ours = (ROOT / "example_site" / "static" / SHEET).read_text(encoding="utf-8")

    assert ours == re.sub(r"@font-face\{[^}]*\}", "", theirs)
    assert "https://assets" not in ours
