"""Spells abbreviations out where a page first uses them, in the text of finished HTML and nowhere else.

"the L&D team" becomes "the <abbr>L&D</abbr> (liaison and diversion) team": the words stand in the text, for
everyone, and the sentence keeps its grammar. Later uses carry the words as a title. Where the text spells the
abbreviation out by itself, nothing is added. Links, headings, attributes and code are left alone, and so is whatever
carries ``data-as-it-is``: names.
"""

import re
from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser

#: Inside these elements the text stays as it is.
_LEFT_ALONE = {
    "a",
    "abbr",
    "button",
    "code",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "label",
    "script",
    "style",
    "title",
}
#: These have no end tag.
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_MARK = "data-as-it-is"
#: How much text before an abbreviation is looked at for its words.
_LOOK_BACK = 4000


@dataclass(frozen=True)
class Abbreviation:
    """An abbreviation with its spellings and words; ``is_spelled_out``: whether its first use shows the words."""

    spellings: tuple
    full: str
    meaning: str = ""
    is_spelled_out: bool = True


@dataclass
class Expanded:
    """Finished HTML, and the abbreviations that stand in it, in the order of their first use."""

    html: str
    used: list = field(default_factory=list)


def expand(html, abbreviations):
    """``html`` with each of the ``abbreviations`` (``Abbreviation`` objects) spelled out at its first use.

    ``html`` is trusted markup; what is added is escaped. Returns ``Expanded``.
    """
    by_spelling = {spelling: one for one in abbreviations for spelling in one.spellings}
    if not by_spelling:
        return Expanded(html)
    walker = _Walker(by_spelling)
    walker.feed(html)
    walker.close()
    return Expanded("".join(walker.out), walker.used)


class _Walker(HTMLParser):
    """Copies HTML as it is, but for the text between tags."""

    def __init__(self, by_spelling):
        super().__init__(convert_charrefs=False)
        self.by_spelling = by_spelling
        longest_first = sorted(by_spelling, key=len, reverse=True)
        self.pattern = re.compile(rf"(?<![\w&])({'|'.join(map(re.escape, longest_first))})(?![\w&])")
        self.out, self.used, self.seen, self.closed = [], [], "", []
        self.text = []

    def handle_starttag(self, tag, attrs):
        self._flush()
        self.out.append(self.get_starttag_text())
        is_left_alone = self.closed or tag in _LEFT_ALONE or any(name == _MARK for name, _value in attrs)
        if is_left_alone and tag not in _VOID:
            self.closed.append(tag)

    def handle_startendtag(self, tag, attrs):
        self._flush()
        self.out.append(self.get_starttag_text())

    def handle_endtag(self, tag):
        self._flush()
        self.out.append(f"</{tag}>")
        if tag in self.closed:
            while self.closed.pop() != tag:
                pass

    def handle_data(self, data):
        self.text.append(data)

    def handle_entityref(self, name):
        self.text.append(f"&{name};")

    def handle_charref(self, name):
        self.text.append(f"&#{name};")

    def handle_comment(self, data):
        self._flush()
        self.out.append(f"<!--{data}-->")

    def handle_decl(self, decl):
        self._flush()
        self.out.append(f"<!{decl}>")

    def close(self):
        super().close()
        self._flush()

    def _flush(self):
        raw, self.text = "".join(self.text), []
        if not raw:
            return
        words = unescape(raw)
        self.out.append(raw if self.closed else self._expanded(raw, words))
        self.seen = f"{self.seen} {words}"[-_LOOK_BACK:]

    def _expanded(self, raw, words):
        parts, end = [], 0
        for found in self.pattern.finditer(words):
            parts.append(escape(words[end : found.start()], quote=False))
            parts.append(self._one(found, words))
            end = found.end()
        return raw if not parts else "".join([*parts, escape(words[end:], quote=False)])

    def _one(self, found, words):
        one = self.by_spelling[found[0]]
        marked = escape(found[0], quote=False)
        if one in self.used:
            return f'<abbr title="{escape(one.full)}">{marked}</abbr>'
        self.used.append(one)
        if not one.is_spelled_out or self._says_it_already(one, found, words):
            return f'<abbr title="{escape(one.full)}">{marked}</abbr>'
        return f"<abbr>{marked}</abbr> ({escape(one.full, quote=False)})"

    def _says_it_already(self, one, found, words):
        full = " ".join(one.full.split()).casefold()
        before = " ".join(f"{self.seen} {words[: found.start()]}".split()).casefold()
        after = " ".join(words[found.end() :].split()).casefold()
        return full in before or after.lstrip(" (:–-").startswith(full)
