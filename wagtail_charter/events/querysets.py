"""Questions to the history."""

from django.contrib.contenttypes.models import ContentType
from django.db import models


class EventQuerySet(models.QuerySet):
    """Events, in the order in which they were recorded."""

    def about(self, thing):
        """The events of ``thing`` (any saved model instance)."""
        return self.filter(
            content_type=ContentType.objects.get_for_model(thing, for_concrete_model=False),
            object_id=str(thing.pk),
        )

    def last_about(self, thing):
        """The newest event of ``thing``, or ``None``."""
        return self.about(thing).order_by("-sequence").first()

    def update(self, **kwargs):
        """Refused: events are only ever added."""
        raise TypeError("Events cannot be changed. Record a new one.")

    def delete(self):
        """Refused: events are only ever added."""
        raise TypeError("Events cannot be deleted.")
