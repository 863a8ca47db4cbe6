"""Reads the files of ``content/``, and their texts."""

from html import escape
from pathlib import Path

import yaml

CONTENT = Path(__file__).resolve().parent / "content"


def read(name):
    """The content of ``content/<name>.yaml``."""
    return yaml.safe_load((CONTENT / f"{name}.yaml").read_text(encoding="utf-8"))


def text_value(part):
    """The value of a text block, a record of ``type`` and ``value``, as the StreamField takes it."""
    if part["type"] == "paragraph":
        return f"<p>{escape(part['value'], quote=False)}</p>"
    return part["value"]
