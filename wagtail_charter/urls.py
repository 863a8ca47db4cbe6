"""The app's own addresses, which the host mounts once: ``path("charter/", include("wagtail_charter.urls"))``."""

app_name = "charter"

urlpatterns = []
