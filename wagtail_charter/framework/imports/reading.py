"""Read a charter from a YAML file: every entry checked, every fault named by its path, nothing written."""

from dataclasses import dataclass, field

from django.utils.text import slugify
from django.utils.translation import gettext as _

from wagtail_charter.foundations.imports import Fault, ImportRefused, read_yaml
from wagtail_charter.framework import rules
from wagtail_charter.framework.imports.entries import (
    DOES_NOT_APPLY,
    EDITION,
    LISTS,
    PANEL,
    RENEWAL,
    SCHEME,
    TYPES,
    Entries,
    Entry,
)
from wagtail_charter.framework.models import AwardLevel, FrameworkEdition, LevelRule

#: Entries of the file that other people read: worked examples for the tests of a scheme.
_NOT_OURS = {"tests"}


@dataclass
class Plan:
    """What a file asks for: the columns of each row by field name, references as codes."""

    edition: dict = field(default_factory=dict)
    points: list = field(default_factory=list)
    values: list = field(default_factory=list)
    themes: list = field(default_factory=list)
    statements: list = field(default_factory=list)
    levels: list = field(default_factory=list)
    rules: dict = field(default_factory=dict)


def read_framework(path):
    """The ``Plan`` of the file at ``path``. Raises ``ImportRefused`` with every fault of the file."""
    data = read_yaml(path)
    if not isinstance(data, dict):
        reason = _(
            "The file holds no charter. It begins with “scheme:”, see the example in the documentation."
        )
        raise ImportRefused([Fault(path.name, reason)])
    reading = _Reading(data)
    plan = reading.plan()
    if reading.faults:
        raise ImportRefused(reading.faults)
    return plan


