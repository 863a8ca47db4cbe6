"""Addresses of this room in the portal."""

from django.urls import path

from wagtail_charter.support.views import concern, concern_thanks

urlpatterns = [
    path("concern/", concern, name="concern"),
    path("concern/thanks/", concern_thanks, name="concern_thanks"),
]
