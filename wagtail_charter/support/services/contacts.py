"""Finding the person to turn to."""

import itertools

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Site

from wagtail_charter.framework.models import CharterSettings
from wagtail_charter.support.models import Contact

_CACHE_SECONDS = 60
#: The contact, who covers, and who covers for them: as far as ``with_cover`` fetches.
_COVER_DEPTH = 3
_COLUMNS = [field.attname for field in Contact._meta.concrete_fields]


def contact_for(*, case=None, page=None, site=None, request=None):
    """The named contact: that of the case, else of its round, else of the page, else of the site.

    ``case``: an application, with its round at hand. ``page``: a page; its own contact, then that of its round, if it
    has such fields. ``request`` (optional) keeps the site's answer for the rest of the request. At most one query,
    and those who cover come with it. Returns a ``Contact`` or ``None``.
    """
    for thing in (case, getattr(case, "round", None), page, getattr(page, "round", None)):
        if (named := _named_by(thing)) is not None:
            return named
    if request is None:
        site = site or (page.get_site() if page is not None else None)
        return contact_of_site(site.pk) if site else None
    if not hasattr(request, "_charter_contact"):
        request._charter_contact = contact_of_site(site.pk) if site else None
    return request._charter_contact


def contact_of_site(site_id):
    """The named contact of the site's charter settings, with those who cover, or ``None``.

    Kept in the cache for a minute, because every page shows it; an edit shows at once where the cache is shared or in
    the same process, and within the minute elsewhere.
    """
    key = _contact_key(site_id)
    held = cache.get(key)
    if held is None:
        chosen = CharterSettings.objects.filter(site=site_id).values("contact")
        person, held = Contact.objects.with_cover().filter(pk__in=chosen).first(), []
        while person is not None and len(held) < _COVER_DEPTH:
            held.append([getattr(person, name) for name in _COLUMNS])
            person = person.cover if len(held) < _COVER_DEPTH else None
        cache.set(key, held, _CACHE_SECONDS)
    return _from_rows(held)


def _from_rows(rows):
    """The contact of the first row; each is covered by the next."""
    people = [Contact.from_db("default", _COLUMNS, row) for row in rows]
    for person, cover in itertools.pairwise(people):
        person.cover = cover
    return people[0] if people else None


def connect():
    """Forget the kept contacts when a contact or a site's charter settings change. Once, at start."""
    for model in (Contact, CharterSettings):
        for name, signal in (("saved", post_save), ("deleted", post_delete)):
            uid = f"wagtail_charter.support.contact.{name}.{model._meta.label_lower}"
            signal.connect(_forget_contacts, sender=model, dispatch_uid=uid)


def _forget_contacts(**kwargs):
    """Now, for the rest of this transaction, and once more when others can read what it wrote."""
    keys = [_contact_key(pk) for pk in Site.objects.order_by("pk").values_list("pk", flat=True)]
    cache.delete_many(keys)
    transaction.on_commit(lambda: cache.delete_many(keys))


def _contact_key(site_id):
    return f"wagtail_charter.contact.{site_id}"


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
