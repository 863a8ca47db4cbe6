"""Tags that lead from any template to the charter."""

from django import template
from wagtail.models import Site

from wagtail_charter.framework.models import CharterSettings, Theme
from wagtail_charter.framework.pages import FrameworkMixin, FrameworkPage

register = template.Library()


@register.simple_tag(takes_context=True)
def statement_url(context, statement, edition=None):
    """The permanent address of ``statement``; empty if it is a draft or the site has no charter page.

    Give ``edition`` if it is at hand, to save a query.
    """
    edition = edition or statement.edition
    page = _charter_page(context)
    if not page or not edition.is_public:
        return ""
    return page.statement_url(statement, version=edition.version, request=context.get("request"))


@register.simple_tag(takes_context=True)
def edition_url(context, edition):
    """The permanent address of ``edition``; empty if it is a draft or the site has no charter page."""
    page = _charter_page(context)
    if not page or not edition.is_public:
        return ""
    return page.edition_url(edition, request=context.get("request"))


@register.simple_tag(takes_context=True)
def public_themes(context, themes=()):
    """Themes to show to visitors, with their statements: those of ``themes``, or all of the edition in use."""
    shown = Theme.objects.select_related("edition").prefetch_related("statements")
    keys = [theme.pk for theme in themes or () if theme]
    if keys:
        return [theme for theme in shown.filter(pk__in=keys) if theme.edition.is_public]
    site = _site(context)
    edition = CharterSettings.for_site(site).edition if site else None
    return list(shown.filter(edition=edition)) if edition and edition.is_public else []


def _charter_page(context):
    """The charter page that is being shown, or else the site's own; looked up once for each rendering."""
    page = context.get("page")
    if isinstance(page, FrameworkMixin):
        return page
    held = context.render_context.setdefault("charter_page", [])
    if not held:
        held.append(FrameworkPage.for_site(_site(context)))
    return held[0]


def _site(context):
    request = context.get("request")
    return Site.find_for_request(request) if request else Site.objects.filter(is_default_site=True).first()
