"""Whom a page sends people to."""

from wagtail.models import Site

from wagtail_charter.framework.models import CharterSettings


def contact_for(page, request):
    """The named contact of ``page``, or else that of the site's charter settings; ``None`` if neither names one."""
    if getattr(page, "contact_id", None):
        return page.contact
    held = (
        CharterSettings.objects.filter(site=Site.find_for_request(request)).select_related("contact").first()
    )
    return held.contact if held else None
