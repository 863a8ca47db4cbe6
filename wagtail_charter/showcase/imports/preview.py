"""What becomes what: a draft as an editor looks at it before it is made."""

from wagtail_charter.organisations.models import Service
from wagtail_charter.showcase.blocks import ENTRY_BLOCKS, Attribution
from wagtail_charter.showcase.imports.drafts import plain

_LABELS = {name: block.label for name, block in ENTRY_BLOCKS}
_NAMED = {str(Attribution.FULL_NAME), str(Attribution.FIRST_NAME)}


def preview_of(draft):
    """A dict of what an editor sees of ``draft``: title, service, parts (label, text, items) and what to ask for."""
    found = Service.objects.filter(name__iexact=draft.service).select_related("provider")[:2]
    return {
        "title": draft.title,
        "service": found[0] if len(found) == 1 else None,
        "summary": draft.facts.get("summary", ""),
        "parts": [_part(kind, value) for kind, value in draft.body],
        "named": [
            value["name"] for _kind, value in draft.body if isinstance(value, dict) and value.get("name")
        ],
    }


def _part(kind, value):
    part = {"label": _LABELS.get(kind, kind), "text": "", "items": [], "more": ""}
    if isinstance(value, list):
        part["items"] = value
    elif kind == "quote":
        part["text"] = value["text"]
        part["more"] = _speaker(value)
    elif kind == "sign_off":
        part["text"] = ", ".join(
            word for word in (value["name"], value["role"], value["organisation"]) if word
        )
    elif kind == "heading":
        part["text"] = value["text"]
    else:
        part["text"] = plain(value)
    return part


def _speaker(value):
    words = [value["name"], value["role"], value["organisation"]]
    if value["attribution"] not in {*_NAMED, str(Attribution.ROLE_ONLY)}:
        words.insert(0, str(Attribution(value["attribution"]).label))
    return ", ".join(word for word in words if word)
