"""What the trust's base template needs to know: menu, footer, languages."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.db.models import Q
from wagtail.models import Page, Site

register = template.Library()


@dataclass(frozen=True)
class MenuItem:
    """One link of the menu. ``current``: "page" on the page itself, "true" below it, else empty."""

    title: str
    href: str
    current: str


def _home(context):
    """The front page in the language of the page that is shown, or ``None``."""
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    if not site:
        return None
    page = context.get("page")
    locale = getattr(page, "locale", None)
    if locale and locale != site.root_page.locale:
        return site.root_page.get_translation_or_none(locale) or site.root_page
    return site.root_page


@register.simple_tag(takes_context=True)
def home_address(context):
    """The address of the front page."""
    home = _home(context)
    return home.get_url(context["request"]) if home else "/"


@register.simple_tag(takes_context=True)
def menu(context):
    """The pages of the main menu."""
    home = _home(context)
    if not home:
        return []
    request, page = context["request"], context.get("page")
    path = getattr(page, "path", "") or ""
    shown = home.get_children().live().public().in_menu().specific(defer=True)
    return [
        MenuItem(
            item.title,
            item.get_url(request),
            "page" if path == item.path else "true" if path.startswith(item.path) else "",
        )
        for item in shown
    ]


@register.simple_tag(takes_context=True)
def footer_links(context):
    """The pages that an editor put into the footer, then those that the law asks for."""
    home = _home(context)
    if not home:
        return []
    chosen = Q(contentpage__is_in_footer=True)
    asked_for = Q(privacypage__isnull=False) | Q(accessibilitystatementpage__isnull=False)
    pages = Page.objects.descendant_of(home).live().public().filter(chosen | asked_for).order_by("path")
    return [MenuItem(page.title, page.get_url(context["request"]), "") for page in pages]


@dataclass(frozen=True)
class Language:
    """A language in which the page can be read."""

    code: str
    name: str
    href: str
    is_current: bool


@register.simple_tag(takes_context=True)
def languages(context):
    """The languages of the page, its own first; empty if there is only one."""
    page = context.get("page")
    if not getattr(page, "pk", None):
        return []
    translations = list(page.get_translations().live().public().select_related("locale"))
    if not translations:
        return []
    return [
        Language(
            code=each.locale.language_code,
            name=each.locale.get_display_name(),
            href=each.get_url(context["request"]),
            is_current=each.pk == page.pk,
        )
        for each in (page, *translations)
    ]


@register.simple_tag
def site_name():
    """The name of the trust's team."""
    return settings.WAGTAIL_SITE_NAME


@register.simple_tag(takes_context=True)
def is_signed_in(context):
    """Whether the visitor brought a session; asked of the cookie, so that the session is left alone."""
    request = context.get("request")
    return bool(request and settings.SESSION_COOKIE_NAME in request.COOKIES)
