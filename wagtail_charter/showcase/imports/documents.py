"""Reads entries from plain text and Word: headings become entries and headings, the rest finds its block.

In text, a line of ``===`` parts entries and the first line of each is its title. In Word, each Heading 1 begins an
entry. Every word of the document stands in the drafts, or the document is refused.
"""

import re
from dataclasses import replace
from pathlib import Path

from django.utils.text import slugify
from django.utils.translation import gettext as _

from wagtail_charter.foundations.imports import Fault, ImportRefused, check_file, read_text
from wagtail_charter.showcase.imports.drafts import EntryDraft, check_words
from wagtail_charter.showcase.imports.structure import Line, blocks_of
from wagtail_charter.showcase.imports.word import word_lines, word_text
from wagtail_charter.showcase.rules import SUMMARY_WORDS

_PARTING = re.compile(r"^\s*={3,}\s*$", re.MULTILINE)
_BULLET = re.compile(r"^\s*[•·*‣▪–-]\s+(?=\S)")
_NUMBER = re.compile(r"^\s*(\d{1,2})[.)]\s+(?=\S)")
_HEADING = re.compile(r"^(#{2,6})\s+(?=\S)")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")


def read_document(path):
    """The entries of a ``.txt`` or ``.docx`` file: ``(drafts, faults)``. Raises ``ImportRefused`` for another kind."""
    path = Path(path)
    check_file(path)
    if path.suffix.lower() == ".docx":
        return read_word(path.read_bytes(), name=path.name)
    return read_plain(read_text(path), name=path.name)


def read_upload(content, *, name):
    """As ``read_document``, for the content (bytes) of a file that was handed in as ``name``."""
    if name.lower().endswith(".docx"):
        return read_word(content, name=name)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return read_plain(text, name=name)


def read_plain(text, *, name):
    """The entries of plain text: ``(drafts, faults)``."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    drafts = []
    for number, part in enumerate((part for part in _PARTING.split(text) if part.strip()), start=1):
        title, _break, rest = part.strip().partition("\n")
        drafts.append(_draft(title.strip().lstrip("# "), text_lines(rest), _("entry %s") % number))
    return _checked(drafts, _PARTING.sub("", text), name)


def read_word(content, *, name):
    """The entries of a Word document (bytes): ``(drafts, faults)``. Raises ``ImportRefused`` for any other."""
    source = word_text(content, name=name)
    drafts = []
    for title, lines in _entries(word_lines(content, name=name), name):
        drafts.append(_draft(title, lines, _("entry %s") % (len(drafts) + 1)))
    return _checked(drafts, source, name)


def text_lines(text):
    """The ``Line`` objects of plain text: paragraphs parted by empty lines, bullets, numbers and ``##`` headings."""
    lines = []
    for chunk in re.split(r"\n\s*\n", text.strip("\n")):
        lines += _chunk_lines([line for line in chunk.split("\n") if line.strip()])
    return _with_true_numbers(lines)


def _chunk_lines(physical):
    """The lines of one paragraph of plain text; lines that run on are joined, closing lines are not."""
    lines = []
    for line in physical:
        if found := _BULLET.match(line):
            lines.append(Line("bullet", line[found.end() :].strip()))
        elif found := _NUMBER.match(line):
            lines.append(Line("number", line[found.end() :].strip(), carried=found[1]))
        elif found := _HEADING.match(line):
            lines.append(Line("heading", line[found.end() :].strip(), level=len(found[1])))
        elif lines and lines[-1].kind in ("bullet", "number"):
            lines[-1] = replace(lines[-1], text=f"{lines[-1].text} {line.strip()}")
        else:
            lines.append(Line("paragraph", line.strip()))
    if len(lines) > 1 and all(line.kind == "paragraph" for line in lines) and not _is_closing(lines):
        return [Line("paragraph", " ".join(line.text for line in lines))]
    return lines


def _is_closing(lines):
    return len(lines) <= 4 and all(
        len(line.text.split()) <= 9 and line.text[-1] not in ".!?:;," for line in lines
    )


def _with_true_numbers(lines):
    """Numbers make a list only if they run 1, 2, 3; a paragraph that begins with a number stays one."""
    result, run = [], []
    for line in [*lines, None]:
        if line is not None and line.kind == "number":
            run.append(line)
            continue
        if run and [int(item.carried) for item in run] != list(range(1, len(run) + 1)):
            run = [Line("paragraph", f"{item.carried}. {item.text}") for item in run]
        result += run
        run = []
        if line is not None:
            result.append(line)
    return result


def _draft(title, lines, where):
    blocks, carried = blocks_of(lines)
    return EntryDraft(
        where=where,
        title=title,
        slug=slugify(title)[:200],
        service=title,
        is_service_needed=False,
        facts={"summary": _summary(lines)},
        body=blocks,
        carried=carried,
    )


def _summary(lines):
    """The first sentences of the first paragraph, as far as a summary may go; an editor words it better later."""
    first = next((line.text for line in lines if line.kind == "paragraph"), "")
    summary = ""
    for sentence in _SENTENCE.split(first):
        longer = f"{summary} {sentence}".strip()
        if len(longer.split()) > SUMMARY_WORDS:
            break
        summary = longer
    return summary


def _checked(drafts, source, name):
    faults = []
    if not drafts:
        faults.append(Fault(name, _("No entry was found. Begin each with its title as Heading 1.")))
    seen = set()
    for draft in drafts:
        if not draft.title:
            faults.append(
                Fault(draft.where, _("The entry has no title. Begin it with the name of the service."))
            )
        elif len(draft.title) > 255:
            faults.append(Fault(draft.where, _("The title is longer than 255 signs. Is it a paragraph?")))
        elif not draft.body:
            faults.append(Fault(draft.where, _("“%s” has no text. Add some, or take it out.") % draft.title))
        if draft.slug in seen:
            faults.append(Fault(draft.where, _("“%s” stands there twice. Keep one.") % draft.title))
        seen.add(draft.slug)
    faults += check_words(source, drafts, name)
    return drafts, faults


def _entries(lines, name):
    """``(title, lines)`` for each Heading 1. Raises ``ImportRefused`` for text before the first."""
    entries = []
    for line in lines:
        if line.kind == "heading" and line.level == 1:
            entries.append((line.text, []))
        elif entries:
            entries[-1][1].append(line)
        else:
            reason = _("“%s” stands before the first Heading 1. Give each entry's title that style.")
            raise ImportRefused([Fault(name, reason % line.text[:60])])
    return entries
