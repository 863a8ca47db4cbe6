"""The door through which forms of the portal are pressed.

A form posts to ``charter:press`` and the address of the page it belongs to. The door does what the host's middleware
would do, but never loses a word: it asks Django's own check whether the form's token holds, tells the page by
``press_of(request)``, and hands the request to the page through Wagtail's serve view, so that site, language and view
restrictions hold. The page acts on a *fresh* press only; on any other it shows the form again, with what was typed and
a new token. So a form can stand on a cached page without a cookie: its first press is never fresh and acts on nothing.

Source of the checks: Django's ``CsrfViewMiddleware``; Fetch Metadata (W3C), "resource isolation policy".
"""

from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from django.conf import settings
from django.conf.urls.i18n import is_language_prefix_patterns_used
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
    """Where a form of the page at ``address`` (a path as pages give it, with a query string if need be) is posted."""
    path, _mark, query = address.partition("?")
    door = reverse("charter:press", args=[unquote(path).removeprefix(get_script_prefix())])
    return f"{door}?{query}" if query else door


@csrf_exempt
def press(request, address):
    """Hand a pressed form to the page at ``address``; a GET leads to the page itself.

    Raises ``Http404`` for an address that is neither a Wagtail page nor one of the app's. A press from a page of
    another site is answered 403 in words.
    """
    path, path_info = f"{get_script_prefix()}{address}", f"/{address}"
    language = _language_of(request, path_info)
    with translation.override(language or translation.get_language()):
        match = resolve(path_info)
    if match.url_name == "press" or not (match.url_name == _WAGTAIL_SERVE or _NAMESPACE in match.namespaces):
        raise Http404
    if request.method != "POST":
        query = request.META.get("QUERY_STRING", "")
        return HttpResponseRedirect(f"{quote(path)}?{query}" if query else quote(path))
    if _is_from_elsewhere(request):
        return render(request, "wagtail_charter/foundations/pressed_elsewhere.html", status=403)
    request.charter_press = Press(is_fresh=_token_holds(request))
    request.path, request.path_info = path, path_info
    request.resolver_match = match
    if language:
        translation.activate(language)
        request.LANGUAGE_CODE = language
    return match.func(request, *match.args, **match.kwargs)


def _language_of(request, path_info):
    """The language that the path itself speaks, where the host's addresses begin with one; otherwise ``None``."""
    urlconf = getattr(request, "urlconf", settings.ROOT_URLCONF)
    begins_with_language, default_has_one = is_language_prefix_patterns_used(urlconf)
    if not begins_with_language:
        return None
    return translation.get_language_from_path(path_info) or (
        None if default_has_one else settings.LANGUAGE_CODE
    )


def _token_holds(request):
    check = _TokenCheck(lambda _request: None)
    check.process_request(request)
    return check.process_view(request, None, (), {}) is None


def _is_from_elsewhere(request):
    """Whether the browser says that a page of another site pressed. Older browsers say nothing."""
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
    if origin is not None and _TokenCheck(lambda _request: None)._origin_verified(request):
        return False
    if site is not None:
        return site not in ("same-origin", "none")
    return origin is not None and urlsplit(origin).netloc != request.get_host()
