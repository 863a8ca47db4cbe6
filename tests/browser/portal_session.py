"""``python -m tests.browser.portal_session NAME``: the key of a session in which NAME is signed in to the demo's portal."""

import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.browser.site_settings")
django.setup()

from django.contrib.sessions.backends.db import SessionStore  # noqa: E402

from tests.browser.rows import PORTAL_PEOPLE  # noqa: E402
from wagtail_charter.accounts.access import ACCOUNT_KEY, EPOCH_KEY, SEEN_KEY  # noqa: E402
from wagtail_charter.accounts.models import PortalAccount  # noqa: E402
from wagtail_charter.applications.states import ApplicationState  # noqa: E402


def applicant():
    """The demo's person who has sent one application and is about to send another."""
    people = PortalAccount.objects.open().order_by("pk")
    return people.filter(application_roles__application__state=ApplicationState.SENT).first()


def account_of(name):
    """Somebody of the portal by the first name that ``tests/pages.csv`` gives; ``applicant`` is the one above."""
    return applicant() if name == "applicant" else PortalAccount.objects.get(email=PORTAL_PEOPLE[name])


def session_key(name):
    """The key of a new session in which ``name`` is signed in."""
    account = account_of(name)
    session = SessionStore()
    session[ACCOUNT_KEY] = account.pk
    session[EPOCH_KEY] = account.sessions_epoch
    session[SEEN_KEY] = int(time.time())
    session.save()
    return session.session_key


if __name__ == "__main__":
    print(session_key(sys.argv[1]))
