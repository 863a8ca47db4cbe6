"""The people who sign in to the example site's admin."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "example_site.people"
    label = "people"
    default_auto_field = "django.db.models.AutoField"
