"""The example site's addresses, and the elements and the inbox that are otherwise there for builders only."""

from django.urls import include, path

from example_site.home import urls as home_urls
from example_site.inbox import urls as inbox_urls
from example_site.urls import urlpatterns as site_urlpatterns

urlpatterns = [
    path("elements/", include(home_urls)),
    path("inbox/", include(inbox_urls)),
    *site_urlpatterns,
]
