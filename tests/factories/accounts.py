"""People of the portal."""

import time
from itertools import count

from wagtail_charter.accounts.access import ACCOUNT_KEY, EPOCH_KEY, SEEN_KEY
from wagtail_charter.accounts.models import PortalAccount

_numbers = count(1)


def make_account(email="", **facts):
    """Somebody of the portal."""
    return PortalAccount.objects.create(
        email=email or f"person-{next(_numbers)}@trust.example", **{"name": "Alex Person", **facts}
    )


def sign_in(client, account):
    """Let ``client`` (Django's test client) be signed in to the portal as ``account``."""
    session = client.session
    session[ACCOUNT_KEY] = account.pk
    session[EPOCH_KEY] = account.sessions_epoch
    session[SEEN_KEY] = int(time.time())
    session.save()
    client.cookies["sessionid"] = session.session_key
    return account
