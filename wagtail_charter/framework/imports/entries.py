"""The entries of a charter file: their names, types and fields, and the checks that each entry gets by itself."""

import json
from dataclasses import dataclass
from difflib import get_close_matches

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail_charter.foundations.imports import Fault
from wagtail_charter.framework.models import (
    AwardLevel,
    EvidenceStatement,
    RatingPoint,
    Theme,
    Value,
)


@dataclass(frozen=True)
class Entry:
    """One entry of the file: the field it fills, the type it has, and whether it must be there."""

    field: str
    kind: str = "text"
    needed: bool = False


TYPES = {
    "text": (lambda value: isinstance(value, str), _("Write it as text, in quotation marks.")),
    "number": (lambda value: type(value) is int, _("Write a whole number.")),
    "flag": (lambda value: isinstance(value, bool), _("Write true or false.")),
    "texts": (
        lambda value: (
            isinstance(value, list) and all(isinstance(text, str) and text.strip() for text in value)
        ),
        _("Write a list of texts, one a line, each after a hyphen."),
    ),
    "numbers": (
        lambda value: isinstance(value, list) and all(type(number) is int for number in value),
        _("Write a list of whole numbers, one a line, each after a hyphen."),
    ),
    "facts": (lambda value: isinstance(value, dict), _("Write it as names with values.")),
    "list": (lambda value: isinstance(value, list), _("Write a list, each item after a hyphen.")),
}

SCHEME = {
    "name": Entry("name", needed=True),
    "version": Entry("version_label", needed=True),
    "status": Entry("status_text"),
    "awarding_body": Entry("awarding_body"),
    "strapline": Entry("strapline"),
    "scope_note": Entry("scope_note"),
}
EDITION = {
    "decision": Entry("decision"),
    "never_send": Entry("never_send", "texts"),
    "evidence_kinds": Entry("evidence_kinds", "texts"),
    "words_to_avoid": Entry("words_to_avoid", "texts"),
    "renewal": Entry("renewal", "facts"),
    "panel": Entry("panel_rules", "facts"),
}
_POINT = {
    "value": Entry("value", "number"),
    "label": Entry("label", needed=True),
    "meaning": Entry("meaning", needed=True),
}
_VALUE = {
    "code": Entry("code", needed=True),
    "name": Entry("name", needed=True),
    "text": Entry("text", needed=True),
}
_THEME = {
    "code": Entry("code", needed=True),
    "name": Entry("name", needed=True),
    "summary": Entry("summary"),
    "values": Entry("", "texts"),
}
_STATEMENT = {
    "code": Entry("code", needed=True),
    "theme": Entry("", needed=True),
    "title": Entry("title", needed=True),
    "statement": Entry("statement"),
    "question": Entry("question", needed=True),
    "core": Entry("is_core", "flag"),
    "gate": Entry("is_gate", "flag"),
    "na_allowed": Entry("may_not_apply", "flag"),
    "na_reason": Entry("may_not_apply_when"),
    "ratings": Entry("", "facts"),
    "evidence": Entry("", "texts"),
    "does_not_count": Entry("does_not_count", "texts"),
    "privacy": Entry("privacy_note"),
    "word_guide": Entry("word_guide", "number"),
    "word_limit": Entry("word_limit", "number"),
    "max_files": Entry("max_files", "number"),
}
_LEVEL = {
    "key": Entry("key", needed=True),
    "name": Entry("name", needed=True),
    "kind": Entry("", needed=True),
    "order": Entry("rank", "number", needed=True),
    "validity_months": Entry("validity_months", "number"),
    "public": Entry("listing_note"),
}
_EVIDENCE_TYPE = {
    "key": Entry("", needed=True),
    "label": Entry("", needed=True),
    "kind": Entry("", needed=True),
}
DOES_NOT_APPLY = {"at_most": Entry("does_not_apply_at_most", "number"), "never_for": Entry("", "texts")}
RENEWAL = {
    "reminders_days_before": Entry("", "numbers"),
    "grace_days": Entry("", "number"),
    "check_in_months": Entry("", "facts"),
    "move_up_after_months": Entry("", "number"),
    "provider_change": Entry(""),
}
PANEL = {
    "assessors_at_least": Entry("", "number"),
    "lived_experience_seats_at_least": Entry("", "number"),
    "override_levels": Entry("", "number"),
    "override_needs": Entry("", "texts"),
}
LISTS = {
    "rating_scale": (_POINT, RatingPoint),
    "values": (_VALUE, Value),
    "themes": (_THEME, Theme),
    "evidence_types": (_EVIDENCE_TYPE, None),
    "statements": (_STATEMENT, EvidenceStatement),
    "levels": (_LEVEL, AwardLevel),
    "level_rules": (None, None),
}


