"""Questions to the outbox."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone


class LetterQuerySet(models.QuerySet):
    """Letters."""

    def waiting(self):
        """Letters that have yet to leave."""
        return self.filter(sent_at__isnull=True, given_up_at__isnull=True, dropped_at__isnull=True)

    def sent(self):
        """Letters that the mail server took."""
        return self.filter(sent_at__isnull=False)

    def given_up(self):
        """Letters that no attempt could deliver: somebody has to look."""
        return self.filter(given_up_at__isnull=False)

    def undelivered(self):
        """Letters that were given up, and whose recipient is still known."""
        return self.given_up().filter(cleared_at__isnull=True)

    def due(self, now=None):
        """Waiting letters whose time has come and which no other sender holds."""
        now = now or timezone.now()
        return (
            self.waiting()
            .filter(next_try_at__lte=now)
            .filter(models.Q(leased_until__isnull=True) | models.Q(leased_until__lt=now))
        )

    def about(self, thing):
        """The letters about ``thing`` (any saved model instance)."""
        return self.filter(
            about_type=ContentType.objects.get_for_model(thing, for_concrete_model=False),
            about_id=str(thing.pk),
        )
