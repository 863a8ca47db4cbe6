"""Models of the test host, for what no room of ours shows by itself."""

from django.db import models


class GuardedRecord(models.Model):
    """A record of which some are secret and some are locked (shown by a ``ModelViewSet``)."""

    name = models.CharField(max_length=50)
    is_secret = models.BooleanField(default=False)
    is_locked = models.BooleanField(default=False)
    position = models.IntegerField(default=0)

    def __str__(self):
        return self.name


class GuardedSnippet(models.Model):
    """The same, shown by a ``SnippetViewSet``."""

    name = models.CharField(max_length=50)
    is_secret = models.BooleanField(default=False)
    is_locked = models.BooleanField(default=False)
    position = models.IntegerField(default=0)

    def __str__(self):
        return self.name
