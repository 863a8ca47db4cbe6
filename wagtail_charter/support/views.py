"""I am worried about someone: a page for everybody, with or without an account."""

import re

from django.shortcuts import redirect, render
from django.urls import reverse
from wagtail.models import Site

from wagtail_charter.accounts.access import keep_private
from wagtail_charter.foundations.networks import network_of
from wagtail_charter.foundations.press import is_fresh_press, press_url
from wagtail_charter.support.forms import ConcernForm
from wagtail_charter.support.services import TooManyConcerns, report_concern, safeguarding_contact_for

#: References of applications, awards and enquiries, as they stand in addresses.
_REFERENCE = re.compile(r"\b[A-Z]{1,8}(?:-\d{4})?-[0-9A-Z]{4}-[0-9A-Z]{4}\b")


def concern(request):
    """What to do now if somebody is in danger, and a short form that reaches the safeguarding contact.

    ``?about=`` names the page or the reference that the worry is about; it is kept as text and never followed.
    """
    form = ConcernForm(request.POST or None, initial={"about": request.GET.get("about", "")[:500]})
    site = Site.find_for_request(request)
    is_full = False
    if is_fresh_press(request) and form.is_valid():
        try:
            _report(form.cleaned_data, site=site, network=network_of(request))
        except TooManyConcerns:
            is_full = True
        else:
            return keep_private(redirect("charter:concern_thanks"))
    context = {
        "form": form,
        "is_full": is_full,
        "is_stale": form.is_bound and form.is_valid() and not is_full,
        "press_address": press_url(reverse("charter:concern")),
        "safeguarding_contact": safeguarding_contact_for(site),
    }
    return keep_private(render(request, "wagtail_charter/support/concern.html", context))


def _report(told, *, site, network):
    about = told["about"]
    named = _REFERENCE.search(about)
    return report_concern(
        told["words"],
        site=site,
        page_address=about if about.startswith("/") else "",
        about_reference=named.group(0) if named else ("" if about.startswith("/") else about[:40]),
        reply_name=told["reply_name"],
        reply_to=told["reply_to"],
        network=network,
    )


def concern_thanks(request):
    """That it arrived, and what happens next."""
    contact = safeguarding_contact_for(Site.find_for_request(request))
    return keep_private(
        render(request, "wagtail_charter/support/concern_thanks.html", {"safeguarding_contact": contact})
    )
