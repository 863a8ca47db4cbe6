"""The install lines of the README, taken from its section "Install it" so that what is written is what is tried."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def install_lines():
    """``{"pip": [...], "settings": [...], "urls": [...], "manage": [...]}``: each fenced block's lines, in order."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    section = text.split("## Install it", 1)[1].split("\n## ", 1)[0]
    blocks = re.findall(r"^```(?:console|python)\n(.*?)^```", section, re.M | re.S)
    pip, settings, urls, manage = ([line for line in block.splitlines() if line] for block in blocks)
    return {"pip": pip, "settings": settings, "urls": urls, "manage": manage}
