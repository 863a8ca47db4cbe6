"""A spreadsheet (xlsx) that leaves while it is written: the first bytes at once, and nothing kept.

Libraries write the whole book first, because they gather its texts in a table at the end. Here each text stands in its
cell (``inlineStr``) and the archive carries its sizes behind each part, so no byte is ever changed after it has left.
Format: ECMA-376, Office Open XML, part 1, 18.3 (worksheets) and 18.8 (styles).
"""

import io
import re
from datetime import date, datetime
from itertools import chain, islice
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils import timezone

#: A cell holds no more characters.
LONGEST_TEXT = 32_767
_ROWS_A_WRITE = 250
_DAY_ZERO = datetime(1899, 12, 30)
#: Before this day the format counts a 29 February 1900 that never was.
_FIRST_DAY = date(1900, 3, 1)
#: What XML cannot hold is written as ``_x000B_``, and a text that looks so is kept apart from it.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)")

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_CONTENT}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_CONTENT}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_CONTENT}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    # Style 1 shows days, style 2 moments.
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/>'
        '<numFmt numFmtId="165" formatCode="yyyy-mm-dd hh:mm"/></numFmts>'
        '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ),
}  # fmt: skip
_BOOK = (
    f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>'
)


def xlsx_parts(header, rows, *, sheet):
    """The bytes of a book with one ``sheet``, piece by piece; ``rows`` (sequences of values) are read as they leave.

    Texts are written as they are: who calls has made them harmless (``exports.neutralise``). Moments are shown by the
    clock of the site.
    """
    leaving = _Leaving()
    with ZipFile(leaving, "w", ZIP_DEFLATED) as book:
        for name, content in _PARTS.items():
            book.writestr(name, _XML + content)
        book.writestr("xl/workbook.xml", _XML + _BOOK.format(name=_attribute(sheet)))
        yield leaving.take()
        with book.open("xl/worksheets/sheet1.xml", "w") as page:
            page.write(f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            numbered = enumerate(chain([header], rows), start=1)
            while some := [_row(number, cells) for number, cells in islice(numbered, _ROWS_A_WRITE)]:
                page.write("".join(some).encode())
                if piece := leaving.take():
                    yield piece
            page.write(b"</sheetData></worksheet>")
    yield leaving.take()


def _row(number, cells):
    written = [_cell(f"{_letters(place)}{number}", value) for place, value in enumerate(cells)]
    return f'<row r="{number}">{"".join(written)}</row>'


def _cell(place, value):
    """One cell; nothing for an empty one."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float) and abs(value) < float("inf"):
        return f'<c r="{place}"><v>{value!r}</v></c>'
    if isinstance(value, datetime):
        moment = timezone.make_naive(value) if timezone.is_aware(value) else value
        if moment.date() >= _FIRST_DAY:
            return f'<c r="{place}" s="2"><v>{(moment - _DAY_ZERO).total_seconds() / 86400!r}</v></c>'
    elif isinstance(value, date) and value >= _FIRST_DAY:
        return f'<c r="{place}" s="1"><v>{value.toordinal() - _DAY_ZERO.toordinal()}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{_text(str(value))}</t></is></c>'


def _text(value):
    return escape(_UNWRITABLE.sub(lambda sign: f"_x{ord(sign[0]):04X}_", value[:LONGEST_TEXT]))


def _attribute(value):
    """The name of a sheet: at most 31 characters, without those that no sheet may have."""
    return escape(re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", value)[:31], {'"': "&quot;"})


_known_letters = []


def _letters(place):
    """The letters of a column: A, B, … Z, AA, …"""
    while place >= len(_known_letters):
        rest, letters = len(_known_letters) + 1, ""
        while rest:
            rest, last = divmod(rest - 1, 26)
            letters = chr(ord("A") + last) + letters
        _known_letters.append(letters)
    return _known_letters[place]


class _Leaving(io.RawIOBase):
    """A file of which what was written can be taken away; it cannot be sought in."""

    def __init__(self):
        super().__init__()
        self._held = []

    def writable(self):
        return True

    def write(self, content):
        self._held.append(bytes(content))
        return len(content)

    def take(self):
        """What was written since the last time."""
        held, self._held = b"".join(self._held), []
        return held
