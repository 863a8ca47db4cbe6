"""Who is signed in to the portal, for how long, and what a portal page promises to caches."""

import datetime
import time
import unicodedata
from functools import wraps

from django.contrib.auth import SESSION_KEY as HOST_USER_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.module_loading import import_string

from wagtail_charter.accounts.models import PortalAccount
from wagtail_charter.conf import conf
from wagtail_charter.foundations.press import press_url

#: The portal's own keys in the session: nothing of the host's user is read or written.
ACCOUNT_KEY = "charter_account"
EPOCH_KEY = "charter_account_epoch"
SEEN_KEY = "charter_account_seen"
_OWN_KEYS = (ACCOUNT_KEY, EPOCH_KEY, SEEN_KEY)

#: A portal session ends after this long without use. It is stamped anew at most every four hours, so that reading
#: writes nothing, and nobody is signed out before 20 hours of inactivity (WCAG 2.2.1).
SESSION_AGE = datetime.timedelta(hours=24)
STAMP_AGE = datetime.timedelta(hours=4)

LONGEST_PATH = 500


def current_account(request):
    """The ``PortalAccount`` that is signed in, or ``None``; asked once for each request."""
    if not hasattr(request, "_charter_account"):
        request._charter_account = _find(request)
    return request._charter_account


def _find(request):
    session = getattr(request, "session", None)
    pk = session.get(ACCOUNT_KEY) if session is not None else None
    if pk is None:
        return None
    age = time.time() - session.get(SEEN_KEY, 0)
    if age > SESSION_AGE.total_seconds():
        return None
    rows = PortalAccount.objects.open().filter(pk=pk, sessions_epoch=session.get(EPOCH_KEY))
    account = rows.order_by("pk").first()
    if account is not None and age > STAMP_AGE.total_seconds() and not _stamp(session):
        return None
    return account


def _stamp(session):
    """Note that the session is in use. Whether it is still there: it may be signed out elsewhere at this moment."""
    session[SEEN_KEY] = int(time.time())
    try:
        session.save()
    except UpdateError:
        session.flush()
        return False
    return True


def has_signed_out(request):
    """Whether the browser was signed in, and is no longer: its time ran out, or it was signed out elsewhere."""
    return current_account(request) is None and ACCOUNT_KEY in getattr(request, "session", {})


def let_in(request, account):
    """Sign ``account`` in: the session gets a new key (ASVS 5.0, 7.2.4) and keeps what is the host's.

    Forms that were opened before are stale now, so that none acts for somebody else. Only where a user of the host
    is signed in in the same browser does the token stay: an editor's unsaved page would be refused otherwise.
    """
    _forget(request.session)
    request.session.cycle_key()
    if HOST_USER_KEY not in request.session:
        rotate_token(request)
    request.session[ACCOUNT_KEY] = account.pk
    request.session[EPOCH_KEY] = account.sessions_epoch
    request.session[SEEN_KEY] = int(time.time())
    request._charter_account = account


def let_out(request):
    """Sign out of the portal: the host's user, if there is one, stays signed in, under a new session key."""
    _forget(request.session)
    if request.session.is_empty() or not request.session.keys():
        request.session.flush()
    else:
        request.session.cycle_key()
    request._charter_account = None


def _forget(session):
    for key in _OWN_KEYS:
        session.pop(key, None)


def vouched_person(request):
    """``(email, name)`` of the person for whom the host's own sign-in vouches, or ``None`` (``VOUCHED_PERSON``)."""
    vouch = import_string(conf.VOUCHED_PERSON) if conf.VOUCHED_PERSON else None
    person = vouch(request) if vouch else None
    if not person:
        return None
    email, name = person
    try:
        validate_email(email)
    except ValidationError:
        return None
    return email.strip().lower(), name or ""


def own_path(path):
    """``path`` if it is a path of this site, where somebody may be led; ``""`` for anything else."""
    is_plain = len(path) <= LONGEST_PATH and not any(unicodedata.category(sign)[0] == "C" for sign in path)
    if is_plain and path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        return path
    return ""


def home_url():
    """Where somebody goes on who came for nothing in particular."""
    try:
        return reverse("charter:home")
    except NoReverseMatch:
        return reverse("charter:account")


def sign_in_url(next_path=""):
    """Where to sign in; afterwards the person goes on at ``next_path``."""
    url = reverse("charter:sign_in")
    return f"{url}?{urlencode({'next': next_path})}" if next_path else url


def keep_private(response):
    """Forbid every cache to keep ``response``; returns it."""
    add_never_cache_headers(response)
    patch_cache_control(response, no_store=True, private=True)
    return response


def private_view(view):
    """A view of the portal that asks nobody to sign in: no cache keeps the page."""

    @wraps(view)
    def kept(*args, **kwargs):
        return keep_private(view(*args, **kwargs))

    return kept


def portal_view(view):
    """A view of the portal: whoever is not signed in is asked to sign in first, and no cache keeps the page.

    A form that is pressed after the session has ended comes back with all that was typed: the person signs in in
    another tab and presses again. Works for plain views (``view(request, …)``) and for those below a page
    (``view(page, request, …)``).
    """

    @wraps(view)
    def guarded(*args, **kwargs):
        request = args[0] if hasattr(args[0], "META") else args[1]
        if current_account(request) is not None:
            return keep_private(view(*args, **kwargs))
        if request.method == "POST":
            return keep_private(_keep_words(request))
        return keep_private(redirect(sign_in_url(request.get_full_path())))

    return guarded


def _keep_words(request):
    """The page that holds what was typed until its writer has signed in again."""
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    context = {
        "typed": typed,
        "press_url": press_url(request.get_full_path()),
        "sign_in_url": sign_in_url(),
    }
    return render(request, "wagtail_charter/accounts/signed_out.html", context)
