"""Questions to awards."""

from django.db import models

from wagtail_charter.awards.states import HELD_STATES, LISTED_STATES


class AwardQuerySet(models.QuerySet):
    """Awards of this scheme and of others."""

    def of_this_scheme(self):
        """Awards that this scheme issued."""
        return self.filter(is_external=False)

    def external(self):
        """Awards of other schemes, typed by an officer."""
        return self.filter(is_external=True)

    def held(self):
        """Awards that a service holds today."""
        return self.filter(state__in=HELD_STATES)

    def on_register(self):
        """Awards of this scheme that the public register lists."""
        return self.of_this_scheme().filter(state__in=LISTED_STATES, is_listed=True)

    def for_display(self):
        """Awards that may be shown beside a service: listed ones of this scheme, and other schemes'."""
        return self.filter(state__in=LISTED_STATES).filter(
            models.Q(is_external=True) | models.Q(is_listed=True)
        )
