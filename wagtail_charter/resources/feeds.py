"""The RSS feed of the library, a route below its list."""

from django.contrib.syndication.views import Feed

from wagtail_charter.foundations.routes import page_view
from wagtail_charter.resources.pages import ResourceIndexMixin

FEED_LENGTH = 30


class ResourceFeed(Feed):
    """The resources of a library, the newest first."""

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

    def items(self, request):
        rows = self.page.resource_pages().defer_streamfields()
        return rows.order_by("-first_published_at", "-pk")[:FEED_LENGTH]

    def item_title(self, resource):
        return resource.title

    def item_description(self, resource):
        return resource.summary

    def item_link(self, resource):
        return resource.full_url

    def item_guid(self, resource):
        return f"urn:uuid:{resource.translation_key}:{self.page.locale.language_code}"

    def item_categories(self, resource):
        return resource.topic_list

    def item_pubdate(self, resource):
        return resource.first_published_at

    def item_updateddate(self, resource):
        return resource.last_published_at


@page_view(ResourceIndexMixin, "feed/", name="feed")
def feed(page, request):
    """The RSS feed of a library."""
    return ResourceFeed(page)(request)
