"""Which row of the database, or which new row of the file, a record is about."""

from wagtail_charter.organisations.imports.judging import name_key
from wagtail_charter.organisations.models import Organisation, OrganisationIdentifier, Partnership, Service
from wagtail_charter.organisations.states import PartnershipKind


class OrganisationIndex:
    """Every organisation by identifier, by the name under which it was loaded, and by name."""

    def __init__(self):
        self.rows, self.by_key, self.by_name = {}, {}, {}
        for row in Organisation.objects.order_by("pk").iterator(chunk_size=2000):
            self.rows[row.pk] = row
            if row.import_key:
                self.by_key.setdefault(row.import_key, row.pk)
            self.by_name.setdefault(name_key(row.name), []).append(row.pk)
        held = OrganisationIdentifier.objects.values_list("scheme", "value", "organisation")
        self.by_identifier = {(scheme, value): pk for scheme, value, pk in held.iterator()}
        self.new = {}

    def known_as(self, identifiers):
        """The organisations that hold any of ``identifiers`` (pairs of scheme and value)."""
        found = {self.by_identifier[one] for one in identifiers if one in self.by_identifier}
        return self._followed(found)

    def named(self, name):
        """The organisations called ``name``: those in use first, then the name they were loaded by, then merged ones."""
        key = name_key(name)
        if key in self.new:
            return [self.new[key]]
        found = self.by_name.get(key, [])
        in_use = [pk for pk in found if not self.rows[pk].merged_into_id]
        loaded = [self.by_key[key]] if key in self.by_key else []
        return self._followed(in_use or loaded or found)

    def take_in(self, row, name):
        """Remember that the file calls ``row`` ``name``."""
        self.new[name_key(name)] = row

    def _followed(self, pks):
        """The rows of ``pks``; for a merged one, the organisation that it was merged into."""
        rows = {}
        for pk in pks:
            row = self.rows[pk]
            while row.merged_into_id:
                row = self.rows[row.merged_into_id]
            rows[row.pk] = row
        return list(rows.values())


class ServiceIndex:
    """Every service by its provider and name, and every partnership."""

    def __init__(self):
        self._rows, self._by_key = {}, {}
        for row in Service.objects.order_by("pk").iterator(chunk_size=2000):
            self._rows[row.provider_id, name_key(row.name)] = row
            if row.import_key:
                self._by_key.setdefault((row.provider_id, row.import_key), row)
        held = Partnership.objects.values_list("service", "partner", "kind")
        self._partners = set(held.iterator())
        self._pairs = {(service, partner) for service, partner, _kind in self._partners}

    def get(self, provider, name):
        """The service of ``provider`` that is, or was loaded as, ``name``; or ``None``."""
        key = provider.pk, name_key(name)
        return (provider.pk and (self._rows.get(key) or self._by_key.get(key))) or None

    def names_of(self, provider):
        """The names of what ``provider`` runs."""
        return [row.name for row in self._rows.values() if row.provider_id == provider.pk]

    def has_partner(self, service, partner, kind):
        """Whether ``partner`` does this for ``service`` already; whatever it does, if ``kind`` is not stated."""
        if kind == PartnershipKind.NOT_STATED:
            return (service.pk, partner.pk) in self._pairs
        return (service.pk, partner.pk, kind) in self._partners
