"""The Django app: one label, rooms inside."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

#: Modules in which a room announces something at start: permission policies, kinds of letter,
#: makers of secrets, routes below pages (``page_view``).
_ANNOUNCING_FLOORS = ("permissions", "notifications", "services", "views", "feeds")


class CharterConfig(AppConfig):
    """Wires system checks, permission policies and page routes when Django starts."""

    name = "wagtail_charter"
    label = "wagtail_charter"
    verbose_name = _("Charter")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from wagtail_charter import checks  # noqa: F401
        from wagtail_charter.applications import services as applications
        from wagtail_charter.conf import ROOMS_BY_PROFILE
        from wagtail_charter.letters import notifications as letters
        from wagtail_charter.showcase import services as showcase
        from wagtail_charter.support import services as support

        applications.connect()
        showcase.connect()
        support.connect()
        for room in sorted(ROOMS_BY_PROFILE["scheme"]):
            for floor in _ANNOUNCING_FLOORS:
                module = f"wagtail_charter.{room}.{floor}"
                if find_spec(module):
                    announced = import_module(module)
                    letters.register(*getattr(announced, "LETTERS", ()))
