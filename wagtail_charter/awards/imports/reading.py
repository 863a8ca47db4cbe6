"""From a file to records, one for each award, that know where they stand."""

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
from wagtail_charter.organisations.imports import reading as organisations
from wagtail_charter.organisations.imports.reading import (
    Record,
    column_names,
    identifiers_in,
    place_in,
    record_of,
)

#: The columns about the award itself; those about its holder are as in files of organisations.
AWARD_COLUMNS = (
    "reference",
    "edition",
    "level",
    "scope",
    "awarded_on",
    "valid_until",
    "status",
    "status_words",
    "public_words",
    "listed",
    "contact_name",
    "contact_email",
    "awarded_by",
    "link",
    "year",
    "checked_on",
    "checked_by",
)
_HOLDER_COLUMNS = tuple(name for name in organisations.COLUMNS if name != "partners")
COLUMNS = (*_HOLDER_COLUMNS, *AWARD_COLUMNS)
#: Other names that people give to columns; among them those of the awards' own export.
_ALSO_CALLED = {
    **organisations.ALSO_CALLED,
    "holder": "name",
    "provider_when_awarded": "name",
    "level_as_published": "level",
    "version": "edition",
    "covers": "scope",
    "awarded": "awarded_on",
    "issued_on": "awarded_on",
    "date": "awarded_on",
    "until": "valid_until",
    "ends_on": "valid_until",
    "expires": "valid_until",
    "state": "status",
    "state_words": "status_words",
    "is_listed": "listed",
    "contact": "contact_name",
    "holder_name": "contact_name",
    "email": "contact_email",
    "holder_email": "contact_email",
    "issuer": "awarded_by",
    "issuer_name": "awarded_by",
    "issuer_url": "link",
    "url": "link",
}
#: In a yaml file identifiers are a list.
_KEYS = {*_ALSO_CALLED, *COLUMNS, "identifiers"}


def read_records(path):
    """The ``Record`` of each award in a csv, xlsx or yaml file, and the faults so far.

    Raises ``ImportRefused`` for a file that cannot be read at all.
    """
    path = Path(path)
    check_file(path)
    if path.suffix.lower() in (".yaml", ".yml"):
        return _from_yaml(read_yaml(path), path.name)
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise ImportRefused([Fault(path.name, _("Use a file that ends in .csv, .xlsx, .yaml or .yml."))])
    faults = []
    rows = read_rows(path, faults=faults)
    if not rows:
        raise ImportRefused([*faults, Fault(path.name, _("The file has a header and no rows."))])
    names = column_names(rows, faults, known=COLUMNS, also_called=_ALSO_CALLED)
    return [_from_row(row, names, faults) for row in rows], faults


def _from_row(row, names, faults):
    facts = {names[name]: cell for name, cell in row.cells.items() if cell and name in names}
    place = place_in(row, names)
    return Record(facts, place, identifiers_in(facts, place, faults))


def _from_yaml(content, filename):
    faults, records = [], []
    rows = content.get("awards") if isinstance(content, Mapping) else None
    if not isinstance(rows, list):
        reason = _("Write the awards as a list below “awards:”, each entry beginning with a hyphen.")
        raise ImportRefused([Fault(filename, reason)])
    for key in content:
        if key != "awards":
            faults.append(Fault(content.where(key), _("“%s” is no list that can be loaded here.") % key))
    for number, entry in enumerate(rows, start=1):
        record = record_of(entry, _KEYS, faults, place=(content.where("awards"), number))
        if record is not None:
            records.append(_renamed(record, entry, faults))
    return records, faults


def _renamed(record, entry, faults):
    """``record`` with its facts under the names of ``COLUMNS``; what stands there under two names is a fault."""
    written, facts = {}, {}
    for key, value in record.facts.items():
        meant = _ALSO_CALLED.get(key, key)
        if meant in facts:
            faults.append(Fault(entry.where(key), _("“%s” says this already. Keep one.") % written[meant]))
        facts[meant], written[meant] = value, key
    record.facts = facts
    record.where = lambda name: entry.where(written.get(name, name))
    record.identifiers += identifiers_in(facts, record.where, faults)
    return record
