"""Which level a set of ratings reaches, rule by rule, in the scheme's own sentences. No query, no clock.

Source: the edition's level rules. Levels are tried from the top down; the first whose rules are all met is reached.
Statements that do not apply are left out, shares are counted on those that apply and rounded up.
"""

import math
from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wagtail_charter.framework.models import LevelRule
from wagtail_charter.framework.rules import read_fraction

#: What is said when no level is reached. It is no level of any edition.
NOT_READY_YET = "not_ready_yet"


@dataclass(frozen=True)
class RatedStatement:
    """What the rules need to know of one statement."""

    code: str
    theme: str
    is_core: bool = False
    is_gate: bool = False
    may_not_apply: bool = False


@dataclass(frozen=True)
class Rule:
    """One level rule: its kind, its facts, and its sentence."""

    level: str
    kind: str
    facts: dict
    sentence: str


@dataclass(frozen=True)
class Charter:
    """An edition as the rules need it.

    ``levels``: keys from the lowest to the highest rank. ``scale``: the ratings that can be given.
    """

    statements: tuple[RatedStatement, ...]
    levels: tuple[str, ...]
    rules: tuple[Rule, ...]
    scale: tuple[int, ...]
    does_not_apply_at_most: int


@dataclass(frozen=True)
class RuleResult:
    """One rule, and whether it is met."""

    level: str
    sentence: str
    is_met: bool


@dataclass(frozen=True)
class Explanation:
    """The level that is reached (its key, or ``NOT_READY_YET``), and every rule of every level with its answer."""

    level: str
    rules: tuple[RuleResult, ...]


class RatingsRefused(ValueError):
    """The ratings cannot be judged; ``faults`` are sentences that say what to mend."""

    def __init__(self, faults):
        super().__init__("\n".join(faults))
        self.faults = faults


def explain_level(charter, ratings, *, has_signed_off_plan=True):
    """The level that ``ratings`` reach, and why.

    ``ratings``: a dict from statement code to a rating of the scale, ``None`` for "does not apply"; every statement
    has its entry. Returns an ``Explanation``. Raises ``RatingsRefused`` with one sentence for each fault.
    """
    if faults := rating_faults(charter, ratings):
        raise RatingsRefused(faults)
    applying = [(each, ratings[each.code]) for each in charter.statements if ratings[each.code] is not None]
    met_levels, results = {}, []
    for level in charter.levels:
        answers = [
            RuleResult(level, rule.sentence, _is_met(rule, applying, met_levels, has_signed_off_plan))
            for rule in charter.rules
            if rule.level == level
        ]
        met_levels[level] = bool(answers) and all(answer.is_met for answer in answers)
        results += answers
    reached = next((level for level in reversed(charter.levels) if met_levels[level]), NOT_READY_YET)
    return Explanation(reached, tuple(results))


def rating_faults(charter, ratings):
    """What is wrong with ``ratings``, as sentences; an empty list when they can be judged."""
    known = {each.code: each for each in charter.statements}
    faults = [_("There is no statement %s in this edition.") % code for code in ratings if code not in known]
    faults += [_("Statement %s has no rating.") % code for code in known if code not in ratings]
    for code, rating in ratings.items():
        if code not in known:
            continue
        if rating is None:
            if not known[code].may_not_apply:
                faults.append(_("Statement %s always applies: give it a rating.") % code)
        elif isinstance(rating, bool) or not isinstance(rating, int) or rating not in charter.scale:
            faults.append(
                _("Statement %(code)s: use one of %(scale)s, or null if it does not apply.")
                % {"code": code, "scale": ", ".join(map(str, charter.scale))}
            )
    left_out = sum(code in known and rating is None for code, rating in ratings.items())
    if left_out > charter.does_not_apply_at_most:
        faults.append(
            _("%(count)s statements are left out. At most %(most)s may be.")
            % {"count": left_out, "most": charter.does_not_apply_at_most}
        )
    return faults


def _is_met(rule, applying, met_levels, has_signed_off_plan):
    if rule.kind == LevelRule.Rule.SIGNED_OFF_PLAN:
        return has_signed_off_plan
    if rule.kind == LevelRule.Rule.MEETS:
        return met_levels[rule.facts["level"]]
    return _QUESTIONS[rule.kind](_in_scope(applying, rule.facts.get("scope")), rule.facts)


def _in_scope(applying, scope):
    """The (statement, rating) pairs that a rule looks at: all, the core ones or the gates."""
    if not scope:
        return applying
    return [(each, rating) for each, rating in applying if getattr(each, f"is_{scope}")]


def _by_theme(pairs):
    ratings = defaultdict(list)
    for statement, rating in pairs:
        ratings[statement.theme].append(rating)
    return ratings.values()


def _count(pairs, at_least):
    return sum(rating >= at_least for _statement, rating in pairs)


def _min_all(pairs, facts):
    return _count(pairs, facts["rating"]) == len(pairs)


def _min_any_per_theme(pairs, facts):
    return all(max(ratings) >= facts["rating"] for ratings in _by_theme(pairs))


def _share_at_least(pairs, facts):
    needed = math.ceil(len(pairs) * read_fraction(facts["fraction"]))
    return _count(pairs, facts["rating"]) >= needed


def _count_at_least(pairs, facts):
    return _count(pairs, facts["rating"]) >= facts["count"]


def _max_count(pairs, facts):
    return sum(rating == facts["rating"] for _statement, rating in pairs) <= facts["count"]


def _no_theme_all_zero(pairs, _facts):
    return all(any(ratings) for ratings in _by_theme(pairs))


_QUESTIONS = {
    LevelRule.Rule.MIN_ALL: _min_all,
    LevelRule.Rule.MIN_ANY_PER_THEME: _min_any_per_theme,
    LevelRule.Rule.SHARE_AT_LEAST: _share_at_least,
    LevelRule.Rule.COUNT_AT_LEAST: _count_at_least,
    LevelRule.Rule.MAX_COUNT: _max_count,
    LevelRule.Rule.NO_THEME_ALL_ZERO: _no_theme_all_zero,
}
