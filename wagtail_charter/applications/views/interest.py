"""The form "Is your organisation looking to apply?": asked, checked, sent.

The first press, from wherever the form stands, acts on nothing: it opens this page with what was typed, with errors or
to check. The second press sends, if its token holds.
"""

import re
import secrets

from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.http import urlencode
from django.utils.translation import get_language
from wagtail.models import Page, Site

from wagtail_charter.accounts.access import current_account, keep_private
from wagtail_charter.applications.forms import InterestForm
from wagtail_charter.applications.pages import ApplicationPage
from wagtail_charter.applications.services import TooManyMessages, express_interest
from wagtail_charter.events.services import SYSTEM
from wagtail_charter.foundations.networks import network_of
from wagtail_charter.foundations.press import is_fresh_press, press_url
from wagtail_charter.foundations.routes import page_view
from wagtail_charter.support.services import contact_for

_KEY = re.compile(r"[A-Za-z0-9_-]{20,64}")
_REFERENCE = re.compile(r"I-[0-9]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


@page_view(ApplicationPage, "interest/", name="interest")
def interest(page, request):
    """Ask; show once more; send. A page that does not offer the form still answers one that was pressed elsewhere."""
    if request.method != "POST":
        if not page.offers_interest:
            raise Http404
        return _ask(page, request, InterestForm(page))
    form = InterestForm(page, request.POST)
    if not form.is_valid() or "change" in request.POST:
        return keep_private(_ask(page, request, form))
    key = request.POST.get("press_key", "")
    if "confirmed" not in request.POST or not _KEY.fullmatch(key):
        return keep_private(_check(page, request, form, key=secrets.token_urlsafe(32)))
    if not is_fresh_press(request):
        return keep_private(_check(page, request, form, key=key, is_stale=True))
    try:
        sent = _send(page, request, form, key)
    except TooManyMessages:
        return keep_private(_check(page, request, form, key=key, is_too_many=True))
    query = urlencode({"reference": sent.reference})
    return keep_private(HttpResponseRedirect(f"{page.route_url('interest_thanks', request=request)}?{query}"))


@page_view(ApplicationPage, "interest/thanks/", name="interest_thanks")
def interest_thanks(page, request):
    """Say that the message came and what happens next; it can be opened again at any time."""
    asked = request.GET.get("reference", "")
    context = (
        Page.get_context(page, request)
        | page.round_context(request)
        | {
            "reference": asked if _REFERENCE.fullmatch(asked) else "",
            "contact": _contact(page, request),
        }
    )
    return TemplateResponse(request, "wagtail_charter/applications/interest_thanks.html", context)


def _ask(page, request, form):
    context = (
        Page.get_context(page, request)
        | page.round_context(request)
        | {"form": form, "press_url": _press_url(page, request)}
    )
    return TemplateResponse(request, "wagtail_charter/applications/interest.html", context)


def _check(page, request, form, *, key, is_stale=False, is_too_many=False):
    context = (
        Page.get_context(page, request)
        | page.round_context(request)
        | {
            "form": form,
            "press_key": key,
            "press_url": _press_url(page, request),
            "is_stale": is_stale,
            "is_too_many": is_too_many,
            "contact": _contact(page, request),
        }
    )
    return TemplateResponse(request, "wagtail_charter/applications/interest_check.html", context)


def _send(page, request, form, key):
    return express_interest(
        press_key=key,
        page=page.page_ptr,
        site=Site.find_for_request(request),
        language=get_language() or "",
        network=network_of(request),
        contact=_contact(page, request),
        by=current_account(request) or SYSTEM,
        **form.facts,
    )


def _press_url(page, request):
    return press_url(page.route_url("interest", request=request))


def _contact(page, request):
    return contact_for(page=page, site=Site.find_for_request(request), request=request)
