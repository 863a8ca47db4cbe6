"""Organisations and services as rows of a spreadsheet, in the columns that the importer reads."""

from wagtail_charter.organisations.states import IdentifierScheme

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


def organisation_row(organisation):
    """The cells of ``organisation`` (read with ``described()``) by column."""
    known_as = {scheme: [] for scheme in IdentifierScheme.values}
    for identifier in organisation.identifiers.all():
        known_as[identifier.scheme].append(identifier.value)
    return {
        "name": organisation.name,
        "short_name": organisation.short_name,
        "provider_type": organisation.get_provider_type_display(),
        "region": organisation.region.name if organisation.region else "",
        "care_board": organisation.care_board.name if organisation.care_board else "",
        "website": organisation.website,
        **{scheme: "; ".join(values) for scheme, values in known_as.items()},
        "fictional": _yes(organisation.is_fictional),
    }


def service_row(service):
    """The cells of ``service`` (read with its partnerships and their partners) by column."""
    return {
        "name": service.provider.name,
        "service": service.name,
        "setting": service.setting.name if service.setting else "",
        "age_group": service.get_age_group_display(),
        "service_region": service.region.name if service.region else "",
        "area": service.area,
        "partners": "; ".join(str(partnership) for partnership in service.partnerships.all()),
        "fictional": _yes(service.is_fictional),
    }


def _yes(value):
    return "yes" if value else ""
