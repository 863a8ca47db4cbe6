"""What the lists of pages do alike: an introduction, what they say to search engines, and their feed."""

from django.contrib.syndication.views import Feed
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.models import Page
from wagtail.search import index

from wagtail_charter.foundations.pages import address_below
from wagtail_charter.foundations.routes import CharterRoutesMixin

FEED_LENGTH = 30


class ListPageMixin(CharterRoutesMixin, models.Model):
    """A page that lists pages below it, with words above and below the list.

    Its template extends ``foundations/list_page.html``.
    """

    intro = models.TextField(_("introduction"), blank=True, help_text=_("One or two sentences."))
    more = models.TextField(_("below the list"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("more")]
    search_fields = [*Page.search_fields, index.SearchField("intro")]
    api_fields = [APIField("intro"), APIField("more")]

    class Meta:
        abstract = True

    def structured_data(self, pages, request=None):
        """The shown ``pages`` as a schema.org list; nothing if there are none."""
        own = self.get_full_url(request)
        urls = [address_below(self, own, page) or page.get_full_url(request) for page in pages]
        items = [{"@type": "ListItem", "position": n, "url": url} for n, url in enumerate(urls, 1) if url]
        if not items:
            return {}
        return {"@context": "https://schema.org", "@type": "ItemList", "itemListElement": items}


class PageFeed(Feed):
    """The pages of a list as RSS, the newest first. A room says which with ``items``, and more where it has more."""

    item_guid_is_permalink = False

    def __init__(self, page):
        self.page = page

    def get_object(self, request):
        return request

    def title(self, request):
        return self.page.title

    def description(self, request):
        return self.page.intro or self.page.search_description or self.page.title

    def link(self, request):
        return self.page.get_full_url(request)

    def feed_url(self, request):
        return self.page.get_full_url(request) + self.page.reverse_subpage("feed")

    @staticmethod
    def newest(pages):
        """The newest of ``pages``, as many as a feed has."""
        return pages.order_by("-first_published_at", "-pk")[:FEED_LENGTH]

    def item_title(self, page):
        return page.title

    def item_description(self, page):
        return page.summary

    def item_link(self, page):
        return page.full_url

    def item_guid(self, page):
        return f"urn:uuid:{page.translation_key}:{self.page.locale.language_code}"

    def item_pubdate(self, page):
        return page.first_published_at

    def item_updateddate(self, page):
        return page.last_published_at
