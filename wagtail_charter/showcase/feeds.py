"""The feed of a showcase, with the same filters as its list."""

from django.http import HttpResponse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _

from wagtail_charter.foundations.routes import page_view
from wagtail_charter.showcase.filters import ShowcaseFilterSet
from wagtail_charter.showcase.pages import ShowcaseIndexPage

FEED_LENGTH = 30


@page_view(ShowcaseIndexPage, "feed/", name="feed")
def feed(page, request):
    """The newest entries as RSS; filters in the query string narrow it as they narrow the list."""
    filters = ShowcaseFilterSet(request.GET, index=page, request=request)
    base = page.get_full_url(request)
    title = _("%(title)s: newest entries") % {"title": page.title}
    rss = Rss201rev2Feed(
        title=title,
        link=base,
        description=page.intro or title,
        language=page.locale.language_code,
        feed_url=f"{base}feed/",
    )
    for listing in filters.qs.newest().for_cards()[:FEED_LENGTH]:
        link = f"{base}{listing.slug}/"
        rss.add_item(
            title=listing.title,
            link=link,
            description=listing.summary,
            unique_id=link,
            pubdate=listing.published_at,
            updateddate=listing.changed_at,
            categories=[listing.level_sentence] if listing.level_sentence else [],
        )
    return HttpResponse(rss.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")
