"""The named contact: the same block in the same place on every page."""

from django import template
from wagtail.models import Site

from wagtail_charter.support.services import contact_for

register = template.Library()


@register.inclusion_tag("wagtail_charter/elements/contact.html", takes_context=True)
def charter_contact(context, contact=None):
    """Somebody to turn to: ``contact`` if given, else the page's own, else the site's. At most one query."""
    if contact is None:
        request, page = context.get("request"), context.get("page")
        site = Site.find_for_request(request) if request else None
        contact = contact_for(page=page, site=site, request=request)
    return {"contact": contact}
