"""The app's own addresses, which the host mounts once: ``path("charter/", include("wagtail_charter.urls"))``."""

from django.urls import path

from wagtail_charter.foundations.press import press

app_name = "charter"

urlpatterns = [
    path("press/<path:address>", press, name="press"),
]
