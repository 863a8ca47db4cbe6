"""Questions to contacts and concerns."""

from django.db import models

from wagtail_charter.support.states import ConcernState


class ContactQuerySet(models.QuerySet):
    """Named contacts."""

    def with_cover(self):
        """Contacts with those who cover for them, fetched along."""
        return self.select_related("cover__cover")

    def matching(self, text):
        """Contacts whose name, role or e-mail holds every word of ``text``."""
        found = self
        for word in text.split():
            found = found.filter(
                models.Q(name__icontains=word)
                | models.Q(role__icontains=word)
                | models.Q(email__icontains=word)
            )
        return found


class ConcernQuerySet(models.QuerySet):
    """Concerns."""

    def open(self):
        """Concerns that are not closed."""
        return self.exclude(state=ConcernState.CLOSED)

    def described(self):
        """Concerns with all that their lists read."""
        return self.select_related("site")
