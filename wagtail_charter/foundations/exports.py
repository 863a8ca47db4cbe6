"""Spreadsheets that people can open without fear: no cell runs as a formula, and rows stream.

Rule: OWASP, "CSV Injection": a cell that begins with one of ``= + - @``, a tab or a carriage return may run.
"""

import csv
import tempfile
from datetime import datetime

import xlsxwriter
from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone

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
    """An xlsx download of ``rows`` below ``header``, written to a temporary file with constant memory."""
    target = tempfile.TemporaryFile()
    book = xlsxwriter.Workbook(
        target,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
        },
    )
    page = book.add_worksheet(sheet[:31])
    formats = {
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "datetime": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
    }
    for number, row in enumerate(_with_header(header, rows)):
        for column, cell in enumerate(row):
            _write_cell(page, number, column, cell, formats)
    book.close()
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=filename, content_type=XLSX_TYPE)


def _with_header(header, rows):
    yield [str(cell) for cell in header]
    yield from rows


def _write_cell(page, row, column, cell, formats):
    if cell is None or cell == "":
        return
    if isinstance(cell, bool | int | float):
        page.write(row, column, cell)
    elif isinstance(cell, datetime):
        page.write_datetime(row, column, _by_the_clock(cell), formats["datetime"])
    elif hasattr(cell, "year"):
        page.write_datetime(row, column, cell, formats["date"])
    else:
        page.write_string(row, column, neutralise(str(cell)))


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
