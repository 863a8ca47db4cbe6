"""Print the key of a session in which somebody is signed in to the portal of the demo site."""

import os
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.browser.site_settings")
django.setup()

from django.contrib.sessions.backends.db import SessionStore  # noqa: E402

from wagtail_charter.accounts.access import ACCOUNT_KEY, EPOCH_KEY, SEEN_KEY  # noqa: E402
from wagtail_charter.accounts.models import PortalAccount  # noqa: E402
from wagtail_charter.applications.states import ApplicationState  # noqa: E402


def applicant():
    """The demo's person who has sent one application and is about to send another."""
    people = PortalAccount.objects.open().order_by("pk")
    return people.filter(application_roles__application__state=ApplicationState.SENT).first()


def session_key():
    """The key of a new session in which the ``applicant`` is signed in."""
    account = applicant()
    session = SessionStore()
    session[ACCOUNT_KEY] = account.pk
    session[EPOCH_KEY] = account.sessions_epoch
    session[SEEN_KEY] = int(time.time())
    session.save()
    return session.session_key


if __name__ == "__main__":
    print(session_key())