class Entries:
    """Reads entries one by one; gathers ``faults`` and goes on. ``raw`` holds each list of the file by place."""

    def __init__(self):
        self.faults = []
        self.raw = {}

    def fault(self, where, reason):
        """Note one thing to mend."""
        self.faults.append(Fault(where, str(reason)))

    def entries(self, where, given, spec, model):
        """The columns that ``spec`` finds in ``given``; faults are noted."""
        if not isinstance(given, dict):
            self.fault(where, TYPES["facts"][1])
            return {}
        if where:
            self.refuse_unknown(where, given, spec)
        found = {}
        for key, entry in spec.items():
            value = given.get(key)
            place = f"{where}.{key}" if where else key
            if value is None:
                if entry.needed:
                    self.fault(place, gettext("It is missing. Add it."))
                elif entry.field:
                    found[entry.field] = model._meta.get_field(entry.field).get_default()
                continue
            if self.has_type(place, value, entry):
                value = _stripped(value)
                if entry.field and self.fits(place, value, entry, model):
                    found[entry.field] = json.loads(json.dumps(value))
        return found

    def has_type(self, where, value, entry):
        """Whether ``value`` has the entry's type."""
        fits, reason = TYPES[entry.kind]
        if not fits(value):
            self.fault(where, reason)
            return False
        if entry.needed and value == "":
            self.fault(where, gettext("It is empty. Fill it in."))
            return False
        return True

    def fits(self, where, value, entry, model):
        """Whether the model's field takes ``value`` (length, characters, range)."""
        if value in ("", [], {}):
            return True
        try:
            json.dumps(value, allow_nan=False)
            model._meta.get_field(entry.field).clean(value, None)
        except ValidationError as error:
            for message in error.messages:
                self.fault(where, message)
            return False
        except (TypeError, ValueError):
            self.fault(where, gettext("Use only text, whole numbers, true or false, and lists of them."))
            return False
        return True

    def refuse_unknown(self, where, given, known):
        """Note names that stand nowhere in the shape, with the one that was probably meant."""
        for key in given:
            if key in known:
                continue
            near = get_close_matches(str(key), known, 1)
            hint = gettext("Did you mean “%s”?") % near[0] if near else gettext("Remove it.")
            self.fault(
                f"{where}.{key}" if where else str(key), gettext("There is no entry of this name. %s") % hint
            )

    def refuse_twice(self, name, column):
        """Note codes, keys and ranks that stand twice in a list."""
        seen = {}
        for where, item in self.raw[name].items():
            value = item.get(column)
            if value is None or isinstance(value, (dict, list)):
                continue
            token = str(value).strip().lower()
            if token in seen:
                reason = gettext("“%(value)s” stands at %(where)s already. Give each its own.")
                self.fault(f"{where}.{column}", reason % {"value": value, "where": seen[token]})
            seen.setdefault(token, where)

    def refuse_strangers(self, where, codes, known, list_name):
        """Note codes that stand nowhere in the list where they belong."""
        for code in codes:
            if code in known:
                continue
            near = get_close_matches(code, [name for name in known if name], 1)
            hint = gettext(" Did you mean “%s”?") % near[0] if near else ""
            reason = gettext("“%(code)s” is not in %(list)s. Add it there, or use one that is.") + hint
            self.fault(where, reason % {"code": code, "list": list_name})


def _stripped(value):
    """``value`` without white space around its texts, and as JSON will give it back."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list) and all(isinstance(text, str) for text in value):
        return [text.strip() for text in value]
    return value
