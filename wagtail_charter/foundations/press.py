"""The door through which forms of the portal are pressed.

A form posts to ``charter:press`` and the address of the page it belongs to. The door does what the host's middleware
would do, but never loses a word: it asks Django's own check whether the form's token holds, tells the page by
``press_of(request)``, and hands the request to the page through Wagtail's serve view, so that site, language and view
restrictions hold. The page acts on a *fresh* press only; on any other it shows the form again, with what was typed and
a new token. So a form can stand on a cached page without a cookie: its first press is never fresh and acts on nothing.

Source of the checks: Django's ``CsrfViewMiddleware``; Fetch Metadata (W3C), "resource isolation policy".
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpResponseRedirect
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.urls import get_script_prefix, resolve, reverse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

#: Names of the addresses that forms belong to: Wagtail's pages, and the app's own.
_WAGTAIL_SERVE = "wagtail_serve"
_NAMESPACE = "charter"


@dataclass(frozen=True)
class Press:
    """How a form was pressed: ``is_fresh`` when its token holds, so that the page may act."""

    is_fresh: bool = False


class _TokenCheck(CsrfViewMiddleware):
    """Django's check of the token, which says why instead of refusing."""

    def _reject(self, request, reason):
        return reason


def press_of(request):
    """The ``Press`` of ``request``. One that did not come through the door is never fresh."""
    return getattr(request, "charter_press", Press())


def is_fresh_press(request):
    """Whether the page may act on ``request``: a POST through the door whose token holds."""
    return request.method == "POST" and press_of(request).is_fresh


def press_url(address):
    """Where a form of the page at ``address`` (path, with a query string if need be) is posted."""
    return reverse("charter:press", args=[address.removeprefix(get_script_prefix())])


@csrf_exempt
def press(request, address):
    """Hand a pressed form to the page at ``address``; a GET leads to the page itself.

    Raises ``Http404`` for an address that is neither a Wagtail page nor one of the app's. A press from a page of
    another site is answered 403 in words.
    """
    path = f"{get_script_prefix()}{address}"
    if request.method != "POST":
        query = request.META.get("QUERY_STRING", "")
        return HttpResponseRedirect(f"{path}?{query}" if query else path)
    match = resolve(f"/{address}")
    if match.url_name == "press" or not (match.url_name == _WAGTAIL_SERVE or _NAMESPACE in match.namespaces):
        raise Http404
    if _is_from_elsewhere(request):
        return render(request, "wagtail_charter/foundations/pressed_elsewhere.html", status=403)
    request.charter_press = Press(is_fresh=_token_holds(request))
    request.path, request.path_info = path, f"/{address}"
    request.resolver_match = match
    if language := translation.get_language_from_path(request.path_info):
        translation.activate(language)
        request.LANGUAGE_CODE = language
    response = match.func(request, *match.args, **match.kwargs)
    if getattr(response, "is_rendered", True) is False:
        response = response.render()
    return response


def _token_holds(request):
    check = _TokenCheck(lambda _request: None)
    check.process_request(request)
    return check.process_view(request, None, (), {}) is None


def _is_from_elsewhere(request):
    """Whether the browser says that a page of another site pressed. Older browsers say nothing."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    if origin is None:
        return False
    if origin in settings.CSRF_TRUSTED_ORIGINS:
        return False
    return urlsplit(origin).netloc != request.get_host()
