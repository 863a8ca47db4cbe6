"""Tags about awards: the register of the site, and the address at which an award is checked."""

from django import template
from wagtail.models import Site

from wagtail_charter.awards.pages import RegisterPage
from wagtail_charter.foundations.pages import first_on_site

register = template.Library()


def _register_page(request):
    """The live, public register of the request's site, in the visitor's language if there is one; kept."""
    if not hasattr(request, "_charter_register_page"):
        site = Site.find_for_request(request)
        request._charter_register_page = first_on_site(RegisterPage.objects.all(), site) if site else None
    return request._charter_register_page


@register.simple_tag(takes_context=True)
def charter_register(context):
    """The register page of the site, or ``None``."""
    request = context.get("request")
    return _register_page(request) if request else None


@register.simple_tag(takes_context=True)
def award_address(context, award):
    """Where ``award`` can be checked, or an empty string: awards of other schemes have no such page."""
    request = context.get("request")
    page = _register_page(request) if request and award.reference else None
    return page.route_url("reference", award.reference, request=request) if page else ""
