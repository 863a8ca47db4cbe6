"""Tags of the showcase: glossary, latest entries, cards."""

import hashlib
import json

from django import template
from django.core.cache import cache
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from wagtail.models import Locale, Site

from wagtail_charter.foundations.abbreviations import Abbreviation, expand
from wagtail_charter.foundations.pages import open_on_site
from wagtail_charter.showcase.models import ShowcaseListing
from wagtail_charter.showcase.pages import ShowcaseEntryPage
from wagtail_charter.showcase.services import glossary_terms
from wagtail_charter.templatetags.charter_elements import Crumb, breadcrumb_pages

register = template.Library()

_DAY = 24 * 60 * 60


@register.tag
def glossary(parser, token):
    """``{% glossary page as used %}…{% endglossary %}``: abbreviations in what stands between are spelled out.

    ``used`` is a list of ``{abbreviation, full, meaning}`` of those that were met, for a list below the text.
    """
    _name, page, _as, target = token.split_contents()
    nodes = parser.parse(("endglossary",))
    parser.delete_first_token()
    return GlossaryNode(nodes, parser.compile_filter(page), target)


class GlossaryNode(template.Node):
    """See ``glossary``."""

    def __init__(self, nodelist, page, target):
        self.nodelist, self.page, self.target = nodelist, page, target

    def render(self, context):
        html = self.nodelist.render(context)
        page = self.page.resolve(context)
        found = _expanded(str(html), getattr(page, "locale_id", None))
        context[self.target] = found["used"]
        return mark_safe(found["html"])  # noqa: S308 -- rendered by templates, additions escaped


def _expanded(html, locale_id):
    """The expanded HTML and the terms used, from the cache where the same text met the same glossary before."""
    terms = glossary_terms(locale_id or Locale.get_default().pk)
    if not terms:
        return {"html": html, "used": []}
    digest = hashlib.sha256(json.dumps([html, terms]).encode()).hexdigest()
    key = f"wagtail_charter.glossary.{digest}"
    if (held := cache.get(key)) is None:
        result = expand(
            html,
            [Abbreviation(tuple(spellings), *facts) for spellings, *facts in terms],
        )
        used = [
            {"abbreviation": one.spellings[0], "full": one.full, "meaning": one.meaning}
            for one in result.used
        ]
        held = {"html": result.html, "used": used}
        cache.set(key, held, _DAY)
    return held


@register.simple_tag(takes_context=True)
def latest_entries(context, number=3, index=None):
    """The newest entries that everyone may see, of ``index`` or of the whole site, as cards (``Card`` facts).

    Entries below a page with a view restriction are left out, whoever asks.
    """
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    pages = ShowcaseEntryPage.objects.all()
    if index or not site:
        pages = pages.live().public()
        pages = pages.descendant_of(index) if index else pages
    else:
        pages = open_on_site(pages, site)
    listings = ShowcaseListing.objects.filter(entry__in=pages.order_by().values("pk"))
    shown = listings.newest().for_cards().select_related("entry")[: max(1, min(int(number), 12))]
    return [{"listing": listing, "href": listing.entry.get_url(request)} for listing in shown]


@register.simple_tag(takes_context=True)
def listing_data(context):
    """The list of an index as schema.org data: an ``ItemList`` and the way back up."""
    page, results = context["page"], context["results"]
    base = page.get_full_url(context.get("request"))
    if not base:
        return {}
    items = [
        {
            "@type": "ListItem",
            "position": results.start_index() + number,
            "url": f"{base}{listing.slug}/",
            "name": listing.title,
        }
        for number, listing in enumerate(results)
    ]
    total = results.paginator.count
    item_list = {"@type": "ItemList", "name": page.title, "numberOfItems": total, "itemListElement": items}
    return {"@context": "https://schema.org", "@graph": [item_list, _trail(context, page)]}


@register.simple_tag(takes_context=True)
def entry_data(context):
    """An entry as schema.org data: an ``Article`` about a service of an organisation, and the way back up."""
    page, service = context["page"], context.get("service")
    url = page.get_full_url(context.get("request"))
    if not url:
        return {}
    article = {
        "@type": "Article",
        "headline": page.title,
        "description": page.summary,
        "url": url,
        "inLanguage": get_language(),
        "datePublished": page.first_published_at and page.first_published_at.isoformat(),
        "dateModified": page.last_published_at and page.last_published_at.isoformat(),
    }
    if service:
        about = {
            "@type": "Service",
            "name": service.name,
            "serviceType": service.setting.name if service.setting else "",
            "areaServed": service.area,
            "provider": {"@type": "Organization", "name": service.provider.name},
            "award": [str(award.sentence) for award in page.awards],
        }
        article["about"] = _filled(about)
    return {"@context": "https://schema.org", "@graph": [_filled(article), _trail(context, page)]}


def _filled(data):
    return {name: value for name, value in data.items() if value}


def _trail(context, page):
    """The pages above ``page``, and itself, as a ``BreadcrumbList``."""
    request = context.get("request")
    crumbs = [*breadcrumb_pages(context, page), Crumb(page.title, page.get_url(request) or "")]
    root = request.build_absolute_uri("/")[:-1] if request else ""
    items = [
        {"@type": "ListItem", "position": number, "name": crumb.title, "item": root + crumb.href}
        for number, crumb in enumerate(crumbs, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
