"""What every importer does alike: read rows, gather all faults, show progress, change all or nothing."""

import codecs
import csv
import io
import re
import sys
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path
from zipfile import BadZipFile

import openpyxl
import yaml
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from openpyxl.utils.exceptions import InvalidFileException
from tqdm import tqdm

from wagtail_charter.foundations.exports import neutralise

#: Larger files are refused before they are read: no list of services or statements comes near it.
MAX_BYTES = 50 * 1024 * 1024


@dataclass(frozen=True)
class Fault:
    """One thing to mend: where it stands in the file, and a sentence that says how to mend it."""

    where: str
    reason: str

    def __str__(self):
        return f"{self.where}: {self.reason}"


class ImportRefused(Exception):
    """The file has faults; nothing was changed. ``faults`` holds every one of them."""

    def __init__(self, faults):
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = list(faults)


@dataclass
class ImportReport:
    """What an import did, or with a dry run would do."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    notes: list = field(default_factory=list)

    @property
    def changes(self):
        """How many things were added or changed."""
        return self.added + self.changed


@dataclass(frozen=True)
class Row:
    """One row of a table: its line in the file (the header is line 1) and its cells by column name."""

    line: int
    cells: dict

    def where(self, column):
        """The place of a cell in words, for a ``Fault``."""
        return _("line %(line)s, column %(column)s") % {"line": self.line, "column": column}


def read_rows(path, *, faults=None):
    """The rows of a csv or xlsx file as ``Row`` objects, empty rows left out; cells are stripped text.

    Raises ``ImportRefused`` for a file that cannot be read or has no header. A column that stands twice, a cell that
    belongs to no column (mostly a comma that was not quoted) and a cell that cannot be read are added to the list
    ``faults``; without such a list they are raised too.
    """
    path = Path(path)
    check_file(path)
    reader = {".csv": _read_csv, ".xlsx": _read_xlsx}.get(path.suffix.lower())
    if reader is None:
        raise ImportRefused([Fault(path.name, _("Use a file that ends in .csv or .xlsx."))])
    lines = ((line, cells) for line, cells in reader(path) if any(cells))
    first, names = next(lines, (1, []))
    if not names:
        raise ImportRefused([Fault(path.name, _("The file is empty. Its first line names the columns."))])
    header = [re.sub(r"\s+", "_", name.lower()) for name in names]
    found = [
        Fault(Row(first, {}).where(name), _("The column stands there twice. Keep one."))
        for name in sorted({name for name in header if name and header.count(name) > 1})
    ]
    rows = []
    for line, cells in lines:
        found.extend(_faults_of_cells(line, cells, header))
        cells = [*cells, *[""] * (len(header) - len(cells))]
        rows.append(Row(line, {name: plain(cell) for name, cell in zip(header, cells, strict=False) if name}))
    if faults is not None:
        faults.extend(found)
    elif found:
        raise ImportRefused(found)
    return rows


def _faults_of_cells(line, cells, header):
    spare = [
        cell for number, cell in enumerate(cells) if cell and (number >= len(header) or not header[number])
    ]
    if spare:
        reason = _("“%s” stands in no column. If a text has a comma, put the text in quotation marks.")
        yield Fault(_("line %s") % line, reason % spare[0][:60])
    for name, cell in zip(header, cells, strict=False):
        if "\ufffd" in cell or "\x00" in cell:
            reason = _("A sign in this cell cannot be read. Save the file as “CSV UTF-8” and check the cell.")
            yield Fault(Row(line, {}).where(name), reason)


def plain(cell):
    """``cell`` without the apostrophe that our own exports put before what a spreadsheet might run."""
    return cell[1:] if cell.startswith("'") and neutralise(cell[1:]) == cell else cell


def check_file(path):
    """Raise ``ImportRefused`` unless ``path`` is a file of a bearable size."""
    path = Path(path)
    if not path.is_file():
        raise ImportRefused([Fault(str(path), _("There is no such file. Check the name."))])
    if path.stat().st_size > MAX_BYTES:
        raise ImportRefused([Fault(path.name, _("The file is larger than 50 MB. Split it into parts."))])


def read_text(path):
    """The text of ``path``: UTF-8 or UTF-16 with or without a byte order mark, or else the encoding of Excel."""
    content = Path(path).read_bytes()
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _read_csv(path):
    """Pairs of the line on which a row begins and its cells."""
    text = read_text(path)
    first, _end, rest = text.partition("\n")
    skipped = 0
    if first.strip().lower().startswith("sep="):
        # Excel writes this line to tell itself the separator.
        text, skipped = rest, 1
        first = rest.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    begins = 1 + skipped
    try:
        for cells in reader:
            yield begins, [cell.strip() for cell in cells]
            begins = reader.line_num + 1 + skipped
    except csv.Error as error:
        reason = _("This is no csv that can be read (%s). Check the quotation marks.") % error
        raise ImportRefused([Fault(_("line %s") % begins, reason)]) from error


def _read_xlsx(path):
    """Pairs of the number of a row and its cells, from the first sheet."""
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        page = book.worksheets[0]
        page.reset_dimensions()
        for line, cells in enumerate(page.iter_rows(values_only=True), start=1):
            yield line, ["" if cell is None else _shown(cell) for cell in cells]
    except (
        InvalidFileException,
        BadZipFile,
        SyntaxError,
        OSError,
        KeyError,
        IndexError,
        ValueError,
    ) as error:
        reason = _("This is no spreadsheet that can be read. Save it again as .xlsx, without a password.")
        raise ImportRefused([Fault(path.name, reason)]) from error
    book.close()


def _shown(cell):
    """The value of a cell as people see it: no ``.0`` behind a whole number, no midnight behind a day."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime) and cell.time() == time.min:
        cell = cell.date()
    return str(cell).strip()


