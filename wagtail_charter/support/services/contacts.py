"""Finding the person to turn to."""

from wagtail.models import Site

from wagtail_charter.framework.models import CharterSettings
from wagtail_charter.support.models import Contact


def contact_for(*, case=None, page=None, site=None, request=None):
    """The named contact: that of the case, else of its round, else of the page, else of the site.

    ``case``: an application, with its round at hand. ``page``: a page; its own contact, then that of its round, if it
    has such fields. ``request`` (optional) keeps the site's answer for the rest of the request. At most one query,
    and those who cover come with it. Returns a ``Contact`` or ``None``.
    """
    for thing in (case, getattr(case, "round", None), page, getattr(page, "round", None)):
        if (named := _named_by(thing)) is not None:
            return named
    if request is not None:
        return CharterSettings.for_request(request).contact if site else None
    site = site or (page.get_site() if page is not None else None)
    return CharterSettings.for_site(site).contact if site else None


def safeguarding_contact_for(site):
    """Who hears when somebody on ``site`` is worried about a person: its safeguarding contact, else its contact.

    Returns a ``Contact`` or ``None``.
    """
    if site is None:
        return None
    settings = CharterSettings.for_site(site)
    return _named_by(settings, "safeguarding_contact") or settings.contact


def _named_by(thing, name="contact"):
    """The contact in the field ``name`` of ``thing``, fetched together with those who cover, or ``None``."""
    if thing is None:
        return None
    pk = getattr(thing, f"{name}_id", None)
    if pk and not thing._meta.get_field(name).is_cached(thing):
        setattr(thing, name, Contact.objects.with_cover().filter(pk=pk).first())
    return getattr(thing, name, None)


def sites_without_contact(using="default"):
    """The sites whose charter settings name nobody, by hostname."""
    return _sites_without("contact", using)


def sites_without_safeguarding_contact(using="default"):
    """The sites whose charter settings name nobody to hear of a worry, by hostname."""
    return _sites_without("safeguarding_contact", using)


def _sites_without(name, using):
    named = CharterSettings._base_manager.using(using).filter(**{f"{name}__isnull": False}).values("site")
    return Site.objects.using(using).exclude(pk__in=named).order_by("hostname", "port")
