"""Finding the person to turn to."""

from wagtail.models import Site

from wagtail_charter.framework.models import CharterSettings


def contact_for(*, page=None, site=None, request=None):
    """The named contact of a page: its own (a field called ``contact``), else that of the site's charter settings.

    ``request`` (optional) keeps the site's answer for the rest of the request. Returns a ``Contact`` or ``None``.
    """
    own = getattr(page, "contact", None)
    if own is not None:
        return own
    if request is not None:
        return CharterSettings.for_request(request).contact if site else None
    site = site or (page.get_site() if page is not None else None)
    return CharterSettings.for_site(site).contact if site else None


def sites_without_contact(using="default"):
    """The sites whose charter settings name nobody, by hostname."""
    named = CharterSettings._base_manager.using(using).filter(contact__isnull=False).values("site")
    return Site.objects.using(using).exclude(pk__in=named).order_by("hostname", "port")
