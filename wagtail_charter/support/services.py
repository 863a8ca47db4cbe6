"""Finding the person to turn to."""

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Site

from wagtail_charter.framework.models import CharterSettings
from wagtail_charter.support.models import Contact

_CACHE_SECONDS = 60
_CONTACT_COLUMNS = [field.attname for field in Contact._meta.concrete_fields]


def contact_for(*, page=None, site=None, request=None):
    """The named contact of a page: its own (a field called ``contact``), else that of the site's charter settings.

    ``request`` (optional) keeps the site's answer for the rest of the request. Returns a ``Contact`` or ``None``.
    """
    own = getattr(page, "contact", None)
    if own is not None:
        return own
    if request is None:
        site = site or (page.get_site() if page is not None else None)
        return contact_of_site(site.pk) if site else None
    if not hasattr(request, "_charter_contact"):
        request._charter_contact = contact_of_site(site.pk) if site else None
    return request._charter_contact


def contact_of_site(site_id):
    """The named contact of the site's charter settings, or ``None``.

    Kept in the cache for a minute, because every page shows it; an edit shows at once where the cache is shared or in
    the same process, and within the minute elsewhere.
    """
    key = _contact_key(site_id)
    held = cache.get(key)
    if held is None:
        rows = Contact.objects.filter(pk__in=CharterSettings.objects.filter(site=site_id).values("contact"))
        held = list(rows.values_list(*_CONTACT_COLUMNS)[:1])
        cache.set(key, held, _CACHE_SECONDS)
    return Contact.from_db("default", _CONTACT_COLUMNS, held[0]) if held else None


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


def sites_without_contact(using="default"):
    """The sites whose charter settings name nobody, by hostname."""
    named = CharterSettings._base_manager.using(using).filter(contact__isnull=False).values("site")
    return Site.objects.using(using).exclude(pk__in=named).order_by("hostname", "port")