class Mapping(dict):
    """A mapping of a YAML file that knows where it stands: ``line``, and ``lines`` by key."""

    line = 0
    lines: dict

    def where(self, key=None):
        """The place of ``key`` (or of the mapping) in words, for a ``Fault``."""
        if key is None:
            return _("line %s") % self.line
        return _("line %(line)s, %(key)s") % {"line": self.lines.get(key, self.line), "key": key}


class _StrictLoader(yaml.SafeLoader):
    """YAML without surprises: a key that stands twice is a fault, not a silent overwrite."""


def _no_key_twice(loader, node, deep=False):
    lines = {}
    for key_node, _value in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, Hashable):
            raise yaml.constructor.ConstructorError(None, None, "a key is no plain word", key_node.start_mark)
        if key in lines:
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {key!r} stands twice", key_node.start_mark
            )
        lines[key] = key_node.start_mark.line + 1
    mapping = Mapping(yaml.SafeLoader.construct_mapping(loader, node, deep))
    mapping.line, mapping.lines = node.start_mark.line + 1, lines
    return mapping


def _number_or_code(loader, node):
    """A whole number; what begins with a zero is a code (YAML would read 0123 as 83)."""
    if len(node.value) > 1 and node.value.startswith("0") and node.value.isdecimal():
        return node.value
    return yaml.SafeLoader.construct_yaml_int(loader, node)


_StrictLoader.add_constructor("tag:yaml.org,2002:int", _number_or_code)
_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _no_key_twice)


def read_yaml(path):
    """The content of a YAML file; its mappings are ``Mapping`` objects, which know their lines.

    Raises ``ImportRefused`` with the line for a file that cannot be read.
    """
    path = Path(path)
    check_file(path)
    try:
        return yaml.load(read_text(path), Loader=_StrictLoader)  # noqa: S506 - a SafeLoader
    except (yaml.YAMLError, RecursionError, TypeError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = _("line %s") % (mark.line + 1) if mark else path.name
        problem = getattr(error, "problem", None) or str(error)
        raise ImportRefused([Fault(where, _("This is not YAML that can be read: %s.") % problem)]) from error


class ImportCommand(BaseCommand):
    """A management command that loads a file: ``FILE``, ``--dry-run``, a progress bar, every fault named.

    Subclasses give ``load(path, *, dry_run, progress, **options) -> ImportReport``; ``progress(rows)`` wraps an
    iterable in a bar.
    """

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="The file to load.")
        parser.add_argument(
            "--dry-run", action="store_true", help="Check the file and say what would change."
        )

    def load(self, path, *, dry_run, progress, **options):
        """Load ``path``; see the class."""
        raise NotImplementedError

    def handle(self, *args, file, dry_run, **options):
        def progress(rows, **bar):
            # Not self.stderr: it ends each write with a new line, and a bar rewrites its line.
            return tqdm(rows, file=sys.stderr, disable=None if options["verbosity"] else True, **bar)

        try:
            report = self.load(Path(file), dry_run=dry_run, progress=progress, **options)
        except ImportRefused as refused:
            for fault in refused.faults:
                self.stderr.write(self.style.ERROR(str(fault)))
            raise CommandError(f"Nothing was changed. Things to mend: {len(refused.faults)}.") from refused
        if not options["verbosity"]:
            return
        for note in report.notes:
            self.stdout.write(note)
        begin = "Would add" if dry_run else "Added"
        self.stdout.write(
            f"{begin}: {report.added}. Changed: {report.changed}. Already as in the file: {report.unchanged}."
        )
