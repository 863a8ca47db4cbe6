"""The register as open data: csv and json, streamed, with the same filters as the page."""

import json

from django.http import StreamingHttpResponse
from django.utils.translation import gettext_lazy as _

from wagtail_charter.awards.states import AwardState
from wagtail_charter.foundations.exports import stream_csv

BATCH = 2000

#: Name in the json file, heading in the csv file, and where the value is found.
COLUMNS = (
    ("reference", _("Reference"), "reference"),
    ("service", _("Service"), "service__name"),
    ("provider_when_awarded", _("Provider when awarded"), "provider_at_issue__name"),
    ("level", _("Level"), "level__name"),
    ("scope", _("Scope"), "scope"),
    ("region", _("Region"), "region_key"),
    ("setting", _("Setting"), "setting_group_key"),
    ("awarded_on", _("Awarded on"), "issued_on"),
    ("valid_until", _("Valid until"), "ends_on"),
    ("status", _("Status"), "state"),
    ("public_words", _("Public words"), "public_words"),
)


def register_csv(filters, *, licence_url):
    """The awards that ``filters`` leave as a csv download; the licence stands in a header of the answer."""
    response = stream_csv("register.csv", [heading for _name, heading, _path in COLUMNS], _rows(filters))
    return _with_licence(response, licence_url)


def register_json(filters, *, about):
    """The awards that ``filters`` leave as a json document; ``about`` (a dict) says what it is and its licence."""
    response = StreamingHttpResponse(_json_parts(filters, about), content_type="application/json")
    return _with_licence(response, about["licence_url"])


def _rows(filters):
    """The values of each award, with the names of region, setting and status instead of their keys."""
    paths = [path for _name, _heading, path in COLUMNS]
    named = {
        paths.index("region_key"): filters.labels_of("region"),
        paths.index("setting_group_key"): filters.labels_of("setting"),
        paths.index("state"): filters.labels_of("status"),
    }
    for row in filters.qs.values_list(*paths).iterator(chunk_size=BATCH):
        cells = list(row)
        for place, names in named.items():
            cells[place] = str(names.get(cells[place], cells[place]))
        yield cells


def _json_parts(filters, about):
    """The pieces of the document, a row at a time."""
    names = [name for name, _heading, _path in COLUMNS]
    yield json.dumps(about, ensure_ascii=False)[:-1] + ', "awards": ['
    before = "\n"
    for row in _rows(filters):
        yield before + json.dumps(dict(zip(names, row, strict=True)), default=str, ensure_ascii=False)
        before = ",\n"
    yield "\n]}\n"


def _with_licence(response, licence_url):
    response["Link"] = f'<{licence_url}>; rel="license"'
    response["X-Robots-Tag"] = "noindex"
    return response


#: The officers' own spreadsheet: the name of each column, and where its value is found.
_FOUND_AT = {
    "reference": "reference",
    "service": "service__name",
    "provider_when_awarded": "provider_at_issue__name",
    "level": "level__name",
    "scope": "scope",
    "awarded_on": "issued_on",
    "valid_until": "ends_on",
    "status": "state",
    "listed": "is_listed",
    "awarded_by": "issuer_name",
    "year": "year",
    "checked_on": "checked_on",
    "public_words": "public_words",
}
AWARD_COLUMNS = [*_FOUND_AT]


def award_rows(awards):
    """The cells of each of ``awards`` (a queryset) for the officers' own spreadsheet, in the order of its columns.

    Plain values: making an award of each row takes longer than all the rest.
    """
    states = {value: str(label) for value, label in AwardState.choices}
    level, state, listed = (AWARD_COLUMNS.index(name) for name in ("level", "status", "listed"))
    rows = awards.values_list(*_FOUND_AT.values(), "level_as_published")
    for row in rows.iterator(chunk_size=BATCH):
        *cells, published = row
        cells[level] = cells[level] or published
        cells[state] = states[cells[state]]
        cells[listed] = "yes" if cells[listed] else "no"
        yield cells
