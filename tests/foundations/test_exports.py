"""Spreadsheets that nobody need fear."""

import csv
import io
from datetime import UTC, date, datetime

import openpyxl
import pytest

from wagtail_charter.foundations.exports import neutralise, stream_csv, stream_xlsx

DANGEROUS = ["=1+1", "+1", "-1", "@A1", "\tx", "\rx", "\nx", "＝1+1", "＋1", "－1", "＠A1"]  # fullwidth too
HARMLESS = ["", "a=1", " =1", "'=1", "1-1", "a@b.example", 7, -7, 1.5, None, True]


@pytest.mark.parametrize("value", DANGEROUS)
def test_dangerous_text_gets_an_apostrophe(value):
    assert neutralise(value) == f"'{value}"


@pytest.mark.parametrize("value", HARMLESS)
def test_harmless_values_stay_as_they_are(value):
    assert neutralise(value) == value


def test_csv_is_read_back_neutralised_with_its_header():
    response = stream_csv("list.csv", ["=name", "n"], [[value, None] for value in DANGEROUS])
    text = b"".join(response.streaming_content).decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(text, newline="")))

    assert rows == [["'=name", "n"], *[[f"'{value}", ""] for value in DANGEROUS]]
    assert response["Content-Disposition"] == 'attachment; filename="list.csv"'


def first_row_of_xlsx(header, row):
    response = stream_xlsx("list.xlsx", header, [row])
    content = b"".join(response.streaming_content)
    response.file_to_stream.close()
    page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return next(page.iter_rows(min_row=2))


def test_xlsx_is_read_back_as_text_without_formulas_and_links():
    values = ["=1+1", "https://example.org/", "plain", 7]

    cells = first_row_of_xlsx(["a", "b", "c", "d"], values)

    assert [cell.value for cell in cells] == ["'=1+1", "https://example.org/", "plain", 7]
    assert [cell.data_type for cell in cells] == ["s", "s", "s", "n"]
    assert [cell.hyperlink for cell in cells] == [None] * 4


def test_xlsx_keeps_dates_as_dates():
    row = [date(2026, 4, 1), datetime(2026, 4, 1, 9, 30, tzinfo=UTC)]

    assert [cell.value for cell in first_row_of_xlsx(["a", "b"], row)] == [
        datetime(2026, 4, 1),
        datetime(2026, 4, 1, 10, 30),  # in summer, by the clock of the site
    ]
