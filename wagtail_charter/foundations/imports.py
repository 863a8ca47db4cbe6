"""What every importer does alike: read rows, gather all faults, show progress, change all or nothing."""

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import yaml
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from openpyxl.utils.exceptions import InvalidFileException
from tqdm import tqdm

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


def read_rows(path):
    """The rows of a csv or xlsx file as ``Row`` objects, empty rows left out; cells are stripped text.

    Raises ``ImportRefused`` for a file that cannot be read, has no header, or names a column twice.
    """
    path = Path(path)
    check_file(path)
    reader = {".csv": _read_csv, ".xlsx": _read_xlsx}.get(path.suffix.lower())
    if reader is None:
        raise ImportRefused([Fault(path.name, _("Use a file that ends in .csv or .xlsx."))])
    lines = list(reader(path))
    if not lines or not any(lines[0]):
        raise ImportRefused([Fault(path.name, _("The file is empty. Its first line names the columns."))])
    header = [name.strip().lower().replace(" ", "_") for name in lines[0]]
    twice = {name for name in header if name and header.count(name) > 1}
    if twice:
        reason = _("The column stands there twice. Keep one.")
        raise ImportRefused([Fault(_("line 1, column %s") % name, reason) for name in sorted(twice)])
    return [
        Row(number, {name: cell for name, cell in zip(header, cells, strict=False) if name})
        for number, cells in enumerate(lines[1:], start=2)
        if any(cells)
    ]


def check_file(path):
    """Raise ``ImportRefused`` unless ``path`` is a file of a bearable size."""
    path = Path(path)
    if not path.is_file():
        raise ImportRefused([Fault(str(path), _("There is no such file. Check the name."))])
    if path.stat().st_size > MAX_BYTES:
        raise ImportRefused([Fault(path.name, _("The file is larger than 50 MB. Split it into parts."))])


def read_text(path):
    """The text of ``path``: UTF-8 with or without a byte order mark, or else the encoding that Excel writes."""
    content = Path(path).read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _read_csv(path):
    text = read_text(path)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        yield [cell.strip() for cell in cells]


def _read_xlsx(path):
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, OSError, KeyError, ValueError) as error:
        reason = _("This is no spreadsheet that can be read. Save it again as .xlsx.")
        raise ImportRefused([Fault(path.name, reason)]) from error
    for cells in book.worksheets[0].iter_rows(values_only=True):
        yield ["" if cell is None else str(cell).strip() for cell in cells]


class _StrictLoader(yaml.SafeLoader):
    """YAML without surprises: a key that stands twice is a fault, not a silent overwrite."""


def _no_key_twice(loader, node, deep=False):
    seen = set()
    for key_node, _value in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {key!r} stands twice", key_node.start_mark
            )
        seen.add(key)
    return yaml.SafeLoader.construct_mapping(loader, node, deep)


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _no_key_twice)


def read_yaml(path):
    """The content of a YAML file. Raises ``ImportRefused`` with the line for a file that cannot be read."""
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
            return tqdm(rows, file=self.stderr, disable=None if options["verbosity"] else True, **bar)

        try:
            report = self.load(Path(file), dry_run=dry_run, progress=progress, **options)
        except ImportRefused as refused:
            for fault in refused.faults:
                self.stderr.write(self.style.ERROR(str(fault)))
            raise CommandError(f"Nothing was changed. Things to mend: {len(refused.faults)}.") from refused
        for note in report.notes:
            self.stdout.write(note)
        begin = "Would add" if dry_run else "Added"
        self.stdout.write(
            f"{begin}: {report.added}. Changed: {report.changed}. Already as in the file: {report.unchanged}."
        )
