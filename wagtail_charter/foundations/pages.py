"""What every page type of the app does alike, and which pages a list or a block may tell of."""

from urllib.parse import quote

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import PageViewRestriction, Site

from wagtail_charter.conf import conf


class CharterPageMixin(models.Model):
    """A page type that editors can add only where the profile switches its room on.

    Put it first among the bases of each concrete page type. Pages that exist stay, whatever the profile says.
    """

    class Meta:
        abstract = True

    @classmethod
    def charter_room(cls):
        """The name of the room that the page type stands in, for example ``"showcase"``."""
        own = next(base for base in cls.__mro__ if base.__module__.startswith("wagtail_charter."))
        return own.__module__.split(".")[1]

    @classmethod
    def can_create_at(cls, parent):
        return conf.is_room_on(cls.charter_room()) and super().can_create_at(parent)


def open_below(rows, page):
    """The live pages of ``rows`` below ``page`` that everybody may read who may read ``page`` itself.

    A restriction on ``page`` or above it has let the visitor pass already; those further down still hide.
    """
    hidden = PageViewRestriction.objects.filter(page__path__startswith=page.path, page__depth__gt=page.depth)
    rows = rows.live().descendant_of(page)
    for path in hidden.values_list("page__path", flat=True):
        rows = rows.exclude(path__startswith=path)
    return rows


#: What Wagtail keeps for editors; no list of the public site shows it.
_KEPT_FOR_EDITORS = (
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "live_revision",
    "go_live_at",
    "expire_at",
    "expired",
    "locked",
    "locked_at",
    "locked_by",
    "owner",
    "alias_of",
)


def for_lists(rows):
    """The pages of ``rows`` without their long texts and without what is kept for editors: many at little cost."""
    return rows.defer_streamfields().defer(*_KEPT_FOR_EDITORS)


def address_below(top, address, page):
    """The address of ``page``, which stands below the page ``top``; ``address``: that of ``top``, or ``None``.

    Put together as Wagtail does it, without looking for the site of each page again. Empty where that cannot be done
    (no address, or addresses that end without a slash): ask the page itself then.
    """
    if not address or not address.endswith("/") or not page.url_path.startswith(top.url_path):
        return ""
    return address + quote(page.url_path[len(top.url_path) :], safe="/~")


def open_on_site(rows, site):
    """The live pages of ``rows`` that everybody may read on ``site``, in the visitor's language.

    Where the site's front page is not translated into that language, its own language is taken. Pages of another
    site whose front page lies inside this one's tree are left out.
    """
    return _open_in_tree(rows, _front_page(site))


def first_on_site(rows, site):
    """The first page of ``open_on_site``, else the first in the site's own language, or ``None``."""
    found = open_on_site(rows, site).order_by("path").first()
    if found is None and _front_page(site) != site.root_page:
        found = _open_in_tree(rows, site.root_page).order_by("path").first()
    return found


def _front_page(site):
    """The front page of ``site`` in the visitor's language; asked only if it is known to have one."""
    language = get_supported_content_language_variant(get_language() or settings.LANGUAGE_CODE)
    known = {
        each.language_code: each.root_path for each in Site.get_site_root_paths() if each.site_id == site.pk
    }
    root = site.root_page
    return root if known.get(language, root.url_path) == root.url_path else root.localized


def _open_in_tree(rows, root):
    rows = rows.live().public().descendant_of(root, inclusive=True)
    others = {each.root_path for each in Site.get_site_root_paths()} - {root.url_path}
    for url_path in sorted(path for path in others if path.startswith(root.url_path)):
        rows = rows.exclude(url_path__startswith=url_path)
    return rows
