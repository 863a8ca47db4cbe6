"""The RSS feed of the library, a route below its list."""

from wagtail_charter.foundations.listings import PageFeed
from wagtail_charter.foundations.routes import page_view
from wagtail_charter.resources.pages import ResourceIndexMixin


class ResourceFeed(PageFeed):
    """The resources of a library, the newest first."""

    def items(self, request):
        return self.newest(self.page.resource_pages().defer_streamfields())

    def item_categories(self, resource):
        return resource.topic_list


@page_view(ResourceIndexMixin, "feed/", name="feed")
def feed(page, request):
    """The RSS feed of a library."""
    return ResourceFeed(page)(request)
