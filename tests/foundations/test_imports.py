"""Reading tables and YAML: what every importer builds on."""

import openpyxl
import pytest

from wagtail_charter.foundations.imports import Fault, ImportRefused, plain, read_rows, read_text, read_yaml


def rows_of(path, content, **options):
    path.write_bytes(content)
    return [(row.line, row.cells) for row in read_rows(path, **options)]


def test_rows_are_stripped_and_know_their_line(tmp_path):
    content = b'Name , Long  Name\n a ,"b\nc"\n\n,\nd,e\n'

    assert rows_of(tmp_path / "x.csv", content) == [
        (2, {"name": "a", "long_name": "b\nc"}),
        (6, {"name": "d", "long_name": "e"}),
    ]


@pytest.mark.parametrize(
    "content",
    [b"a;b\n1;2", b"a\tb\n1\t2", b"sep=;\na;b\n1;2", "a,b\n1,2".encode("utf-16"), b"\xef\xbb\xbfa,b\n1,2"],
)
def test_separators_and_encodings_of_spreadsheets_are_understood(tmp_path, content):
    ((_line, cells),) = rows_of(tmp_path / "x.csv", content)

    assert cells == {"a": "1", "b": "2"}


def test_old_encoding_of_excel_is_understood(tmp_path):
    (tmp_path / "x.txt").write_bytes("Caffè – £5".encode("cp1252"))

    assert read_text(tmp_path / "x.txt") == "Caffè – £5"


def test_faults_of_cells_are_raised_or_collected(tmp_path):
    content = b"a,a\n1,2,3\n"
    with pytest.raises(ImportRefused) as refused:
        rows_of(tmp_path / "x.csv", content)
    collected = []
    rows_of(tmp_path / "x.csv", content, faults=collected)

    assert refused.value.faults == collected
    assert [fault.where for fault in collected] == ["line 1, column a", "line 2"]


def test_csv_with_a_cell_that_never_ends_is_refused(tmp_path):
    with pytest.raises(ImportRefused) as refused:
        rows_of(tmp_path / "x.csv", b'a\n"' + b"x" * 200_000)

    assert refused.value.faults[0].where == "line 2"


def test_numbers_and_dates_of_spreadsheets_are_read_as_people_see_them(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["a", "b", "c", "d"])
    book.active.append([7, 7.0, 7.5, None])
    book.save(tmp_path / "x.xlsx")

    assert [row.cells for row in read_rows(tmp_path / "x.xlsx")] == [
        {"a": "7", "b": "7", "c": "7.5", "d": ""}
    ]


@pytest.mark.parametrize(("cell", "kept"), [("'=1", "=1"), ("'tis", "'tis"), ("'", "'"), ("x", "x")])
def test_apostrophe_of_our_exports_is_taken_off_again(cell, kept):
    assert plain(cell) == kept


def test_mappings_of_yaml_know_their_lines(tmp_path):
    (tmp_path / "x.yaml").write_text("a:\n  - b: 1\n    c: 007\n")

    content = read_yaml(tmp_path / "x.yaml")

    assert content == {"a": [{"b": 1, "c": "007"}]}
    assert content["a"][0].where("c") == "line 3, c"


@pytest.mark.parametrize(
    "text", ["a: 1\na: 2", "a: [", "? [a]\n: 1", "a: !!python/object:os.system x", "a: *b"]
)
def test_yaml_that_cannot_be_trusted_is_refused(tmp_path, text):
    (tmp_path / "x.yaml").write_text(text)

    with pytest.raises(ImportRefused):
        read_yaml(tmp_path / "x.yaml")


def test_file_that_is_too_large_is_refused_before_it_is_read(tmp_path):
    with (tmp_path / "x.csv").open("wb") as file:
        file.truncate(51 * 1024 * 1024)

    with pytest.raises(ImportRefused, match="50 MB"):
        read_rows(tmp_path / "x.csv")


def test_fault_says_where_and_why():
    assert str(Fault("line 3, column region", "Enter a region.")) == "line 3, column region: Enter a region."
