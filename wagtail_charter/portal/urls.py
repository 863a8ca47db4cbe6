"""Addresses of the portal's front door."""

from django.urls import path

from wagtail_charter.portal.views import home

urlpatterns = [path("home/", home, name="home")]
