"""Reads the files of ``content/``."""

from pathlib import Path

import yaml

CONTENT = Path(__file__).resolve().parent / "content"


def read(name):
    """The content of ``content/<name>.yaml``."""
    return yaml.safe_load((CONTENT / f"{name}.yaml").read_text(encoding="utf-8"))
