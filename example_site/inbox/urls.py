"""Addresses of the demo's inbox; mounted while DEBUG is on."""

from django.urls import path

from example_site.inbox import views

app_name = "inbox"

urlpatterns = [
    path("", views.show_list, name="list"),
    path("<slug:name>/", views.show_mail, name="mail"),
    path("<slug:name>/html/", views.show_html, name="html"),
]
