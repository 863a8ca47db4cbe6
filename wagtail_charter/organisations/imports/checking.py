"""From records to a plan, or to every fault: what is new, what changes, and nothing written yet."""

import re

from django.utils.translation import gettext as _

from wagtail_charter.foundations.imports import ImportRefused
from wagtail_charter.organisations.imports.judging import Checker, choice_of, name_key
from wagtail_charter.organisations.imports.matching import OrganisationIndex, ServiceIndex
from wagtail_charter.organisations.imports.reading import suggestion
from wagtail_charter.organisations.imports.terms import check_terms
from wagtail_charter.organisations.models import Organisation, OrganisationIdentifier, Partnership, Service
from wagtail_charter.organisations.states import IDENTIFIER_PATTERNS, IdentifierScheme, PartnershipKind

_ORGANISATION = Organisation._meta.get_field
_SERVICE = Service._meta.get_field


def make_plan(read, *, progress):
    """The ``Plan`` for what ``reading.read_records()`` gave. Raises ``ImportRefused`` with every fault."""
    records, faults = read
    checker = Checker(faults)
    check_terms(checker, records)
    organisations, seen = OrganisationIndex(), _Seen()
    for record in progress(records["organisations"], desc=_("Checking organisations"), unit=""):
        _plan_organisation(checker, organisations, seen, record)
    services = ServiceIndex()
    for record in progress(records["services"], desc=_("Checking services"), unit=""):
        _plan_service(checker, organisations, services, seen, record)
    if checker.faults:
        raise ImportRefused(sorted(dict.fromkeys(checker.faults), key=line_of))
    return checker.plan


def line_of(fault):
    """The first number of the place: faults are told in the order of the file."""
    number = re.search(r"[0-9]+", fault.where)
    return int(number[0]) if number else 0


class _Seen(dict):
    """Where each thing of the file stands, so that a second one is found."""

    def first(self, key, where):
        """The place of ``key`` if it stood in the file before, else ``None``; remembers ``where``."""
        if key in self:
            return self[key]
        self[key] = where
        return None


def _plan_organisation(checker, index, seen, record):
    name = checker.text(record, "name", _ORGANISATION("name"))
    if not name:
        checker.fault(record.where("name"), _("Enter the name of the organisation."))
    identifiers = _identifiers(checker, seen, record)
    facts = _facts_of_organisation(checker, record)
    row = find_organisation(checker, index, record, name, identifiers) if name else None
    if not name:
        return
    if row is None:
        seen.first(("name", name_key(name)), record.where("name"))
        return
    earlier = seen.first(("name", name_key(name)), record.where("name"))
    if not earlier and row.pk:
        earlier = seen.first(("row", row.pk), record.where("name"))
    if earlier:
        checker.fault(record.where("name"), _("The organisation stands in %s already.") % earlier)
        return
    index.take_in(row, name)
    _plan_found(checker, index, row, name, facts, identifiers)


def _plan_found(checker, index, row, name, facts, identifiers):
    """Plan the organisation ``row`` that the file calls ``name``."""
    key = name_key(name)
    if row.pk and any(index.rows[pk].merged_into_id for pk in index.by_name.get(key, [])):
        note = _("“%(name)s” was merged into “%(other)s”. What the file says about it was left aside.")
        checker.plan.report.notes.append(note % {"name": name, "other": row})
        checker.plan.report.unchanged += 1
        return
    renamed_here = row.pk and row.import_key == key
    if not renamed_here:
        if row.pk and row.name != name:
            note = _("“%(old)s” is called “%(new)s” in the file and is renamed.")
            checker.plan.report.notes.append(note % {"old": row.name, "new": name})
        facts |= {"name": name, "import_key": key}
    missing = [
        OrganisationIdentifier(organisation=row, scheme=scheme, value=value)
        for (scheme, value), _where in identifiers
        if (scheme, value) not in index.by_identifier
    ]
    checker.plan.identifiers.extend(missing)
    checker.plan_row(row, facts, more=bool(missing))


def _facts_of_organisation(checker, record):
    facts = {}
    if "short_name" in record.facts:
        facts["short_name"] = checker.text(record, "short_name", _ORGANISATION("short_name"))
    if "website" in record.facts:
        facts["website"] = checker.website(record, "website", _ORGANISATION("website"))
    if "provider_type" in record.facts:
        facts["provider_type"] = checker.choice(record, "provider_type")
    if "fictional" in record.facts:
        facts["is_fictional"] = checker.yes(record, "fictional")
    return facts | {key: checker.term(record, key) for key in ("region", "care_board") if key in record.facts}


def _identifiers(checker, seen, record):
    """The identifiers of ``record`` as pairs of (scheme, value) and where they stand; wrong ones are faults."""
    found = []
    for (scheme, value), where in judged_identifiers(checker, record):
        if earlier := seen.first(("identifier", scheme, value), where):
            checker.fault(
                where, _("This identifier stands in %s already. Each belongs to one organisation.") % earlier
            )
        else:
            found.append(((scheme, value), where))
    return found


