"""Makes real files, in open and in Word format, from the short Markdown of the demo resources."""

import io
import re
import zipfile
from xml.sax.saxutils import escape

import docx

_ODT = "application/vnd.oasis.opendocument.text"
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODT}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
_CONTENT = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    "<office:body><office:text>{body}</office:text></office:body></office:document-content>"
)


def make_file(filename, text):
    """The bytes of a file called ``filename`` (.odt, .docx or .txt) that says ``text`` (Markdown)."""
    ending = filename.rpartition(".")[2]
    return {"odt": _odt, "docx": _docx, "txt": lambda markdown: markdown.encode()}[ending](text)


def _blocks(markdown):
    """``(kind, level, words)`` for each line that says something; kind is heading, item, number or text."""
    for line in markdown.splitlines():
        words = line.strip()
        if not words or re.fullmatch(r"[|\s:-]+", words):
            continue
        if heading := re.match(r"(#+) (.*)", words):
            yield "heading", len(heading[1]), _plain(heading[2])
        elif item := re.match(r"[-*] (.*)", words):
            yield "item", 1, _plain(item[1])
        elif number := re.match(r"\d+\. (.*)", words):
            yield "number", 1, _plain(number[1])
        else:
            yield "text", 0, _plain(words.strip("|").replace("|", "–"))


def _plain(words):
    return re.sub(r"[*_]{2}(.+?)[*_]{2}", r"\1", words)


def _odt(markdown):
    parts = []
    for kind, level, words in _blocks(markdown):
        if kind == "heading":
            parts.append(f'<text:h text:outline-level="{level}">{escape(words)}</text:h>')
        elif kind in ("item", "number"):
            parts.append(
                f"<text:list><text:list-item><text:p>{escape(words)}</text:p></text:list-item></text:list>"
            )
        else:
            parts.append(f"<text:p>{escape(words)}</text:p>")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        # The type comes first and uncompressed: OpenDocument 1.2, part 3, section 3.3.
        archive.writestr(zipfile.ZipInfo("mimetype"), _ODT, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", _CONTENT.format(body="".join(parts)))
    return target.getvalue()


def _docx(markdown):
    document = docx.Document()
    styles = {"item": "List Bullet", "number": "List Number", "text": None}
    for kind, level, words in _blocks(markdown):
        if kind == "heading":
            document.add_heading(words, min(level, 4))
        else:
            document.add_paragraph(words, style=styles[kind])
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
