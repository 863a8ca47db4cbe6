"""Addresses of the example site."""

from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from example_site.home import urls as home_urls
from example_site.inbox import urls as inbox_urls

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/", include("example_site.api")),
    path("sitemap.xml", sitemap),
    path("charter-scheme/", include("wagtail_charter.urls")),
    *([path("elements/", include(home_urls))] if settings.DEBUG else []),
    *([path("inbox/", include(inbox_urls))] if settings.DEBUG else []),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    path("", include(wagtail_urls)),
]
