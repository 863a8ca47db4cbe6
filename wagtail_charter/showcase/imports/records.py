"""Reads entries from YAML: ``entries``, a list of records. Every fault is named by its path."""

import datetime

from django.utils.text import slugify
from django.utils.translation import gettext as _

from wagtail_charter.foundations.content_notes import ContentNote
from wagtail_charter.foundations.imports import Fault, ImportRefused, read_yaml
from wagtail_charter.organisations.states import PartnershipKind
from wagtail_charter.showcase.blocks import Attribution, RolePay
from wagtail_charter.showcase.imports.drafts import EntryDraft, rich

_ENTRY_KEYS = {
    "title",
    "slug",
    "service",
    "provider",
    "summary",
    "content_notes",
    "content_note_words",
    "themes",
    "review_on",
    "reviewed_on",
    "owner",
    "picture",
    "picture_alt",
    "body",
}
#: For each block that is a record: its keys; those with True must be given.
_BLOCK_KEYS = {
    "heading": {"text": True, "level": False},
    "quote": {
        "text": True,
        "attribution": True,
        "name": False,
        "name_consent": False,
        "role": False,
        "organisation": False,
    },
    "sign_off": {"role": True, "organisation": False, "name": False, "name_consent": False},
    "image": {
        "picture": True,
        "alt": False,
        "decorative": False,
        "caption": False,
        "shows_people": False,
        "people_consent": False,
    },
    "callout": {"heading": False, "text": True},
    "video": {"title": True, "url": True, "captions": False, "transcript": False},
}
#: The same for each item of a block that is a list of records.
_ITEM_KEYS = {
    "definition_list": {"term": True, "definition": True},
    "roles": {"role": True, "what": False, "paid": False},
    "opportunities": {"title": True, "where": False, "closes_on": True, "url": False},
    "partners": {"name": True, "kind": False},
    "links": {"text": True, "url": True},
}
_CHOICES = {
    "attribution": Attribution.values,
    "paid": RolePay.values,
    "kind": PartnershipKind.values,
    "level": ["h2", "h3"],
}
_TICKS = {"name_consent", "decorative", "shows_people", "people_consent", "captions"}
_DATES = {"closes_on", "review_on", "reviewed_on"}


def read_records(path):
    """The entries of a YAML file: ``(drafts, faults)``. Raises ``ImportRefused`` for a file without a list."""
    content = read_yaml(path)
    entries = content.get("entries") if isinstance(content, dict) else content
    if not isinstance(entries, list):
        raise ImportRefused(
            [Fault("entries", _("There is no list of entries. Begin the file with entries:"))]
        )
    faults, drafts, seen = [], [], set()
    for number, record in enumerate(entries):
        draft = _entry(record, f"entries[{number}]", faults)
        if draft and draft.slug in seen:
            faults.append(Fault(draft.where, _("The slug %s stands there twice. Keep one.") % draft.slug))
        if draft:
            seen.add(draft.slug)
            drafts.append(draft)
    return drafts, faults


def _entry(record, where, faults):
    if not isinstance(record, dict):
        faults.append(Fault(where, _("This is no record. Write title: and so on.")))
        return None
    _unknown(record, _ENTRY_KEYS, where, faults)
    title = _text(record, "title", where, faults, needed=True)
    facts = {
        name: _text(record, name, where, faults) for name in ("summary", "content_note_words", "picture_alt")
    }
    facts["review_owner"] = _text(record, "owner", where, faults)
    facts["review_on"] = _date(record, "review_on", where, faults)
    facts["reviewed_on"] = _date(record, "reviewed_on", where, faults)
    facts["content_notes"] = _known_list(record, "content_notes", ContentNote.values, where, faults)
    return EntryDraft(
        where=where,
        title=title,
        slug=_text(record, "slug", where, faults) or slugify(title)[:200],
        service=_text(record, "service", where, faults, needed=True),
        provider=_text(record, "provider", where, faults),
        themes=_known_list(record, "themes", None, where, faults),
        picture=_text(record, "picture", where, faults),
        facts=facts,
        body=_body(record.get("body") or [], f"{where}.body", faults),
    )


