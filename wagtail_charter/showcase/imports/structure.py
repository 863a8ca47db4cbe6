"""Finds the parts of an entry in running text: lists, quotations with who said them, and closing sign-offs."""

import re
from dataclasses import dataclass
from html import escape

from wagtail_charter.showcase.blocks import Attribution

#: What opens a quotation, and what ends it.
_MARKS = {"“": "”", '"': '"', "„": "“", "«": "»"}
_SAID = re.compile(r"^(said|says)\b[:,]?\s*", re.IGNORECASE)
_DASHES = "–—-― \u00a0"
_ROLE_WORDS = {
    "manager", "lead", "leader", "chief", "executive", "head", "director", "coordinator", "chair", "officer",
    "worker", "mentor", "volunteer", "practitioner", "apprentice", "trustee", "member", "nurse", "peer", "service",
    "team", "trust", "charity", "foundation", "council", "hospital", "nhs", "cic",
}  # fmt: skip
#: A line of a sign-off is short: names, roles and organisations are.
_SIGN_OFF_WORDS = 9
_SIGN_OFF_LINES = 4
_SPEAKER_WORDS = 16


@dataclass(frozen=True)
class Line:
    """A piece of running text. ``kind``: heading, paragraph, bullet or number; ``level`` of a heading.

    ``html`` is the text with its emphasis and links (safe markup) where the source has them; ``carried`` is what the
    kind of the piece stands for, such as the number of an item.
    """

    kind: str
    text: str
    level: int = 0
    html: str = ""
    carried: str = ""


def blocks_of(lines):
    """The blocks of ``lines`` (``Line`` objects), and the words that the form of a block stands for.

    Returns ``(blocks, carried)``: ``blocks`` are ``(block type, value)`` pairs in the shape that StreamField stores.
    """
    lines, sign_off = _without_sign_off(list(lines))
    blocks, carried = [], [line.carried for line in lines if line.carried]
    for line in lines:
        if line.kind in ("bullet", "number"):
            _add_item(blocks, line)
        elif line.kind == "heading":
            blocks.append(("heading", {"text": line.text, "level": "h2" if line.level <= 2 else "h3"}))
        else:
            quote, said = quotation(line.text)
            carried += said
            blocks.append(("quote", quote) if quote else ("paragraph", line.html or _paragraph(line.text)))
    if sign_off:
        blocks.append(("sign_off", sign_off))
    return blocks, carried


def _paragraph(text):
    return f"<p>{escape(text, quote=False)}</p>"


def _add_item(blocks, line):
    kind = "list" if line.kind == "bullet" else "numbered_list"
    if not blocks or blocks[-1][0] != kind:
        blocks.append((kind, []))
    blocks[-1][1].append(line.text)


def quotation(text):
    """A paragraph that is a quotation and nothing but it and who said it, as the value of a quote block.

    Returns ``(value, carried)``; ``value`` is ``None`` for any other paragraph.
    """
    closing = _MARKS.get(text[:1])
    end = text.rfind(closing) if closing else -1
    words, after = text[1:end].strip(), text[end + 1 :].strip() if end > 0 else ""
    if end < 2 or any(mark in words for mark in {text[0], closing}) or len(after.split()) > _SPEAKER_WORDS:
        return None, []
    said = _SAID.match(after)
    speaker = after[said.end() :] if said else after.lstrip(_DASHES)
    value = _speaker(speaker.strip().removesuffix("."))
    if value is None:
        return None, []
    return {"text": words, **value}, [said[1]] if said else []


def _speaker(words):
    """Who said it, from the words after a quotation; ``None`` if they are a sentence of their own."""
    if re.search(r"[.!?;:“”\"]", words):
        return None
    label = words.casefold().removeprefix("a ")
    if label == "person with lived experience":
        return _value(Attribution.LIVED_EXPERIENCE)
    if label == "family member":
        return _value(Attribution.FAMILY_MEMBER)
    name, *rest = [part.strip() for part in words.split(",")]
    if rest and looks_like_name(name):
        attribution = Attribution.FULL_NAME if " " in name else Attribution.FIRST_NAME
        return _value(attribution, name=name, role=rest[0], organisation=", ".join(rest[1:]))
    return _value(Attribution.ROLE_ONLY, role=name, organisation=", ".join(rest))


def _value(attribution, *, name="", role="", organisation=""):
    return {
        "attribution": str(attribution),
        "name": name,
        "name_consent": False,
        "role": role,
        "organisation": organisation,
    }


def looks_like_name(words):
    """Whether ``words`` read like a person's name: one to three capitalised words, none of them a role's."""
    parts = words.split()
    return 1 <= len(parts) <= 3 and all(
        part[0].isupper() and part.casefold().strip(".") not in _ROLE_WORDS and part.strip(".’'-").isalpha()
        for part in (part.replace("-", "").replace("’", "").replace("'", "") for part in parts)
        if part
    )


def _without_sign_off(lines):
    """``lines`` without the closing name-and-role lines, and those as the value of a sign-off block, or ``None``."""
    first = len(lines)
    while first > 0 and len(lines) - first < _SIGN_OFF_LINES and _may_sign_off(lines[first - 1]):
        first -= 1
    closing = [line.text for line in lines[first:]]
    if len(closing) < 2 or first == 0:
        return lines, None
    value = {"role": "", "organisation": "", "name": "", "name_consent": False}
    if looks_like_name(closing[0]):
        value["name"] = closing.pop(0)
    value["role"] = closing.pop(0)
    value["organisation"] = ", ".join(closing)
    return lines[:first], value


def _may_sign_off(line):
    return (
        line.kind == "paragraph"
        and 0 < len(line.text.split()) <= _SIGN_OFF_WORDS
        and not line.text.rstrip().endswith((".", "!", "?", ":", ";", ","))
        and quotation(line.text)[0] is None
        and line.text[0] not in _MARKS
    )
