"""Organisations and services as rows of a spreadsheet, in the columns that the importer reads."""

from itertools import islice

from wagtail_charter.organisations.models import OrganisationIdentifier, Partnership
from wagtail_charter.organisations.states import AgeGroup, IdentifierScheme, PartnershipKind, ProviderType

_BATCH = 2000

ORGANISATION_COLUMNS = [
    "name",
    "short_name",
    "provider_type",
    "region",
    "care_board",
    "website",
    *IdentifierScheme.values,
    "fictional",
]
SERVICE_COLUMNS = [
    "name",
    "service",
    "setting",
    "age_group",
    "service_region",
    "area",
    "partners",
    "fictional",
]


def organisation_rows(organisations):
    """The cells of each of ``organisations`` (a queryset), in the order of ``ORGANISATION_COLUMNS``.

    Plain values, read in batches: objects would cost many times as much.
    """
    types = {value: str(label) for value, label in ProviderType.choices}
    facts = organisations.prefetch_related(None).values_list(
        "pk",
        "name",
        "short_name",
        "provider_type",
        "region__name",
        "care_board__name",
        "website",
        "is_fictional",
    )
    for batch in _batches(facts):
        held = OrganisationIdentifier.objects.filter(organisation__in=[row[0] for row in batch])
        known_as = _grouped(
            ((pk, scheme), value) for pk, scheme, value in held.values_list("organisation", "scheme", "value")
        )
        for pk, name, short_name, provider_type, region, care_board, website, is_fictional in batch:
            codes = ["; ".join(known_as.get((pk, scheme), [])) for scheme in IdentifierScheme.values]
            where = [region or "", care_board or "", website]
            yield [name, short_name, types[provider_type], *where, *codes, _yes(is_fictional)]


def service_rows(services):
    """The cells of each of ``services`` (a queryset), in the order of ``SERVICE_COLUMNS``."""
    ages = {value: str(label) for value, label in AgeGroup.choices}
    facts = services.prefetch_related(None).values_list(
        "pk",
        "provider__name",
        "name",
        "setting__name",
        "age_group",
        "region__name",
        "area",
        "is_fictional",
    )
    for batch in _batches(facts):
        held = Partnership.objects.filter(service__in=[row[0] for row in batch])
        partners = _grouped(
            (pk, _partner(name, kind))
            for pk, name, kind in held.values_list("service", "partner__name", "kind")
        )
        for pk, provider, name, setting, age_group, region, area, is_fictional in batch:
            with_partners = "; ".join(partners.get(pk, []))
            where = [region or "", area, with_partners]
            yield [provider, name, setting or "", ages[age_group], *where, _yes(is_fictional)]


def _batches(rows):
    rows = rows.iterator(chunk_size=_BATCH)
    while batch := list(islice(rows, _BATCH)):
        yield batch


def _grouped(pairs):
    found = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def _partner(name, kind):
    return name if kind == PartnershipKind.NOT_STATED else f"{name}: {PartnershipKind(kind).label}"


def _yes(value):
    return "yes" if value else ""
