"""Questions to organisations, services, and who belongs to them."""

from django.db import models

from wagtail_charter.organisations.states import ClaimState, MembershipStanding


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


class MembershipQuerySet(models.QuerySet):
    """Who belongs to which organisation."""

    def current(self):
        """Memberships that have not ended."""
        return self.filter(ended_at__isnull=True)

    def described(self):
        """Memberships with all that their lists read."""
        return self.select_related("account", "organisation")

    def owners(self):
        """Those of them who say who joins."""
        return self.current().filter(is_owner=True)

    def matching(self, text):
        """Memberships whose person or organisation holds every word of ``text``."""
        found = self
        for word in text.replace("\x00", "").split():
            found = found.filter(
                models.Q(account__name__icontains=word)
                | models.Q(account__email__icontains=word)
                | models.Q(organisation__name__icontains=word)
                | models.Q(organisation__short_name__icontains=word)
            )
        return found

    def standing(self, standing):
        """Memberships that stand so (a ``MembershipStanding``)."""
        if standing == MembershipStanding.ENDED:
            return self.filter(ended_at__isnull=False)
        return self.current().filter(is_owner=standing == MembershipStanding.OWNER)

    def joins(self, account, organisation):
        """Whether ``account`` belongs to ``organisation``."""
        return self.current().filter(account=account, organisation=organisation).exists()

    def owned_by(self, account, organisation):
        """Whether ``account`` is an owner of ``organisation``."""
        return self.current().filter(account=account, organisation=organisation, is_owner=True).exists()


class ClaimQuerySet(models.QuerySet):
    """Claims of organisations."""

    def waiting(self):
        """Claims that nobody has answered."""
        return self.filter(state=ClaimState.PROPOSED)

    def for_owner(self, account):
        """Waiting claims of organisations that ``account`` owns, made by others."""
        owned = self.model._meta.get_field("organisation").related_model._base_manager.filter(
            memberships__account=account, memberships__is_owner=True, memberships__ended_at__isnull=True
        )
        return self.waiting().filter(organisation__in=owned.values("pk")).exclude(account=account)

    def described(self):
        """Claims with all that their lists read."""
        return self.select_related("account", "setting", "organisation", "service")