def judged_identifiers(judge, record):
    """Pairs of (scheme, value) and where they stand, for those identifiers of ``record`` that can be right."""
    for typed_scheme, typed, where in record.identifiers:
        scheme, value = choice_of(typed_scheme, IdentifierScheme), re.sub(r"\s", "", typed).upper()
        if scheme is None:
            reason = _("“%s” is no known register.") % typed_scheme
            judge.fault(where, f"{reason} {suggestion(typed_scheme, IdentifierScheme.values)}")
        elif not re.fullmatch(IDENTIFIER_PATTERNS[scheme], value):
            told = {"value": typed, "register": IdentifierScheme(scheme).label}
            judge.fault(where, _("“%(value)s” does not look like a %(register)s. Check it.") % told)
        else:
            yield (scheme, value), where


def find_organisation(checker, index, record, name, identifiers):
    """The organisation that ``record`` is about, a new one if there is none, or ``None`` after a fault."""
    known, named = index.known_as([pair for pair, _where in identifiers]), index.named(name)
    if len(known) > 1:
        names = ", ".join(f"“{one}”" for one in known)
        reason = _("These identifiers belong to different organisations: %s. Correct them, or merge the two.")
        checker.fault(record.where("name"), reason % names)
    elif known and named and known[0] not in named:
        reason = _("This identifier belongs to a different organisation: “%s”. Check name and identifier.")
        for pair, where in identifiers:
            if pair in index.by_identifier:
                checker.fault(where, reason % known[0])
    elif not known and len(named) > 1:
        reason = _("More than one organisation has this name. Add an identifier, or merge them first.")
        checker.fault(record.where("name"), reason)
    else:
        return (known or named or [Organisation()])[0]
    return None


def _plan_service(checker, organisations, services, seen, record):
    name = checker.text(record, "name", _SERVICE("name"))
    provider = _provider(checker, organisations, seen, record)
    facts = _facts_of_service(checker, record)
    if not name:
        checker.fault(record.where("name"), _("Enter the name of the service."))
    if not name or provider is None:
        _partners(checker, organisations, record, provider)
        return
    earlier = seen.first(("service", id(provider), name_key(name)), record.where("name"))
    if earlier:
        checker.fault(record.where("name"), _("The service stands in %s already.") % earlier)
        return
    row = services.get(provider, name)
    if row is None:
        row = Service(name=name, provider=provider, import_key=name_key(name))
    fresh = []
    for partner, kind in _partners(checker, organisations, record, provider):
        if not services.has_partner(row, partner, kind):
            fresh.append(Partnership(service=row, partner=partner, kind=kind))
    checker.plan.partnerships.extend(fresh)
    checker.plan_row(row, facts, more=bool(fresh))


def _facts_of_service(checker, record):
    facts = {key: checker.term(record, key) for key in ("setting", "region") if key in record.facts}
    if "age_group" in record.facts:
        facts["age_group"] = checker.choice(record, "age_group")
    if "area" in record.facts:
        facts["area"] = checker.text(record, "area", _SERVICE("area"))
    if "fictional" in record.facts:
        facts["is_fictional"] = checker.yes(record, "fictional")
    return facts


def _provider(checker, organisations, seen, record):
    """The provider of a service, or ``None`` after a fault."""
    name = record.facts.get("provider", "")
    found = organisations.named(name) if name else []
    if len(found) == 1:
        return found[0]
    if not name:
        checker.fault(
            record.where("provider"), _("Enter the provider: the organisation that runs the service.")
        )
    elif found:
        reason = _("More than one organisation has this name. Merge them, or name one of them differently.")
        checker.fault(record.where("provider"), reason)
    elif ("name", name_key(name)) not in seen:
        reason = _("“%s” is no organisation of this file or of the list.") % name
        known = [row.name for row in (*organisations.new.values(), *organisations.rows.values())]
        checker.fault(record.where("provider"), f"{reason} {suggestion(name, known)}")
    return None


def _partners(checker, organisations, record, provider):
    """Pairs of partner and kind; a partner who is not known yet is planned as a new organisation."""
    found = {}
    for name, typed, where in record.partners:
        kind = choice_of(typed, PartnershipKind) if typed else PartnershipKind.NOT_STATED.value
        known = organisations.named(name) if name else []
        if not name:
            checker.fault(where, _("Enter the name of the partner."))
        elif len(name) > _ORGANISATION("name").max_length:
            checker.fault(where, _("The name of the partner has more than %s characters.") % 200)
        elif kind is None:
            reason = _("“%s” is nothing that a partner does.") % typed
            checker.fault(where, f"{reason} {suggestion(typed, PartnershipKind.labels)}")
        elif len(known) > 1:
            checker.fault(where, _("More than one organisation is called “%s”. Merge them first.") % name)
        elif known and known[0] is provider:
            checker.fault(where, _("“%s” is the provider itself. Leave it out.") % name)
        else:
            partner = known[0] if known else _new_partner(checker, organisations, name)
            found[id(partner), kind] = (partner, kind)
    return found.values()


def _new_partner(checker, organisations, name):
    partner = Organisation()
    checker.plan_row(partner, {"name": name, "import_key": name_key(name)})
    organisations.take_in(partner, name)
    return partner
