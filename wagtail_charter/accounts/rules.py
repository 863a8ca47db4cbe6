"""How many codes may leave, and which code is right. Pure judgement."""

import datetime
import re
import secrets

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

#: Throttles look back this far.
WINDOW = datetime.timedelta(hours=1)
#: How many codes an address, and a network, may ask for in that time.
CODES_FOR_ADDRESS = 5
CODES_FOR_NETWORK = 30
CODE_DIGITS = 6

_SALT = "wagtail_charter.accounts.code"


def new_code():
    """Six digits that nobody can foresee (ASVS 5.0, 6.5.3)."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"


def new_secret():
    """What one browser holds so that a code works in it alone: 256 bits (ASVS 5.0, 6.6.2)."""
    return secrets.token_urlsafe(32)


def typed_code(text):
    """The digits of what somebody typed or pasted, or ``""`` if it is no code: spaces and hyphens do not count."""
    digits = re.sub(r"[\s\-\u2010-\u2015]+", "", text)
    return digits if re.fullmatch(rf"[0-9]{{{CODE_DIGITS}}}", digits) else ""


def code_mac(browser_hash, code):
    """The keyed hash that is stored of a code. Without the site's secret key it tells nothing."""
    return _mac(browser_hash, code, settings.SECRET_KEY)


def is_right_code(browser_hash, code, mac):
    """Whether ``mac`` was made of this code for this browser, with the site's key or one that it had before."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    matches = [constant_time_compare(_mac(browser_hash, code, key), mac) for key in keys]
    return bool(mac) and any(matches)


def _mac(browser_hash, code, key):
    return salted_hmac(_SALT, f"{browser_hash}:{code}", secret=key, algorithm="sha256").hexdigest()


def free_again_at(times, limit):
    """When another code may be asked for: ``None`` for now, else the moment at which the window has room.

    ``times``: when codes were asked for within the window, newest first, at least the ``limit`` newest.
    """
    return times[limit - 1] + WINDOW if len(times) >= limit else None
