"""The plain test host with a database of the trial's own and a real mail server.

From the environment: TRIAL_DATABASE (a file, or the name of a PostgreSQL database beside ``DATABASE_URL``) and
TRIAL_MAIL_PORT.
"""

import os

import django

from tests.settings import *  # noqa: F403
from tests.settings import DATABASES

DATABASES["default"]["NAME"] = os.environ["TRIAL_DATABASE"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }

_OPTIONS = {"host": "127.0.0.1", "port": int(os.environ["TRIAL_MAIL_PORT"]), "timeout": 10}
if django.VERSION >= (6, 1):
    MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": _OPTIONS}}
else:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT, EMAIL_TIMEOUT = _OPTIONS["host"], _OPTIONS["port"], _OPTIONS["timeout"]


class _NoMigrations(dict):
    """Tables straight from the models: the trial needs no more."""

    def __contains__(self, label):
        return True

    def __getitem__(self, label):
        return None


MIGRATION_MODULES = _NoMigrations()
LOGGING = {"version": 1, "disable_existing_loggers": False, "root": {"level": "CRITICAL"}}
