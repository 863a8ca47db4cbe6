"""What an entry's page tells of its service, as plain data: kept beside the list's row, and read back without a query.

``keep`` makes the data from an entry; ``Told`` gives it back as the same models, whose other columns are fetched only
if somebody asks for them. Words that depend on the visitor's language are made when they are shown.
"""

from datetime import date

from django.utils import timezone
from django.utils.functional import cached_property

from wagtail_charter.awards.models import Award
from wagtail_charter.framework.models import AwardLevel
from wagtail_charter.organisations.models import (
    Organisation,
    Partnership,
    PracticeTheme,
    Region,
    Service,
    Setting,
)

_TOLD = {
    Service: ("id", "name", "age_group", "area", "is_fictional", "provider_id", "setting_id", "region_id"),
    Organisation: ("id", "name", "provider_type", "region_id"),
    Setting: ("id", "name"),
    Region: ("id", "name"),
    PracticeTheme: ("id", "slug", "name"),
    Partnership: ("id", "kind", "valid_from", "valid_to", "partner_id"),
    AwardLevel: ("id", "key", "name", "rank"),
    Award: (
        "id",
        "level_id",
        "issued_on",
        "is_external",
        "issuer_name",
        "level_as_published",
        "year",
        "state",
    ),
}
#: In the order of the model's columns, as an instance is made from them.
_KEPT = {
    model: [field.attname for field in model._meta.concrete_fields if field.attname in names]
    for model, names in _TOLD.items()
}
_DATES = {"issued_on", "valid_from", "valid_to"}
_ONE = {"service": Service, "provider": Organisation, "setting": Setting, "region": Region}


def keep(entry, themes):
    """What the page of ``entry`` tells of its service, awards, partners and ``themes``, as a dict for a JSON column."""
    service = entry.service
    provider = service and service.provider
    region = service and (service.region or provider.region)
    one = {"service": service, "provider": provider, "setting": service and service.setting, "region": region}
    partners = service.partnerships.select_related("partner") if service else []
    return {
        **{name: _row(instance) for name, instance in one.items()},
        "awards": [[_row(award), _row(award.level)] for award in entry.awards],
        "partners": [[_row(partnership), _row(partnership.partner)] for partnership in partners],
        "themes": [_row(theme) for theme in themes],
    }


class Told:
    """What was kept of an entry. ``data``: what ``keep`` made."""

    def __init__(self, data):
        self.data = data

    @cached_property
    def service(self):
        """The service with its provider, setting and region, or ``None``."""
        service, provider, setting, region = (
            _instance(model, self.data[name]) for name, model in _ONE.items()
        )
        if service:
            service.provider, service.setting = provider, setting
            holder = service if service.region_id else provider
            holder.region = region
            if holder is provider:
                service.region = None
        return service

    @cached_property
    def awards(self):
        """The awards that may be shown, the one that counts first."""
        return [_joined(Award, award, "level", AwardLevel, level) for award, level in self.data["awards"]]

    @property
    def partners(self):
        """The partnerships that are valid today."""
        pairs = self.data["partners"]
        found = [_joined(Partnership, one, "partner", Organisation, other) for one, other in pairs]
        today = timezone.localdate()
        return [
            each
            for each in found
            if (not each.valid_from or each.valid_from <= today)
            and (not each.valid_to or each.valid_to >= today)
        ]

    @cached_property
    def themes(self):
        """The themes, in their order."""
        return [_instance(PracticeTheme, row) for row in self.data["themes"]]


def _row(instance):
    """The kept columns of ``instance``: plain values that JSON can hold; ``None`` for nothing."""
    if instance is None:
        return None
    values = (getattr(instance, name) for name in _KEPT[type(instance)])
    return [value.isoformat() if isinstance(value, date) else value for value in values]


def _instance(model, row):
    """The instance whose kept columns are ``row``."""
    if row is None:
        return None
    names = _KEPT[model]
    pairs = zip(names, row, strict=True)
    values = [date.fromisoformat(value) if value and name in _DATES else value for name, value in pairs]
    return model.from_db(None, names, values)


def _joined(model, row, name, other_model, other_row):
    instance = _instance(model, row)
    setattr(instance, name, _instance(other_model, other_row))
    return instance
