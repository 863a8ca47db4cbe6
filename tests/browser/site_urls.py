"""The example site's addresses, and the page of elements that is otherwise there for builders only."""

from django.urls import include, path

from example_site.home import urls as home_urls
from example_site.urls import urlpatterns as site_urlpatterns

urlpatterns = [path("elements/", include(home_urls)), *site_urlpatterns]
