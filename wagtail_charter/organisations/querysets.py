"""Questions to organisations and services."""

from django.db import models


class OrganisationQuerySet(models.QuerySet):
    """Legal bodies."""

    def in_use(self):
        """Organisations that were not merged into another."""
        return self.filter(merged_into__isnull=True)

    def matching(self, text):
        """Organisations whose name, short name or an identifier holds every word of ``text``.

        Plain ``LIKE`` on purpose: ranking by relevance scans the whole index for each row on SQLite.
        """
        found = self
        for word in text.split():
            known_as = self.model._base_manager.filter(identifiers__value__istartswith=word)
            found = found.filter(
                models.Q(name__icontains=word)
                | models.Q(short_name__icontains=word)
                | models.Q(pk__in=known_as.values("pk"))
            )
        return found

    def described(self):
        """Organisations with all that listings and exports read."""
        return self.select_related("region", "care_board", "merged_into").prefetch_related("identifiers")


class ServiceQuerySet(models.QuerySet):
    """Services."""

    def for_organisation(self, organisation):
        """The services that ``organisation`` provides."""
        return self.filter(provider=organisation)

    def described(self):
        """Services with all that their ``__str__`` and listings read."""
        return self.select_related("provider", "setting", "region")

    def matching(self, text):
        """Services whose name, area or provider's name holds every word of ``text``."""
        organisations = self.model._meta.get_field("provider").related_model._base_manager
        found = self
        for word in text.split():
            providers = organisations.filter(
                models.Q(name__icontains=word) | models.Q(short_name__icontains=word)
            )
            found = found.filter(
                models.Q(name__icontains=word)
                | models.Q(area__icontains=word)
                | models.Q(provider__in=providers.values("pk"))
            )
        return found
