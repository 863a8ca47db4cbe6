"""Tags and filters for the elements: the host's base template, forms, dates in words, data for search engines."""

import datetime
import json
from copy import copy
from dataclasses import dataclass
from urllib.parse import urlsplit

from django import template
from django.template.loader_tags import BLOCK_CONTEXT_KEY, ExtendsNode
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from wagtail.models import Site

from wagtail_charter.conf import conf
from wagtail_charter.foundations.forms import error_title as title_with_error

register = template.Library()


class ExtendsHostBaseNode(ExtendsNode):
    """``{% extends %}`` of the template that ``conf.BASE_TEMPLATE`` names when the page is rendered."""

    must_be_first = False  # {% load %} has to stand before it

    def __init__(self, nodelist):
        super().__init__(nodelist, parent_name=None)

    def __repr__(self):
        return "<ExtendsHostBaseNode>"

    def get_parent(self, context):
        return self.find_template(conf.BASE_TEMPLATE, context)

    def render(self, context):
        # Django takes a template that starts with {% load %} for the root and has added its blocks already;
        # adding them twice would show {{ block.super }} twice.
        held = context.render_context.get(BLOCK_CONTEXT_KEY)
        known = held and all(block in held.blocks[name] for name, block in self.blocks.items())
        if not known:
            return super().render(context)
        bare = copy(self)
        bare.blocks = {}
        return ExtendsNode.render(bare, context)


@register.tag
def extends_host_base(parser, token):
    """Extend the host's base template (setting ``BASE_TEMPLATE``); stands right after ``{% load %}``."""
    return ExtendsHostBaseNode(parser.parse())


_SHEETS = (("charter.css", "all"), ("charter-parts.css", "all"), ("charter-print.css", "print"))


@register.simple_tag
def charter_stylesheet():
    """Links to the app's own stylesheets with ``STYLES="plain"``; nothing otherwise: the host chooses then."""
    if conf.STYLES != "plain":
        return ""
    sheets = ((static(f"wagtail_charter/{name}"), media) for name, media in _SHEETS)
    return format_html_join("", '<link rel="stylesheet" href="{}" media="{}">', sheets)


@register.inclusion_tag("wagtail_charter/elements/form_tag.html", takes_context=True)
def charter_form(context, form, *, submit_text="", action="", method="post", csrf=True, cancel_url=""):
    """A whole ``<form>``: fields, token and button.

    ``csrf=False`` leaves the token (and its cookie) out, for forms on pages that caches may keep; a ``get`` form has
    none. Put ``elements/error_summary.html`` above the page's heading.
    """
    return {
        "form": form,
        "submit_text": submit_text or _("Continue"),
        "action": action,
        "method": method,
        "token": context.get("csrf_token") if csrf and method == "post" else None,
        "cancel_url": cancel_url,
    }


@register.inclusion_tag("wagtail_charter/elements/field.html")
def charter_field(field, *, label_size="", as_heading=False):
    """One field of a ``CharterForm``; ``as_heading=True`` makes its label the page's heading."""
    return {"field": field, "label_size": label_size, "as_heading": as_heading}


@register.filter
def error_title(title, form):
    """``title`` with "Error: " before it if ``form`` (may be empty) has errors: ``{{ title|error_title:form }}``."""
    return title_with_error(title, form or None)


def _local(value):
    is_aware = isinstance(value, datetime.datetime) and timezone.is_aware(value)
    return timezone.localtime(value) if is_aware else value


@register.filter
def nhs_date(value):
    """A date in words: "12 March 2026"; empty for nothing."""
    return date_format(_local(value), "j F Y") if value else ""


@register.filter
def nhs_month(value):
    """A month in words: "March 2026"; empty for nothing."""
    return date_format(_local(value), "F Y") if value else ""


@register.filter
def nhs_weekday(value):
    """A date with its weekday: "Thursday 12 March 2026"; empty for nothing."""
    return date_format(_local(value), "l j F Y") if value else ""


@register.filter
def nhs_time(value):
    """A time of day: "5pm", "5:30pm", "midday", "midnight"; empty for nothing."""
    if value is None or value == "":
        return ""
    at = _local(value)
    if at.minute == 0 and at.hour in (0, 12):
        return _("midday") if at.hour else _("midnight")
    clock = str(at.hour % 12 or 12) if at.minute == 0 else f"{at.hour % 12 or 12}:{at.minute:02}"
    return _("%(clock)sam") % {"clock": clock} if at.hour < 12 else _("%(clock)spm") % {"clock": clock}


