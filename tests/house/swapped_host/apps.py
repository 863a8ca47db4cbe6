"""The app of the host's own document."""

from django.apps import AppConfig


class SwappedHostConfig(AppConfig):
    """A host's app with integer keys."""

    name = "tests.house.swapped_host"
    label = "swapped_host"
    default_auto_field = "django.db.models.AutoField"