def _body(blocks, where, faults):
    if not isinstance(blocks, list):
        faults.append(Fault(where, _("This is no list of blocks.")))
        return []
    pairs = []
    for number, block in enumerate(blocks):
        at = f"{where}[{number}]"
        if not isinstance(block, dict) or set(block) != {"type", "value"}:
            faults.append(Fault(at, _("A block has type and value, and nothing else.")))
        elif block["type"] in ("paragraph", "heading", "list", "numbered_list", *_BLOCK_KEYS, *_ITEM_KEYS):
            pairs.append((block["type"], _value(block["type"], block["value"], f"{at}.value", faults)))
        else:
            faults.append(Fault(f"{at}.type", _("There is no block called %s.") % block["type"]))
    return pairs


def _value(kind, value, where, faults):
    if kind == "paragraph":
        return rich(_string(value, where, faults))
    if kind == "heading" and not isinstance(value, dict):
        return {"text": _string(value, where, faults), "level": "h2"}
    if kind in ("list", "numbered_list"):
        return [_string(item, f"{where}[{number}]", faults) for number, item in _items(value, where, faults)]
    if kind in _ITEM_KEYS:
        return [
            _record(item, _ITEM_KEYS[kind], f"{where}[{number}]", faults)
            for number, item in _items(value, where, faults)
        ]
    result = _record(value, _BLOCK_KEYS[kind], where, faults)
    if kind == "heading":
        result["level"] = result["level"] or "h2"
    return result


def _items(value, where, faults):
    if isinstance(value, list) and value:
        return list(enumerate(value))
    faults.append(Fault(where, _("This is no list with items.")))
    return []


def _record(value, keys, where, faults):
    if not isinstance(value, dict):
        faults.append(
            Fault(where, _("This needs: %s.") % ", ".join(name for name, needed in keys.items() if needed))
        )
        value = {}
    _unknown(value, keys, where, faults)
    result = {}
    for name, needed in keys.items():
        if name in _TICKS:
            result[name] = _tick(value, name, where, faults)
        elif name in _DATES:
            day = _date(value, name, where, faults, needed=needed)
            result[name] = day and day.isoformat()
        else:
            result[name] = _text(value, name, where, faults, needed=needed)
            if result[name] and name in _CHOICES and result[name] not in _CHOICES[name]:
                faults.append(Fault(f"{where}.{name}", _use_one_of(_CHOICES[name])))
    return result


def _unknown(record, known, where, faults):
    for name in record:
        if name not in known:
            reason = _("There is no such part. Known are: %s.") % ", ".join(sorted(known))
            faults.append(Fault(f"{where}.{name}", reason))


def _use_one_of(values):
    return _("Use one of: %s.") % ", ".join(values)


def _string(value, where, faults):
    if isinstance(value, bool) or not isinstance(value, str | int | float) or not str(value).strip():
        faults.append(Fault(where, _("Write some words.")))
        return ""
    return str(value).strip()


def _text(record, name, where, faults, *, needed=False):
    value = record.get(name)
    if value in (None, ""):
        if needed:
            faults.append(Fault(f"{where}.{name}", _("This is missing.")))
        return ""
    return _string(value, f"{where}.{name}", faults)


def _tick(record, name, where, faults):
    value = record.get(name, False)
    if not isinstance(value, bool):
        faults.append(Fault(f"{where}.{name}", _("Write true or false.")))
        return False
    return value


def _date(record, name, where, faults, *, needed=False):
    value = record.get(name)
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if value in (None, "") and not needed:
        return None
    try:
        return datetime.date.fromisoformat(str(value))
    except ValueError:
        faults.append(Fault(f"{where}.{name}", _("Write the date as 2027-03-15.")))
        return None


def _known_list(record, name, known, where, faults):
    value = record.get(name) or []
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        faults.append(Fault(f"{where}.{name}", _("Write a list, for example [first, second].")))
        return []
    for item in value:
        if known is not None and item not in known:
            faults.append(Fault(f"{where}.{name}", _use_one_of(known)))
    return list(dict.fromkeys(value))
