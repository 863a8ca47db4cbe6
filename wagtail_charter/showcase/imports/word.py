"""Reads the running text of a Word document: what mammoth makes of it, and its plain words read apart from mammoth."""

import io
import zipfile
from html import escape
from html.parser import HTMLParser
from xml.etree import ElementTree

import mammoth
from django.utils.translation import gettext as _

from wagtail_charter.foundations.imports import Fault, ImportRefused
from wagtail_charter.showcase.imports.structure import Line

#: A document unpacks to no more than this.
MAX_UNPACKED = 60 * 1024 * 1024

_STYLE_MAP = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def word_lines(content, *, name):
    """The ``Line`` objects of a Word document (bytes). Raises ``ImportRefused``."""
    try:
        html = mammoth.convert_to_html(
            io.BytesIO(content), style_map=_STYLE_MAP, convert_image=mammoth.images.img_element(_no_picture)
        ).value
    except Exception as error:
        reason = _("This Word document cannot be read. Save it again as .docx.")
        raise ImportRefused([Fault(name, reason)]) from error
    reader = _WordReader()
    reader.feed(html)
    reader.close()
    return reader.lines


def _no_picture(image):
    return {"src": ""}


class _WordReader(HTMLParser):
    """The ``Line`` objects of the HTML that mammoth makes: emphasis and web links are kept, pictures are not."""

    _KEPT = {"strong": "b", "b": "b", "em": "i", "i": "i"}
    _BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.lines, self.lists, self.html, self.text, self.links, self.cells = [], [], [], [], [], None

    def handle_starttag(self, tag, attrs):
        if tag in ("ul", "ol"):
            self._end_line("bullet" if self.lists else "paragraph")
            self.lists.append("bullet" if tag == "ul" else "number")
        elif tag == "tr":
            self._end_line("paragraph")
            self.cells = []
        elif tag in self._BLOCKS and not (tag == "p" and (self.lists or self.cells is not None)):
            self._end_line(self.lists[-1] if self.lists else "paragraph")
        elif tag in self._KEPT:
            self.html.append(f"<{self._KEPT[tag]}>")
        elif tag == "a":
            self._open_link(dict(attrs).get("href") or "")
        elif tag == "br":
            self.handle_data(" ")

    def handle_endtag(self, tag):
        if tag in ("ul", "ol"):
            self._end_line(self.lists.pop() if self.lists else "paragraph")
        elif tag in ("td", "th") and self.cells is not None:
            self.cells.append(" ".join("".join(self.text).split()))
            self.text, self.html = [], []
        elif tag == "tr" and self.cells is not None:
            self._end_row()
        elif tag == "p" and (self.lists or self.cells is not None):
            self.handle_data(" ")
        elif tag in self._BLOCKS:
            kind = "heading" if tag[0] == "h" else self.lists[-1] if self.lists else "paragraph"
            self._end_line(kind, level=int(tag[1]) if kind == "heading" else 0)
        elif tag in self._KEPT:
            self.html.append(f"</{self._KEPT[tag]}>")
        elif tag == "a" and self.links and self.links.pop():
            self.html.append("</a>")

    def handle_data(self, data):
        self.text.append(data)
        self.html.append(escape(data, quote=False))

    def close(self):
        super().close()
        self._end_line("paragraph")

    def _open_link(self, href):
        is_web = href.startswith(("https://", "http://", "mailto:"))
        self.links.append(is_web)
        if is_web:
            self.html.append(f'<a href="{escape(href)}">')

    def _end_row(self):
        cells = [cell for cell in self.cells or [] if cell]
        self.cells = None
        if cells:
            self.lines.append(Line("bullet", ": ".join(cells) if len(cells) == 2 else "; ".join(cells)))

    def _end_line(self, kind, *, level=0):
        text = " ".join("".join(self.text).split())
        html = "".join(self.html).strip()
        self.text, self.html = [], []
        if not text:
            return
        marked = f"<p>{html}</p>" if kind == "paragraph" and "<" in html else ""
        self.lines.append(Line(kind, text, level=level, html=marked))


def word_text(content, *, name):
    """All words of the document's body and notes, so that the check for lost words checks something."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(part.file_size for part in package.infolist()) > MAX_UNPACKED:
                raise ImportRefused([Fault(name, _("The document is too large. Split it into parts."))])
            parts = [
                package.read(part)
                for part in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
                if part in package.namelist()
            ]
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
        reason = _("This is no Word document that can be read. Save it again as .docx.")
        raise ImportRefused([Fault(name, reason)]) from error
    if not parts or any(b"<!DOCTYPE" in part[:2000] for part in parts):
        raise ImportRefused([Fault(name, _("This is no Word document. Save it again as .docx."))])
    try:
        return " ".join(_xml_text(ElementTree.fromstring(part)) for part in parts)  # noqa: S314 -- no DTD above
    except ElementTree.ParseError as error:
        raise ImportRefused([Fault(name, _("The document is damaged. Save it again as .docx."))]) from error


def _xml_text(node):
    if node.tag == f"{_MC}Fallback":
        return ""
    if node.tag == f"{_W}t":
        return node.text or ""
    gap = " " if node.tag in {f"{_W}p", f"{_W}tab", f"{_W}br", f"{_W}tc"} else ""
    return "".join(map(_xml_text, node)) + gap
