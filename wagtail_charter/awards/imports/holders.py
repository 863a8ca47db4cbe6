"""Whose award a record is about: a service that is known, or one that is to be entered."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from wagtail_charter.foundations.imports import ImportRefused
from wagtail_charter.organisations.imports import checking
from wagtail_charter.organisations.imports.judging import name_key
from wagtail_charter.organisations.imports.matching import OrganisationIndex, ServiceIndex
from wagtail_charter.organisations.imports.reading import (
    TERM_KINDS,
    Record,
    organisation_facts,
    service_in,
    suggestion,
)
from wagtail_charter.organisations.models import Service


@dataclass(frozen=True)
class Holder:
    """The service of one award: known by ``pk``, or by the names under which it is to be entered."""

    name: str
    provider: str
    pk: int | None = None

    @property
    def key(self):
        """What makes two holders the same."""
        return self.pk or (name_key(self.provider), name_key(self.name))


class Holders:
    """Finds holders as the importer of organisations finds them, and gathers those that are to be entered."""

    def __init__(self, judge, *, enter_unknown):
        self.judge = judge
        self.enter_unknown = enter_unknown
        self._organisations, self._services = OrganisationIndex(), ServiceIndex()
        self._new_organisations, self._new_services = {}, {}

    def find(self, record):
        """The ``Holder`` that ``record`` is about, or ``None`` after a fault."""
        name, identifiers = record.facts.get("name", ""), [*checking.judged_identifiers(self.judge, record)]
        if not name and not identifiers:
            if not record.identifiers:
                reason = _("Enter the organisation: its name, or an identifier such as its ODS code.")
                self.judge.fault(record.where("name"), reason)
            return None
        provider = checking.find_organisation(self.judge, self._organisations, record, name, identifiers)
        service = record.facts.get("service", "")
        if not service:
            self.judge.fault(record.where("service"), _("Enter the service that holds the award."))
        if provider is None or not service:
            return None
        if provider.pk is None:
            return self._with_new_provider(record, name, identifiers)
        row = self._services.get(provider, service)
        if row is not None:
            return Holder(row.name, provider.name, row.pk)
        if not self.enter_unknown:
            told = {"service": service, "provider": provider.name}
            reason = _("“%(service)s” is no known service of “%(provider)s”.") % told
            hint = suggestion(service, self._services.names_of(provider))
            self.judge.fault(record.where("service"), f"{reason} {hint} {_how_to_enter()}")
            return None
        return self._new_holder(record, provider.name)

    def _with_new_provider(self, record, name, identifiers):
        """The holder whose provider is not known: to be entered, if that is wished and the file says enough."""
        if not self.enter_unknown:
            known = [row.name for row in self._organisations.rows.values()]
            told = name or ", ".join(value for (_scheme, value), _where in identifiers)
            reason = _("“%s” is no known organisation.") % told
            self.judge.fault(
                record.where("name") if name else identifiers[0][1],
                f"{reason} {suggestion(told, known)} {_how_to_enter()}",
            )
            return None
        if not name:
            self.judge.fault(
                identifiers[0][1], _("No organisation has this identifier. Enter the name of the new one.")
            )
            return None
        organisation = Record(organisation_facts(record.facts), record.where, list(record.identifiers))
        first = self._new_organisations.setdefault(name_key(name), organisation)
        if first is not organisation:
            self.judge.faults.extend(first.join(organisation))
        return self._new_holder(record, name)

    def _new_holder(self, record, provider):
        named = {**record.facts, "name": provider}
        service = service_in(named, record.where, self.judge.faults)
        holder = Holder(record.facts["service"], provider)
        self._new_services.setdefault(holder.key, service)
        return holder

    def plan(self, *, progress):
        """The plan (``organisations.imports``) that enters what is new; ``None`` if nothing is or it has faults."""
        if not self._new_services:
            return None
        records = {kind: [] for kind in TERM_KINDS}
        records["organisations"] = [*self._new_organisations.values()]
        records["services"] = [*self._new_services.values()]
        try:
            return checking.make_plan((records, []), progress=progress)
        except ImportRefused as refused:
            self.judge.faults.extend(refused.faults)
            return None


def entered(plan):
    """The services of a ``plan`` that was carried out, by the key of their holder."""
    services = plan.added[Service] if plan else []
    return {(name_key(row.provider.name), name_key(row.name)): row.pk for row in services}


def _how_to_enter():
    return _("Or load the file with --enter-unknown, if it is new.")
