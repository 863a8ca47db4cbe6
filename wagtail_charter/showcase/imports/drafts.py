"""What an entry is on its way from a file to a page."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html import escape, unescape

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from wagtail_charter.foundations.imports import Fault
from wagtail_charter.showcase.blocks import Attribution

_WORD = re.compile(r"\w+")
_NO_WORDS = {"level", "paid", "kind", "url", "image", "picture", "captions", "name_consent", "decorative"}


@dataclass
class EntryDraft:
    """One entry as a file tells it. ``body``: ``(block type, value)`` pairs in the shape that StreamField stores.

    ``facts`` holds the plain fields of the page; ``service`` is a name; ``picture`` a file name. ``carried``: words of
    the source that the form of a block stands for (the number of a list item, the "said" before a name).
    """

    where: str
    title: str
    slug: str
    service: str = ""
    provider: str = ""
    is_service_needed: bool = True
    themes: list = field(default_factory=list)
    picture: str = ""
    facts: dict = field(default_factory=dict)
    body: list = field(default_factory=list)
    carried: list = field(default_factory=list)

    def at(self, name):
        """The place of the part ``name`` in the file, for a ``Fault``: a path, or a line and column."""
        return f"{self.where}, {name}" if " " in self.where else f"{self.where}.{name}"

    def words(self):
        """Every word of the draft's title and body, counted, upper and lower case alike."""
        texts = [self.title, *self.carried]
        for kind, value in self.body:
            texts += _texts(value, is_rich=kind == "paragraph")
        return count_words(" ".join(texts))


def count_words(text):
    """How often each word stands in ``text``, upper and lower case alike."""
    return Counter(_WORD.findall(text.casefold()))


def check_words(source, drafts, where):
    """Faults for each word of ``source`` (text) that stands in none of ``drafts``: an import loses no word."""
    lost = count_words(source)
    for draft in drafts:
        lost -= draft.words()
    if not lost:
        return []
    words = ", ".join(sorted(lost)[:20])
    return [Fault(where, _("These words would be lost: %s. Check how they stand in the file.") % words)]


def rich(text):
    """Plain text as the rich text that a paragraph stores; an empty line begins a new paragraph."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", text.strip())]
    return "".join(f"<p>{escape(part, quote=False)}</p>" for part in parts if part)


def plain(html):
    """The words of rich text."""
    return " ".join(unescape(strip_tags(re.sub(r"(</\w+>|<br ?/?>)", r"\1 ", html))).split())


def _texts(value, *, is_rich=False):
    if isinstance(value, dict):
        if value.get("attribution") in (Attribution.LIVED_EXPERIENCE, Attribution.FAMILY_MEMBER):
            yield str(Attribution(value["attribution"]).label)
        for name, child in value.items():
            if name not in {*_NO_WORDS, "attribution"}:
                yield from _texts(child)
    elif isinstance(value, list):
        for child in value:
            yield from _texts(child)
    elif isinstance(value, str):
        yield plain(value) if is_rich else value
