"""From a file to records that know where they stand."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from wagtail_charter.foundations.imports import (
    Fault,
    ImportRefused,
    Mapping,
    check_file,
    read_rows,
    read_yaml,
)
from wagtail_charter.organisations.states import IdentifierScheme, PartnershipKind

TERM_KINDS = ("regions", "care_boards", "setting_groups", "settings", "themes")
_TERM_KEYS = ("slug", "name", "valid_from", "valid_to", "order")
#: The keys that each list of a YAML file may hold.
KEYS = {
    "regions": (*_TERM_KEYS, "replaced_by"),
    "care_boards": (*_TERM_KEYS, "replaced_by", "region"),
    "setting_groups": _TERM_KEYS,
    "settings": (*_TERM_KEYS, "group"),
    "themes": _TERM_KEYS,
    "organisations": (
        "name",
        "short_name",
        "provider_type",
        "region",
        "care_board",
        "website",
        "fictional",
        "identifiers",
    ),
    "services": (
        "name",
        "provider",
        "setting",
        "age_group",
        "region",
        "area",
        "partners",
        "fictional",
    ),
}
_ORGANISATION_COLUMNS = (
    "name",
    "short_name",
    "provider_type",
    "region",
    "care_board",
    "website",
    "fictional",
)
_SERVICE_COLUMNS = ("service", "setting", "age_group", "service_region", "area", "partners")
_SCHEME_COLUMNS = {scheme.lower(): scheme for scheme in IdentifierScheme.values}
COLUMNS = (
    *_ORGANISATION_COLUMNS,
    "identifier_scheme",
    "identifier",
    *_SCHEME_COLUMNS,
    *_SERVICE_COLUMNS,
)
#: Other names that people give to columns.
ALSO_CALLED = {
    "organisation": "name",
    "organisation_name": "name",
    "provider": "name",
    "provider_name": "name",
    "type": "provider_type",
    "type_of_provider": "provider_type",
    "icb": "care_board",
    "integrated_care_board": "care_board",
    "url": "website",
    "made_up": "fictional",
    "is_fictional": "fictional",
    "service_name": "service",
    "who_it_is_for": "age_group",
    "area_it_covers": "area",
}


@dataclass
class Record:
    """One thing that the file describes: its facts (only those that are filled in) and where each stands."""

    facts: dict
    where: Callable[[str], str]
    #: Pairs of scheme, value and the column in which they stand (organisations only).
    identifiers: list = field(default_factory=list)
    #: Names of partners and what they do, if stated (services only).
    partners: list = field(default_factory=list)

    def join(self, again):
        """Add what a later row says about the same organisation; yield a fault for each contradiction."""
        for column, value in again.facts.items():
            if self.facts.setdefault(column, value) != value and column != "name":
                reason = _("The organisation has another value in %s. Make both the same.") % self.where(
                    column
                )
                if column == "region":
                    reason += " " + _("The region of a service has a column of its own: service_region.")
                yield Fault(again.where(column), reason)
        held = {(scheme, value) for scheme, value, _where in self.identifiers}
        self.identifiers.extend(one for one in again.identifiers if one[:2] not in held)


def suggestion(word, known):
    """A clause that offers the nearest of the ``known`` words, or lists a few of them."""
    known = [str(one) for one in known]
    near = difflib.get_close_matches(str(word).lower(), [one.lower() for one in known], n=1, cutoff=0.6)
    if near:
        return _("Did you mean “%s”?") % next(one for one in known if one.lower() == near[0])
    if known:
        return _("Known are: %s.") % ", ".join(known[:12])
    return _("None is known yet.")


def read_records(path):
    """The records of a csv, xlsx or yaml file (lists of ``Record`` by the keys of ``KEYS``), and its faults so far.

    Raises ``ImportRefused`` for a file that cannot be read at all.
    """
    path = Path(path)
    check_file(path)
    if path.suffix.lower() in (".yaml", ".yml"):
        return _from_yaml(read_yaml(path), path.name)
    if path.suffix.lower() in (".csv", ".xlsx"):
        faults = []
        return _from_rows(read_rows(path, faults=faults), path.name, faults)
    raise ImportRefused([Fault(path.name, _("Use a file that ends in .csv, .xlsx, .yaml or .yml."))])


def _from_yaml(content, filename):
    faults, records = [], {kind: [] for kind in KEYS}
    if not isinstance(content, Mapping):
        reason = _("The file is empty or has no lists. It begins with one of: %s.") % ", ".join(KEYS)
        raise ImportRefused([Fault(filename, reason)])
    for kind, rows in content.items():
        if kind not in KEYS:
            reason = _("“%s” is no list that can be loaded.") % kind
            faults.append(Fault(content.where(kind), f"{reason} {suggestion(kind, KEYS)}"))
        elif not isinstance(rows, list):
            faults.append(
                Fault(content.where(kind), _("Write a list here: each entry begins with a hyphen."))
            )
        else:
            for number, entry in enumerate(rows, start=1):
                _add_entry(records[kind], kind, number, entry, content, faults)
    return records, faults


def _add_entry(records, kind, number, entry, content, faults):
    record = record_of(entry, KEYS[kind], faults, place=(content.where(kind), number))
    if record is not None:
        records.append(record)


def record_of(entry, keys, faults, *, place):
    """The ``Record`` of one entry of a YAML list, or ``None`` where it is no mapping; faults are noted.

    ``keys``: the names that may stand there. ``place``: where the list stands in words, and the entry's number in it.
    """
    if not isinstance(entry, Mapping):
        where, number = place
        reason = _("Entry %s is no set of names and values. Write for example “- name: …”.") % number
        faults.append(Fault(where, reason))
        return None
    for key in entry:
        if key not in keys:
            reason = _("“%s” is no known name here.") % key
            faults.append(Fault(entry.where(key), f"{reason} {suggestion(key, keys)}"))
    facts = {}
    for key, value in entry.items():
        if key in ("identifiers", "partners"):
            continue
        if isinstance(value, list | dict):
            faults.append(Fault(entry.where(key), _("Write one value here, not a list.")))
        elif value is not None and str(value).strip():
            facts[key] = str(value).strip()
    record = Record(facts, entry.where)
    record.identifiers = _sub_entries(entry, "identifiers", ("scheme", "value"), faults)
    record.partners = _sub_entries(entry, "partners", ("name", "kind"), faults)
    return record


def _sub_entries(entry, key, names, faults):
    """The entries of a list inside ``entry`` as tuples of two texts and where they stand."""
    rows = entry.get(key) or []
    if not isinstance(rows, list):
        faults.append(Fault(entry.where(key), _("Write a list here: each entry begins with a hyphen.")))
        return []
    found = []
    for row in rows:
        if not isinstance(row, Mapping) or not set(row) <= set(names):
            reason = _("Each entry holds %s.") % ", ".join(names)
            place = row.where() if isinstance(row, Mapping) else entry.where(key)
            faults.append(Fault(place, reason))
            continue
        first, second = (str(row.get(name) or "").strip() for name in names)
        found.append((first, second, row.where(names[-1] if key == "identifiers" else names[0])))
    return found


def _from_rows(rows, filename, faults):
    records = {kind: [] for kind in KEYS}
    if not rows:
        raise ImportRefused([*faults, Fault(filename, _("The file has a header and no rows."))])
    names = column_names(rows, faults)
    if "name" not in names.values():
        reason = _("The column “name” is missing: the name of the organisation.")
        raise ImportRefused([*faults, Fault(_("line 1"), reason)])
    organisations, services = {}, {}
    for row in rows:
        facts = {names[name]: cell for name, cell in row.cells.items() if cell and name in names}
        place = place_in(row, names)
        if "name" not in facts:
            faults.append(Fault(place("name"), _("Enter the name of the organisation.")))
            continue
        known = organisations.get(facts["name"].casefold())
        organisation = Record(organisation_facts(facts), place, identifiers_in(facts, place, faults))
        service = service_in(facts, place, faults)
        if known and not service:
            faults.append(
                Fault(place("name"), _("The organisation stands in %s already.") % known.where("name"))
            )
        elif known:
            faults.extend(known.join(organisation))
        else:
            organisations[facts["name"].casefold()] = organisation
        if service:
            key = facts["name"].casefold(), service.facts["name"].casefold()
            first = services.setdefault(key, service)
            if first is not service:
                reason = _("The service stands in %s already.") % first.where("service")
                faults.append(Fault(place("service"), reason))
    records |= {"organisations": [*organisations.values()], "services": [*services.values()]}
    return records, faults


def column_names(rows, faults, *, known=COLUMNS, also_called=ALSO_CALLED):
    """What each column of the file is called here (a dict); every unknown one is a fault and left out.

    ``known``: the columns that a file may have; ``also_called``: other names that people give to them.
    """
    columns = [*{column: None for row in rows for column in row.cells}]
    names = {column: also_called.get(column, column) for column in columns}
    unknown = [column for column in columns if names[column] not in known]
    for column in unknown:
        reason = f"{_('This column is not known.')} {suggestion(column, known)}"
        faults.append(Fault(_("line 1, column %s") % column, reason))
        del names[column]
    for meant in sorted(set(names.values())):
        twice = [column for column, other in names.items() if other == meant]
        if len(twice) > 1:
            faults.append(Fault(_("line 1"), _("Keep one of these columns: %s.") % ", ".join(twice)))
    return names


def place_in(row, names):
    """``where`` of a table's record: a column by the name that it has in the file."""
    written = {meant: name for name, meant in names.items()}
    return lambda column: row.where(written.get(column, column))


