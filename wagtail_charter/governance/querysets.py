"""Questions to the holds and to the log of what was let go."""

from django.db import models


class HoldQuerySet(models.QuerySet):
    """Legal holds."""

    def in_force(self):
        """Holds that nobody has released."""
        return self.filter(released_at__isnull=True)


class RetentionRunQuerySet(models.QuerySet):
    """Lines of the log, in the order in which they were written."""

    def update(self, **kwargs):
        """Refused: lines are only ever added."""
        raise TypeError("A line of the retention log cannot be changed.")

    def delete(self):
        """Refused: lines are only ever added."""
        raise TypeError("A line of the retention log cannot be deleted.")
