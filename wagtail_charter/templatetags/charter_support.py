"""The named contact, in the same place on every page, and the way to tell of a worry."""

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from wagtail.models import Site

from wagtail_charter.support.services import contact_for

register = template.Library()


@register.inclusion_tag("wagtail_charter/elements/contact.html", takes_context=True)
def charter_contact(context, contact=None, *, block_id=""):
    """Somebody to turn to: ``contact`` if given, else that of the case, its round, the page or the site.

    The case is the ``application`` of the context. ``block_id``: the id of the block. At most one query.
    """
    if not contact:
        request = context.get("request")
        site = Site.find_for_request(request) if request else None
        case = context.get("application") or None
        contact = contact_for(case=case, page=context.get("page"), site=site, request=request)
    return {"contact": contact, "block_id": block_id}


@register.inclusion_tag("wagtail_charter/elements/concern_link.html", takes_context=True)
def charter_concern_link(context, about=""):
    """One calm line beside free text: "I am worried about someone".

    ``about``: what it is about, for example a reference (default: the address of the page).
    """
    request = context.get("request")
    about = about or (request.path if request else "")
    try:
        href = reverse("charter:concern")
    except NoReverseMatch:  # the profile has no letters, so nobody would hear of it
        return {"href": ""}
    return {"href": f"{href}?{urlencode({'about': about})}" if about else href}
