"""What answers below a register page: the open data, and the check of a reference."""

import re

from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from wagtail.models import Page

from wagtail_charter.awards import exports, rules
from wagtail_charter.awards.models import Award
from wagtail_charter.awards.pages import RegisterList, RegisterPage
from wagtail_charter.awards.querysets import reading_of
from wagtail_charter.foundations.routes import page_view

#: No reference is longer; what is typed beyond it is left out.
_REFERENCE_LENGTH = 40


@page_view(RegisterPage, "csv/", name="csv")
def register_csv(page, request):
    """The register as csv, as filtered."""
    return exports.register_csv(RegisterList(request.GET).filters, licence_url=page.licence_url)


@page_view(RegisterPage, "json/", name="json")
def register_json(page, request):
    """The register as json, as filtered."""
    about = {
        "title": page.title,
        "source": page.get_full_url(request),
        "licence": page.licence_name,
        "licence_url": page.licence_url,
        "made_on": timezone.localdate().isoformat(),
    }
    return exports.register_json(RegisterList(request.GET).filters, about=about)


@page_view(RegisterPage, "verify/", name="verify")
def verify(page, request):
    """Ask for a reference; with one in the address (a form sent it), go to its answer."""
    typed = request.GET.get("reference", "").replace("\x00", "").strip()[:_REFERENCE_LENGTH]
    reference = re.sub(r"[^A-Z0-9]+", "-", typed.upper()).strip("-")
    if reference:
        return HttpResponseRedirect(page.route_url("reference", reference, request=request))
    return _answer(page, request, is_empty="reference" in request.GET, typed=typed)


@page_view(RegisterPage, "verify/<str:reference>/", name="reference")
def verify_reference(page, request, reference):
    """Say what is known about one reference. An unknown one is an answer too (200): nothing is missing here."""
    reading = reading_of(reference[:_REFERENCE_LENGTH])
    try:
        found = Award.objects.of_this_scheme().to_verify().get(reference_key=reading)
    except Award.DoesNotExist:
        found = None
    return _answer(page, request, award=found, is_asked=True, typed=reference[:_REFERENCE_LENGTH])


def _answer(page, request, *, award=None, **facts):
    """The page of the check. An award that is not listed answers with its level, status and dates only."""
    context = Page.get_context(page, request)
    context |= {
        "award": award,
        "is_past": award is not None and rules.is_past(award, on=timezone.localdate()),
        "register_url": page.get_url(request),
        "verify_url": page.route_url("verify", request=request),
        **facts,
    }
    context |= _places(page, request, award)
    return TemplateResponse(request, "wagtail_charter/awards/verify.html", context)


def _places(page, request, award):
    """The award whose place ``award`` takes, and the one that took its place, as far as its page may name them."""
    found = {name: getattr(award, name, None) for name in ("replaces", "replaced_by")} if award else {}
    named = {name: other for name, other in found.items() if rules.may_name(award, other)}
    urls = {
        f"{name}_url": page.route_url("reference", other.reference, request=request)
        for name, other in named.items()
    }
    return {**named, **urls, "is_replaced": found.get("replaced_by") is not None}
