"""Reads entries from csv and xlsx: one row per entry; the cell ``text`` holds running text."""

import datetime

from django.utils.text import slugify
from django.utils.translation import gettext as _

from wagtail_charter.foundations.content_notes import ContentNote
from wagtail_charter.foundations.imports import Fault, read_rows
from wagtail_charter.showcase.imports.documents import text_lines
from wagtail_charter.showcase.imports.drafts import EntryDraft, check_words
from wagtail_charter.showcase.imports.structure import blocks_of

COLUMNS = (
    "title",
    "slug",
    "service",
    "provider",
    "summary",
    "text",
    "themes",
    "content_notes",
    "content_note_words",
    "review_on",
    "reviewed_on",
    "owner",
    "picture",
    "picture_alt",
)


def read_table(path):
    """The entries of a csv or xlsx file: ``(drafts, faults)``. Raises ``ImportRefused`` for one that cannot be read.

    Needed columns: title, service. Several themes or content notes in a cell are parted by semicolons.
    """
    rows = read_rows(path)
    faults, drafts, seen = [], [], set()
    header = set(rows[0].cells) if rows else set(COLUMNS)
    for name in sorted(header - set(COLUMNS)):
        reason = _("There is no such column. Known are: %s.") % ", ".join(COLUMNS)
        faults.append(Fault(_("line 1, column %s") % name, reason))
    for name in ("title", "service"):
        if name not in header:
            faults.append(Fault(_("line 1, column %s") % name, _("This column is missing.")))
    for row in rows:
        draft = _entry(row, faults)
        if draft.slug and draft.slug in seen:
            faults.append(
                Fault(row.where("slug"), _("The slug %s stands there twice. Keep one.") % draft.slug)
            )
        seen.add(draft.slug)
        drafts.append(draft)
    return drafts, faults


def _entry(row, faults):
    cells = {name: row.cells.get(name) or "" for name in COLUMNS}
    for name in ("title", "service"):
        if not cells[name] and name in row.cells:
            faults.append(Fault(row.where(name), _("This is missing.")))
    blocks, carried = blocks_of(text_lines(cells["text"]))
    draft = EntryDraft(
        where=_("line %s") % row.line,
        title=cells["title"],
        slug=cells["slug"] or slugify(cells["title"])[:200],
        service=cells["service"],
        provider=cells["provider"],
        themes=_parts(cells["themes"]),
        picture=cells["picture"],
        facts={
            "summary": cells["summary"],
            "picture_alt": cells["picture_alt"],
            "content_note_words": cells["content_note_words"],
            "review_owner": cells["owner"],
            "content_notes": _notes(row, cells["content_notes"], faults),
            "review_on": _date(row, "review_on", faults),
            "reviewed_on": _date(row, "reviewed_on", faults),
        },
        body=blocks,
        carried=carried,
    )
    faults += check_words(cells["text"], [draft], row.where("text"))
    return draft


def _parts(cell):
    return list(dict.fromkeys(part.strip() for part in cell.split(";") if part.strip()))


def _notes(row, cell, faults):
    notes = _parts(cell)
    if any(note not in ContentNote.values for note in notes):
        reason = _("Use one of: %s.") % ", ".join(ContentNote.values)
        faults.append(Fault(row.where("content_notes"), reason))
    return notes


def _date(row, column, faults):
    cell = row.cells.get(column) or ""
    try:
        return datetime.date.fromisoformat(cell[:10]) if cell else None
    except ValueError:
        faults.append(Fault(row.where(column), _("Write the date as 2027-03-15.")))
        return None