def organisation_facts(facts):
    """Those of a row's ``facts`` that are about the organisation."""
    return _some(facts, _ORGANISATION_COLUMNS)


def _some(facts, columns):
    return {column: facts[column] for column in columns if column in facts}


def identifiers_in(facts, place, faults):
    """The identifiers of a row as tuples of scheme, value and where they stand; half ones are faults."""
    found = [
        (scheme, value.strip(), place(column))
        for column, scheme in _SCHEME_COLUMNS.items()
        for value in facts.get(column, "").split(";")
        if value.strip()
    ]
    scheme, value = facts.get("identifier_scheme", ""), facts.get("identifier", "")
    if bool(scheme) != bool(value):
        missing = "identifier" if scheme else "identifier_scheme"
        faults.append(Fault(place(missing), _("Fill in both the register and the identifier, or neither.")))
    elif value:
        found.append((scheme, value, place("identifier")))
    return found


def service_in(facts, place, faults):
    """The service of a row, or ``None``."""
    if "service" not in facts:
        filled = [column for column in _SERVICE_COLUMNS if column in facts]
        if filled:
            faults.append(Fault(place("service"), _("Enter the name of the service.")))
        return None
    held = {
        "name": facts["service"],
        "provider": facts["name"],
        "region": facts.get("service_region") or facts.get("region", ""),
        **_some(facts, ("setting", "age_group", "area", "fictional")),
    }
    columns = {"name": "service", "provider": "name", "region": "service_region"}
    if "service_region" not in facts:
        columns["region"] = "region"
    partners = [
        _partner(text, place("partners")) for text in facts.get("partners", "").split(";") if text.strip()
    ]
    return Record(
        {key: value for key, value in held.items() if value},
        lambda column: place(columns.get(column, column)),
        partners=partners,
    )


def _partner(text, where):
    """``The Good Shepherd: funds`` as a name and a kind; what follows a colon and is no kind belongs to the name."""
    name, colon, kind = text.strip().rpartition(":")
    known = {word.lower() for choice in PartnershipKind.choices for word in map(str, choice)}
    if colon and kind.strip().lower() in known:
        return name.strip(), kind.strip(), where
    return text.strip(), "", where
