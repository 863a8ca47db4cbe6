"""Spreadsheets that nobody need fear."""

import csv
import io
from datetime import UTC, date, datetime
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest

from wagtail_charter.foundations.exports import neutralise, stream_csv, stream_xlsx
from wagtail_charter.foundations.workbooks import LONGEST_TEXT

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


def book_of(header, rows):
    content = b"".join(stream_xlsx("list.xlsx", header, rows).streaming_content)
    return openpyxl.load_workbook(io.BytesIO(content))


def test_first_bytes_of_an_xlsx_leave_before_the_first_row_is_read():
    asked = []

    def rows():
        for number in range(2000):
            asked.append(number)
            yield [number, f"{number * 7919 % 1000} words that differ"] * 20

    parts = iter(stream_xlsx("list.xlsx", ["n", "words"] * 20, rows()).streaming_content)

    assert next(parts).startswith(b"PK")
    assert asked == []
    assert next(parts)
    assert 0 < len(asked) < 2000


def test_xlsx_is_a_whole_archive_with_no_part_twice():
    content = b"".join(stream_xlsx("list.xlsx", ["n"], ([n] for n in range(3000))).streaming_content)

    archive = ZipFile(io.BytesIO(content))

    assert archive.testzip() is None
    assert len(set(archive.namelist())) == len(archive.namelist()) == 6
    for name in archive.namelist():
        ElementTree.fromstring(archive.read(name))
    assert [row[0].value for row in book_of(["n"], ([n] for n in range(3000))).active.iter_rows()] == [
        "n",
        *range(3000),
    ]


WORDS = ['a & b < c > d "e"', "two\nlines", "  spaces  ", "żółw 🙂", "0123", "TRUE", "1e5"]


@pytest.mark.parametrize("words", WORDS)
def test_xlsx_keeps_words_as_they_are(words):
    assert [cell.value for cell in first_row_of_xlsx([words], [words])] == [words]


def test_xlsx_with_signs_that_no_spreadsheet_holds_can_be_opened():
    cells = first_row_of_xlsx(["a"], ["bell \x07 and half \ud800", "_x0041_", "x" * 40_000, True, None, 0])

    assert cells[0].value.startswith("bell ")
    assert cells[1].value != "A"
    assert len(cells[2].value) == LONGEST_TEXT
    assert [cell.value for cell in cells[3:]] == [True, None, 0]


def test_xlsx_has_its_columns_where_they_belong_beyond_the_letter_z():
    row = [None] * 703
    row[25], row[26], row[701], row[702] = "Z", "AA", "ZZ", "AAA"

    cells = first_row_of_xlsx(["a"], row)

    assert [cell.coordinate for cell in cells if cell.value] == ["Z2", "AA2", "ZZ2", "AAA2"]
    assert [cell.value for cell in cells if cell.value] == ["Z", "AA", "ZZ", "AAA"]


def test_xlsx_writes_a_day_that_the_format_cannot_count_as_text():
    cells = first_row_of_xlsx(["a"], [date(1899, 5, 1), datetime(1850, 1, 2, 3, 4), float("nan")])

    assert [cell.value for cell in cells] == ["1899-05-01", "1850-01-02 03:04:00", "nan"]


def test_name_of_the_sheet_has_no_sign_that_a_sheet_cannot_have():
    response = stream_xlsx("list.xlsx", ["a"], [], sheet='A/B [x] & "' + "y" * 40)

    names = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).sheetnames

    assert names == [('A B  x  & "' + "y" * 40)[:31]]
