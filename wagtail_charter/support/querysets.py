"""Questions to contacts."""

from django.db import models


class ContactQuerySet(models.QuerySet):
    """Named contacts."""

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