class _Reading(Entries):
    """One pass over a file; gathers faults and goes on."""

    def __init__(self, data):
        super().__init__()
        self.data = data
        self.raw = {}
        self.rows = {}

    def plan(self):
        """The plan, as far as the file can be read; check ``faults`` before using it."""
        known = {"scheme", "does_not_apply", *EDITION, *LISTS, *_NOT_OURS}
        self.refuse_unknown("", self.data, known)
        edition = self.edition()
        for name, (spec, model) in LISTS.items():
            self.read_list(name, spec, model)
        plan = Plan(edition=edition, points=self.points(), values=self.in_order("values"))
        plan.themes = self.themes()
        plan.statements = self.statements(plan)
        plan.levels = self.levels()
        plan.rules = self.level_rules(plan)
        return plan

    def edition(self):
        """The columns of the edition."""
        scheme = self.data.get("scheme")
        found = self.entries("scheme", scheme, SCHEME, FrameworkEdition)
        label = found.get("version_label", "")
        found["version"] = slugify(label.replace(".", "-"))
        if label and not found["version"]:
            self.fault("scheme.version", _("Use letters and numbers, for example 2026.1."))
        top = {key: value for key, value in self.data.items() if key in EDITION and key != "decision"}
        found.update(self.entries("", top, EDITION, FrameworkEdition))
        if "does_not_apply" in self.data:
            given = self.data["does_not_apply"]
            found.update(self.entries("does_not_apply", given, DOES_NOT_APPLY, FrameworkEdition))
            self.check_never_for(given)
        for name, spec in (("renewal", RENEWAL), ("panel", PANEL)):
            if isinstance(self.data.get(name), dict):
                self.entries(name, self.data[name], spec, None)
        found["decision"] = self.decision()
        return found

    def decision(self):
        """By rules or in words; without a rating scale, in words."""
        choices = FrameworkEdition.Decision.values
        given = self.data.get("decision")
        if given is not None and given not in choices:
            self.fault("decision", _("Use one of: %s.") % ", ".join(choices))
        if given in choices:
            return given
        is_numeric = self.data.get("rating_scale") or self.data.get("level_rules")
        return FrameworkEdition.Decision.RULES if is_numeric else FrameworkEdition.Decision.NARRATIVE

    def check_never_for(self, given):
        """Which statements always apply is fixed: core and gate."""
        for name in given.get("never_for") or [] if isinstance(given, dict) else []:
            if name not in rules.SCOPES:
                self.fault("does_not_apply.never_for", _("Use only: %s.") % ", ".join(rules.SCOPES))

    def read_list(self, name, spec, model):
        """Read the rows of one list of the file into ``rows`` (columns) and ``raw`` (as given), by place."""
        given = self.data.get(name)
        self.raw[name], self.rows[name] = {}, {}
        if given is None:
            return
        if not isinstance(given, list):
            self.fault(name, TYPES["list"][1])
            return
        for number, item in enumerate(given):
            where = f"{name}[{number}]"
            if not isinstance(item, dict):
                self.fault(where, TYPES["facts"][1])
                continue
            self.raw[name][where] = item
            if spec:
                self.rows[name][where] = self.entries(where, item, spec, model)
        for column in ("code", "key", "order"):
            if spec and column in spec:
                self.refuse_twice(name, column)

    def in_order(self, name):
        """The rows of a list, each with its place in the file as its order."""
        return [{**row, "sort_order": order} for order, row in enumerate(self.rows[name].values(), start=1)]

    def points(self):
        """The rating scale: each number once, and at most one point that means "does not apply"."""
        seen = set()
        points = []
        for where, row in self.rows["rating_scale"].items():
            value = row.get("value")
            if value is None and self.raw["rating_scale"][where].get("value") is not None:
                continue
            if value in seen:
                self.fault(f"{where}.value", _("This rating is on the scale already. Give each its own."))
            seen.add(value)
            points.append({**row, "value": value})
        is_by_rules = self.decision() == FrameworkEdition.Decision.RULES
        if is_by_rules and not any(value for value in seen):
            self.fault("rating_scale", _("Add the ratings, or write “decision: narrative”."))
        return points

    def themes(self):
        """The themes, each with the codes of the values that it rests on."""
        codes = [row.get("code") for row in self.rows["values"].values()]
        themes = self.in_order("themes")
        for theme, (where, raw) in zip(themes, self.raw["themes"].items(), strict=True):
            given = raw.get("values") or []
            theme["values"] = [str(code).strip() for code in given] if isinstance(given, list) else []
            self.refuse_strangers(f"{where}.values", theme["values"], codes, "values")
            if len(set(theme["values"])) < len(theme["values"]):
                self.fault(f"{where}.values", _("A value stands here twice. Keep one."))
        if not themes:
            self.fault("themes", _("Add at least one theme."))
        return themes

    def statements(self, plan):
        """The statements, each with its theme, criteria and evidence."""
        themes = [theme.get("code") for theme in plan.themes]
        ratings = [point["value"] for point in plan.points if point["value"]]
        needs_criteria = plan.edition["decision"] == FrameworkEdition.Decision.RULES
        evidence = self.evidence_types(plan)
        statements = self.in_order("statements")
        for row, (where, raw) in zip(statements, self.raw["statements"].items(), strict=True):
            row["theme"] = str(raw.get("theme") or "").strip()
            if row["theme"]:
                self.refuse_strangers(f"{where}.theme", [row["theme"]], themes, "themes")
            row["criteria"] = self.criteria(where, raw.get("ratings"), ratings, needs_criteria)
            row["evidence"] = self.evidence(where, raw.get("evidence"), evidence)
            if row.get("may_not_apply") and (row.get("is_core") or row.get("is_gate")):
                reason = _("A core statement or a gate always applies. Write false.")
                self.fault(f"{where}.na_allowed", reason)
        if not statements:
            self.fault("statements", _("Add at least one statement."))
        used = {row["theme"] for row in statements}
        for theme, where in zip(plan.themes, self.raw["themes"], strict=True):
            if theme.get("code") and theme["code"] not in used:
                self.fault(where, _("No statement belongs to this theme. Add one, or remove the theme."))
        return statements

    def criteria(self, where, given, ratings, needs_criteria):
        """The words for each rating of 1 or more: as many as the scale has, no more and no fewer."""
        found = {}
        for key, text in given.items() if isinstance(given, dict) else []:
            place = f"{where}.ratings.{key}"
            if str(key) not in [str(rating) for rating in ratings]:
                names = ", ".join(str(rating) for rating in ratings) or _("no rating of 1 or more")
                self.fault(place, _("This rating takes no words here. The scale has: %s.") % names)
            elif self.has_type(place, text, Entry("text", needed=True)):
                found[int(key)] = text.strip()
        missing = [str(rating) for rating in ratings if str(rating) not in map(str, given or {})]
        if missing and (needs_criteria or given):
            reason = _("Add what these ratings look like: %s.") % ", ".join(missing)
            self.fault(f"{where}.ratings", reason)
        return found

    def evidence_types(self, plan):
        """Label and kind of each type of evidence, by its key."""
        kinds = plan.edition.get("evidence_kinds", [])
        found = {}
        for where, raw in self.raw["evidence_types"].items():
            kind = raw.get("kind")
            if isinstance(kind, str):
                self.refuse_strangers(f"{where}.kind", [kind], kinds, "evidence_kinds")
            if isinstance(raw.get("key"), str):
                found[raw["key"].strip()] = {"label": raw.get("label"), "kind": kind}
        return found

    def evidence(self, where, given, types):
        """The evidence of a statement as label and kind."""
        keys = [key for key in given if isinstance(key, str)] if isinstance(given, list) else []
        self.refuse_strangers(f"{where}.evidence", keys, types, "evidence_types")
        return [types[key] for key in keys if key in types]

    def levels(self):
        """The levels, their kind read from the first word ("award" or "outcome")."""
        levels = []
        for where, row in self.rows["levels"].items():
            kind = str(self.raw["levels"][where].get("kind") or "").strip().lower()
            fitting = [choice for choice in AwardLevel.Kind.values if kind.startswith(choice)]
            if kind and not fitting:
                self.fault(f"{where}.kind", _("Begin with “award” or “outcome”."))
            levels.append({**row, "kind": fitting[0] if fitting else ""})
        if not levels:
            self.fault("levels", _("Add the levels that the charter can lead to."))
        return levels

    def level_rules(self, plan):
        """The rules of each level by its key."""
        ranks = {level.get("key"): level.get("rank", 0) for level in plan.levels}
        found = {}
        for where, raw in self.raw["level_rules"].items():
            key = raw.get("level")
            self.refuse_unknown(where, raw, {"level", "all"})
            if not isinstance(key, str):
                self.fault(f"{where}.level", TYPES["text"][1])
                continue
            if key in found:
                self.fault(f"{where}.level", _("This level has rules above already. Put them together."))
            self.refuse_strangers(f"{where}.level", [key], ranks, "levels")
            if not isinstance(raw.get("all"), list):
                self.fault(f"{where}.all", TYPES["list"][1])
                continue
            lower = [name for name, rank in ranks.items() if rank < ranks.get(key, 0)]
            found[key] = self.rules_of(where, raw["all"], plan, lower)
        self.check_rules_fit(plan, found)
        return found

    def check_rules_fit(self, plan, found):
        """A decision by rules has rules for each level; a decision in words has none."""
        is_by_rules = plan.edition["decision"] == FrameworkEdition.Decision.RULES
        if not is_by_rules and found:
            self.fault(
                "level_rules", _("The decision is in words. Remove the rules, or write “decision: rules”.")
            )
        for level, where in zip(plan.levels, self.raw["levels"], strict=True) if is_by_rules else []:
            if level.get("key") and not found.get(level["key"]):
                self.fault(where, _("No rule leads to this level. Add one in level_rules."))

    def rules_of(self, where, given, plan, lower):
        """The rules of one level: rule, facts and sentence."""
        ratings = [point["value"] for point in plan.points if point["value"] is not None]
        found = []
        for number, raw in enumerate(given):
            place = f"{where}.all[{number}]"
            if not isinstance(raw, dict):
                self.fault(place, TYPES["facts"][1])
                continue
            spec = {"sentence": Entry("sentence", needed=True)}
            row = self.entries(place, {"sentence": raw.get("sentence")}, spec, LevelRule)
            name = raw.get("rule")
            if name not in LevelRule.Rule.values:
                known = ", ".join(LevelRule.Rule.values)
                reason = _("There is no rule “%(name)s”. Use one of: %(known)s.")
                self.fault(f"{place}.rule", reason % {"name": name, "known": known})
                continue
            facts = {key: value for key, value in raw.items() if key not in ("rule", "sentence")}
            for fact, reason in rules.rule_faults(name, facts, ratings=ratings, levels=lower):
                self.fault(f"{place}.{fact}", reason)
            found.append({**row, "rule": name, "facts": facts, "sort_order": number})
        return found
