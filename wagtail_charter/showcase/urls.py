"""Addresses of the room's own views in the admin."""

from django.urls import path

from wagtail_charter.showcase.views import DocumentView

admin_urlpatterns = [
    path("charter/showcase/<int:pk>/document/", DocumentView.as_view(), name="charter_showcase_document"),
]
