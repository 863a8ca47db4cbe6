"""What every page type of the app does alike."""

from django.db import models

from wagtail_charter.conf import conf


class CharterPageMixin(models.Model):
    """A page type that editors can add only where the profile switches its room on.

    Put it first among the bases of each concrete page type. Pages that exist stay, whatever the profile says.
    """

    class Meta:
        abstract = True

    @classmethod
    def charter_room(cls):
        """The name of the room that the page type stands in, for example ``"showcase"``."""
        own = next(base for base in cls.__mro__ if base.__module__.startswith("wagtail_charter."))
        return own.__module__.split(".")[1]

    @classmethod
    def can_create_at(cls, parent):
        return conf.is_room_on(cls.charter_room()) and super().can_create_at(parent)
