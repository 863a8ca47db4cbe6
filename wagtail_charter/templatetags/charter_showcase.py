"""Tags of the showcase: glossary, latest entries, cards."""

import hashlib
import json

from django import template
from django.core.cache import cache
from django.utils.safestring import mark_safe
from wagtail.models import Locale, Site

from wagtail_charter.foundations.abbreviations import Abbreviation, expand
from wagtail_charter.showcase.models import GlossaryTerm, ShowcaseListing
from wagtail_charter.showcase.pages import ShowcaseEntryPage

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
    terms = list(GlossaryTerm.objects.filter(locale=locale_id or Locale.get_default().pk))
    if not terms:
        return {"html": html, "used": []}
    facts = [[*term.spellings, term.full, term.meaning, term.is_spelled_out] for term in terms]
    digest = hashlib.sha256(json.dumps([html, facts]).encode()).hexdigest()
    key = f"wagtail_charter.glossary.{digest}"
    if (held := cache.get(key)) is None:
        result = expand(
            html,
            [
                Abbreviation(tuple(term.spellings), term.full, term.meaning, term.is_spelled_out)
                for term in terms
            ],
        )
        used = [
            {"abbreviation": one.spellings[0], "full": one.full, "meaning": one.meaning} for one in result.used
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
    pages = ShowcaseEntryPage.objects.live().public()
    if index:
        pages = pages.descendant_of(index)
    elif site := Site.find_for_request(request) if request else None:
        pages = pages.descendant_of(site.root_page).filter(locale=Locale.get_active())
    listings = ShowcaseListing.objects.filter(entry__in=pages.order_by().values("pk"))
    shown = listings.newest().for_cards().select_related("picture", "entry")[: max(1, min(int(number), 12))]
    return [{"listing": listing, "href": listing.entry.get_url(request)} for listing in shown]
