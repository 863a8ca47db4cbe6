"""Spreadsheets that people can open without fear: no cell runs as a formula, and rows stream.

Rule: OWASP, "CSV Injection": a cell that begins with one of ``= + - @``, a tab or a carriage return may run.
"""

import csv
from datetime import date, datetime

from django.http import StreamingHttpResponse
from django.utils import timezone

from wagtail_charter.foundations.workbooks import xlsx_parts

DANGEROUS_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def neutralise(value):
    """``value`` as a cell that shows what it says: text that a spreadsheet might run gets a leading apostrophe."""
    if isinstance(value, str) and value.startswith(DANGEROUS_STARTS):
        return f"'{value}"
    return value


def stream_csv(filename, header, rows):
    """A streaming csv download of ``rows`` (an iterable of sequences) below ``header``."""
    return StreamingHttpResponse(
        csv_lines(header, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{filename}"'},
    )


def csv_lines(header, rows):
    """The lines of a csv file, formulas neutralised; begins with a byte order mark so that Excel reads UTF-8."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow([neutralise(str(cell)) for cell in header])
    for row in rows:
        yield writer.writerow([_csv_cell(cell) for cell in row])


def _csv_cell(cell):
    """``cell`` as a csv file shows it: moments by the clock of the site, to the minute, as a spreadsheet reads them."""
    if isinstance(cell, datetime):
        return _by_the_clock(cell).isoformat(" ", "minutes")
    return "" if cell is None else neutralise(cell)


def _by_the_clock(moment):
    """``moment`` without its time zone, as the clock of the site shows it."""
    return timezone.make_naive(moment) if timezone.is_aware(moment) else moment


def stream_xlsx(filename, header, rows, *, sheet="Export"):
    """A streaming xlsx download of ``rows`` below ``header``: the first bytes leave before the first row is read."""
    cells = ([_xlsx_cell(cell) for cell in row] for row in rows)
    return StreamingHttpResponse(
        xlsx_parts([neutralise(str(cell)) for cell in header], cells, sheet=sheet),
        content_type=XLSX_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{filename}"'},
    )


def _xlsx_cell(cell):
    """``cell`` as a spreadsheet shows it: what is neither number nor date is text, and harmless."""
    if cell is None or isinstance(cell, bool | int | float | date):
        return cell
    return neutralise(str(cell))


class SafeExportMixin:
    """For Wagtail's listing and report views with ``list_export``: rows stream and no cell runs as a formula.

    Wagtail's own export keeps every row in memory and leaves formulas alive in csv.
    """

    def get(self, request, *args, **kwargs):
        if self.is_export:
            return self.as_spreadsheet(self.get_queryset(), request.GET["export"])
        return super().get(request, *args, **kwargs)

    def as_spreadsheet(self, queryset, spreadsheet_format):
        header = [self.get_heading(queryset, name) for name in self.list_export]
        rows = self.export_rows(queryset, spreadsheet_format)
        write = stream_csv if spreadsheet_format == self.FORMAT_CSV else stream_xlsx
        return write(f"{self.get_filename()}.{spreadsheet_format}", header, rows)

    def export_rows(self, queryset, spreadsheet_format):
        """The cells of each row, in the order of ``list_export``; override to read plain values, which is faster."""
        for item in _in_batches(queryset):
            yield [
                # Wagtail would write moments by the clock of Greenwich into one kind of file and raw into the other.
                value
                if isinstance(value, datetime)
                else self.preprocess_field_value(name, value, spreadsheet_format)
                for name, value in self.to_row_dict(item).items()
            ]


def _in_batches(rows):
    """``rows`` without keeping them, where they are a queryset."""
    return rows.iterator(chunk_size=2000) if hasattr(rows, "iterator") else iter(rows)


class _Echo:
    """A file that hands back each line instead of keeping it."""

    def write(self, line):
        return line
