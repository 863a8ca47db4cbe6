"""Questions to organisations and services."""

from django.db import models


class OrganisationQuerySet(models.QuerySet):
    """Legal bodies."""

    def in_use(self):
        """Organisations that were not merged into another."""
        return self.filter(merged_into__isnull=True)


class ServiceQuerySet(models.QuerySet):
    """Services."""

    def for_organisation(self, organisation):
        """The services that ``organisation`` provides."""
        return self.filter(provider=organisation)

    def described(self):
        """Services with all that their ``__str__`` and listings read."""
        return self.select_related("provider", "setting", "region")
