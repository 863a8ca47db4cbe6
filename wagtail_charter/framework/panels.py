"""Widgets for lists and facts: one item a line instead of JSON."""

import json

from django import forms


class LinesWidget(forms.Textarea):
    """A list of texts, one a line; the field behind it is a ``JSONField``."""

    def __init__(self, attrs=None):
        super().__init__({"rows": 6, **(attrs or {})})

    def format_value(self, value):
        items = _loaded(value)
        if items is None or isinstance(items, str):
            return items
        return "\n".join(self.write_item(item) for item in items)

    def value_from_datadict(self, data, files, name):
        text = super().value_from_datadict(data, files, name)
        if text is None:
            return None
        return json.dumps([self.read_item(line.strip()) for line in text.splitlines() if line.strip()])

    def write_item(self, item):
        """A line for ``item``."""
        return str(item)

    def read_item(self, line):
        """The item that ``line`` stands for."""
        return line


class EvidenceWidget(LinesWidget):
    """Pieces of evidence, one a line: ``label | kind``."""

    def write_item(self, item):
        if not isinstance(item, dict):
            return str(item)
        label, kind = item.get("label") or "", item.get("kind") or ""
        return f"{label} | {kind}" if kind else label

    def read_item(self, line):
        label, _bar, kind = line.partition("|")
        return {"label": label.strip(), "kind": kind.strip()}


class FactsWidget(forms.Textarea):
    """Names with values, one a line: ``rating: 2``. Several values stand with commas: ``days: 180, 90, 30``.

    A fact inside another is written with a stroke: ``check_in_months / gold: 12, 24``.
    """

    def __init__(self, attrs=None):
        super().__init__({"rows": 4, **(attrs or {})})

    def format_value(self, value):
        facts = _loaded(value)
        if facts is None or isinstance(facts, str):
            return facts
        return "\n".join(f"{name}: {_written(fact)}" for name, fact in _flat(facts))

    def value_from_datadict(self, data, files, name):
        text = super().value_from_datadict(data, files, name)
        if text is None:
            return None
        facts = {}
        for line in text.splitlines():
            if line.strip():
                path, _colon, fact = line.partition(":")
                *parents, last = [step.strip() for step in path.split("/")]
                place = facts
                for parent in parents:
                    held = place.get(parent)
                    inner = held if isinstance(held, dict) else {}
                    place[parent] = inner
                    place = inner
                place[last] = _read(fact.strip())
        return json.dumps(facts)


def _loaded(value):
    """``value`` as data; it arrives as JSON text from a field, and as it stands when that is no JSON."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _flat(facts, before=""):
    for name, fact in facts.items():
        if isinstance(fact, dict):
            yield from _flat(fact, f"{before}{name} / ")
        else:
            yield f"{before}{name}", fact


def _written(fact):
    if isinstance(fact, list):
        return ", ".join(str(item) for item in fact) + ("," if len(fact) == 1 else "")
    return "" if fact is None else str(fact)


def _read(text):
    if "," in text:
        return [_read(item.strip()) for item in text.split(",") if item.strip()]
    return int(text) if text.isascii() and text.isdigit() else text
