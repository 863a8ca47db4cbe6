"""Wagtail's APIs, as a host mounts them: v2 everywhere, v3 where Wagtail has it (8.0 and later)."""

from importlib.util import find_spec

from django.urls import path
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet

router = WagtailAPIRouter("wagtailapi")
router.register_endpoint("pages", PagesAPIViewSet)
router.register_endpoint("images", ImagesAPIViewSet)

urlpatterns = [path("v2/", router.urls)]

if find_spec("wagtail.api.v3"):
    from wagtail.api.v3.urls import api

    urlpatterns.append(path("v3/", api.urls))