@register.filter
def nhs_datetime(value):
    """A moment: "12 March 2026 at 5pm"; empty for nothing."""
    if not value:
        return ""
    return _("%(date)s at %(time)s") % {"date": nhs_date(value), "time": nhs_time(value)}


@register.simple_tag
def nhs_date_range(first, last=None):
    """From the day ``first`` to ``last``: "12 to 14 March 2026", or one date if they are the same day."""
    if not first or not last:
        return nhs_date(first or last)
    start, end = _local(first), _local(last)
    if (start.year, start.month, start.day) == (end.year, end.month, end.day):
        return nhs_date(start)
    short = "j" if (start.year, start.month) == (end.year, end.month) else "j F"
    form = short if start.year == end.year else "j F Y"
    return _("%(first)s to %(last)s") % {"first": date_format(start, form), "last": nhs_date(end)}


@register.simple_tag
def nhs_time_range(start, end=None):
    """From ``start`` to ``end``: "10am to 4:30pm"."""
    if not end:
        return nhs_time(start)
    return _("%(start)s to %(end)s") % {"start": nhs_time(start), "end": nhs_time(end)}


#: As ``django.utils.html.json_script``, so that no text in the data can end the script or open another.
_JSON_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag
def json_ld(data):
    """``data`` (a dict) as a schema.org block for search engines; text in it cannot break out of the element."""
    if not data:
        return ""
    text = json.dumps(data, ensure_ascii=False, default=str).translate(_JSON_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 -- escaped above


@dataclass(frozen=True)
class Search:
    """A text box of a filter panel."""

    name: str
    label: str
    value: str


@register.simple_tag
def filter_searches(filters):
    """The text boxes of a ``ListFilterSet``: its filters that are no facets."""
    facets = set(filters.facet_names)
    return [
        Search(name, declared.label, filters.data.get(name, ""))
        for name, declared in filters.filters.items()
        if name not in facets
    ]


@register.filter
def has_choice(facet):
    """Whether a value of ``facet`` is chosen (its part of the panel is open then)."""
    return any(option.is_chosen for option in facet.options)


@dataclass(frozen=True)
class Crumb:
    """One step of the way back up."""

    title: str
    href: str


@register.simple_tag(takes_context=True)
def breadcrumb_pages(context, page):
    """The pages above what is shown, from the site's front page down, as ``Crumb`` objects; one query at the most.

    At an address below the page's own (a route) the page itself is the last of them.
    """
    if not page or not getattr(page, "pk", None):
        return []
    request = context.get("request")
    path = request.path if request else ""
    # Kept on the page object, which lives as long as the request: host, page and search engines ask for the same.
    held = page.__dict__.setdefault("_charter_crumbs", {})
    if path not in held:
        held[path] = _crumbs(page, request, path)
    return held[path]


def _crumbs(page, request, path):
    above = [each for each in _ancestors(page, request) if each.get_url(request)]
    own = urlsplit(page.get_url(request) or "").path
    if own and path != own and path.startswith(own):
        above.append(page)
    return [Crumb(each.title, each.get_url(request)) for each in above]


def _ancestors(page, request):
    """The live pages above ``page``; no query where Wagtail found the page by its address: it keeps the way there."""
    site = Site.find_for_request(request) if request else None
    root = site and site.root_page
    if root and page.depth == root.depth + 1 and page.path.startswith(root.path):
        return [root]
    way = list(_way_down_to(page))
    if root and way and way[0].translation_key == root.translation_key:
        return [each for each in way if each.live]
    return page.get_ancestors().live().specific(defer=True)


def _way_down_to(page):
    """The pages above ``page`` that it was reached through, from the top down; empty if nobody went that way."""
    above = getattr(page, "_cached_parent_obj", None)
    if above is not None:
        yield from _way_down_to(above)
        yield above


#: One size for all cards, so that a list can fetch its pictures ahead: ``prefetch_renditions(CARD_PICTURE)``.
CARD_PICTURE = "fill-640x360|format-webp"


@register.simple_tag
def card_picture(picture):
    """The picture of a card: a Wagtail image (shown without words, the title says it), or markup as it stands."""
    if not hasattr(picture, "get_rendition"):
        return picture
    rendition = picture.get_rendition(CARD_PICTURE)
    return format_html(
        '<img class="nhsuk-card__img" src="{}" width="{}" height="{}" alt="" loading="lazy">',
        rendition.url,
        rendition.width,
        rendition.height,
    )
