"""The host of a trial (``trial_settings``) with a real mail server at TRIAL_MAIL_PORT."""

import os

import django

from tests.endurance.trial_settings import *  # noqa: F403

_OPTIONS = {"host": "127.0.0.1", "port": int(os.environ["TRIAL_MAIL_PORT"]), "timeout": 10}
if django.VERSION >= (6, 1):
    MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": _OPTIONS}}
else:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT, EMAIL_TIMEOUT = _OPTIONS["host"], _OPTIONS["port"], _OPTIONS["timeout"]
