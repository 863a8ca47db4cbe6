"""Addresses that only exist while the site is being built (DEBUG)."""

from django.urls import path

from example_site.home import views

app_name = "elements"

urlpatterns = [
    path("", views.show_elements, name="gallery"),
    path("not-found/", views.show_problem, {"template": "404.html"}, name="not-found"),
    path("problem/", views.show_problem, {"template": "500.html"}, name="problem"),
    path("unavailable/", views.show_problem, {"template": "503.html"}, name="unavailable"),
]
