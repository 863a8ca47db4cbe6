"""Who is signed in to the portal, and what a portal page promises to caches."""

from functools import wraps

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.http import urlencode

from wagtail_charter.accounts.models import PortalAccount

#: The portal's own keys in the session: nothing of the host's user is read or written.
ACCOUNT_KEY = "charter_account"
EPOCH_KEY = "charter_account_epoch"


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
    return PortalAccount.objects.filter(
        pk=pk, sessions_epoch=session.get(EPOCH_KEY), closed_at__isnull=True
    ).first()


def sign_in_url(next_path=""):
    """Where to sign in; afterwards the person goes on at ``next_path``."""
    url = reverse("charter:sign_in")
    return f"{url}?{urlencode({'next': next_path})}" if next_path else url


def keep_private(response):
    """Forbid every cache to keep ``response``; returns it."""
    add_never_cache_headers(response)
    patch_cache_control(response, no_store=True, private=True)
    return response


def portal_view(view):
    """A view of the portal: whoever is not signed in is asked to sign in first, and no cache keeps the page.

    Works for plain views (``view(request, …)``) and for those below a page (``view(page, request, …)``).
    """

    @wraps(view)
    def guarded(*args, **kwargs):
        request = args[0] if hasattr(args[0], "META") else args[1]
        if current_account(request) is None:
            return keep_private(redirect(sign_in_url(request.get_full_path())))
        return keep_private(view(*args, **kwargs))

    return guarded
