"""The plain test host on a database that threads share: a file, or the one that ``DATABASE_URL`` names."""

import tempfile
from pathlib import Path

from tests.settings import *  # noqa: F403
from tests.settings import DATABASES

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    _folder = Path(tempfile.mkdtemp(prefix="charter-endurance-"))
    DATABASES["default"] |= {
        "NAME": _folder / "db.sqlite3",
        "TEST": {"NAME": _folder / "test.sqlite3"},
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
