"""What a room says of the personal data that it holds, so that the data map is code and cannot drift.

A room that holds personal data has a ``retention.py`` with

* ``HOLDINGS``: a list of ``Holding``, one for each kind of data that leaves on its own day;
* ``GUARDS`` (optional): a list of ``Guard``, where the room still needs rows that a room below it would let go;
* ``person(who)``: a list of ``Record``, everything that it holds about somebody;
* ``mentions(words)``: a list of ``Record``, where texts name somebody, for a person to read;
* ``reasons_to_keep(who)`` (optional): sentences that say what has to happen before somebody can be forgotten;
* ``forget(who, at=…)``: takes the names and addresses out, keeps decisions, returns how many rows it changed.

``governance`` walks the rooms. It asks the guards and the legal holds first; a room need not know of them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.html import strip_tags
from wagtail.fields import StreamField
from wagtail.models import ModelLogEntry, Page, Revision

#: Shorter words are in too many texts to search for.
SHORTEST_NAME = 4


@dataclass(frozen=True)
class Holding:
    """One kind of personal data: what, why, who sees it, for how long, and how it goes.

    ``due(before)``: the rows whose period began before the moment ``before``, as a queryset. ``purge(rows)``: lets a
    list of such rows go, files, revisions and log lines too. ``names(row)``: the references and addresses under which
    a legal hold keeps ``row``. ``label(row)``: how the destruction log names a row, without content (default: it does
    not). ``keep``: the name of the period in the setting ``RETENTION``; ``None`` means until the charter team removes
    it, and then there is no ``due``. ``is_routine``: it goes by itself, once a day, without a plan that somebody confirms.
    """

    slug: str
    room: str
    what: str
    data: str
    why: str
    who_sees: str
    trigger: str
    keep: str | None = None
    due: Callable | None = None
    purge: Callable | None = None
    names: Callable = field(default=lambda row: ())
    label: Callable | None = None
    is_routine: bool = False


@dataclass(frozen=True)
class Guard:
    """That a room still needs rows of another room's holding.

    ``keeps(before, held)``: the keys of those rows, as a queryset; ``held`` are the references under a legal hold.
    """

    holding: str
    keeps: Callable


@dataclass(frozen=True)
class Person:
    """Somebody whose data is looked for: the e-mail address that they gave."""

    email: str

    def __post_init__(self):
        object.__setattr__(self, "email", self.email.strip())
        if "@" not in self.email:
            raise ValueError("A person is looked for by their e-mail address.")


@dataclass(frozen=True)
class Record:
    """One thing that is held: its kind, and its facts as ``{label: value}``, values that JSON can hold."""

    kind: str
    facts: dict
    at: datetime | None = None


def clear_traces(rows):
    """Delete the revisions of ``rows`` (saved rows of one or more models) and what Wagtail's log says of them.

    The lines of the log stay (somebody did something on that day), with the kind and number of the row for its name.
    """
    for row in rows:
        kind = ContentType.objects.get_for_model(row, for_concrete_model=False)
        Revision.objects.filter(content_type=kind, object_id=str(row.pk)).delete()
        ModelLogEntry.objects.filter(content_type=kind, object_id=str(row.pk)).update(
            label=f"{row._meta.verbose_name} {row.pk}"[:255], data={}
        )


def searchable(words):
    """Those of ``words`` that can be searched for in texts: long enough, each once, whatever their case."""
    found = {}
    for word in words:
        word = (word or "").strip()
        if len(word) >= SHORTEST_NAME:
            found.setdefault(word.casefold(), word)
    return list(found.values())


def excerpt(text, words, around=120):
    """The part of ``text`` around the first of ``words`` in it, or an empty string."""
    folded = text.casefold()
    places = [place for word in words if (place := folded.find(word.casefold())) >= 0]
    if not places:
        return ""
    begin, end = max(0, min(places) - around), min(places) + around
    return f"{'…' if begin else ''}{text[begin:end]}{'…' if end < len(text) else ''}"


def text_mentions(texts, words):
    """A ``Record`` for each of ``texts`` that holds one of ``words``; each is ``(kind, where it stands, text, when)``."""
    return [
        Record(kind, {"where": where, "words": said}, at)
        for kind, where, text, at in texts
        if (said := excerpt(text, words))
    ]


def page_mentions(page_types, words, kind):
    """A ``Record`` for each page of ``page_types`` whose texts hold one of ``words``; ``kind``: what such a page is."""
    return [
        Record(
            kind, {"page": page.title, "address": page.get_url() or "", "words": said}, page.last_published_at
        )
        for page_type in page_types
        for page in page_type.objects.order_by("pk").iterator()
        if (said := excerpt(_words_of(page), words))
    ]


def _words_of(page):
    """Every text that editors wrote on ``page``, in one."""
    own = [field for field in page._meta.get_fields() if getattr(field, "model", None) not in (None, Page)]
    texts = [page.title]
    for each in own:
        if isinstance(each, StreamField):
            texts += _strings_in(list(getattr(page, each.name).raw_data))
        elif isinstance(each, (models.CharField, models.TextField)) and not each.choices:
            texts.append(getattr(page, each.name) or "")
    return strip_tags(" ".join(texts))


def _strings_in(data):
    if isinstance(data, str):
        return [data]
    parts = data.values() if isinstance(data, dict) else data if isinstance(data, (list, tuple)) else ()
    return [text for part in parts for text in _strings_in(part)]
