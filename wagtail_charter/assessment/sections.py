"""The parts of a result, as the applicant reads them: strengths, level, rules in words, next steps, plan.

The applicant's page, its plain text and the team's preview show the same facts.
"""

import math
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_charter.framework.models import EvidenceStatement, LevelRule
from wagtail_charter.framework.rules import read_fraction

_R = LevelRule.Rule


@dataclass(frozen=True)
class RuleLine:
    """One rule in words: whether it is met, and, where it is not, what would meet it (may be empty)."""

    sentence: str
    is_met: bool
    would_meet: str = ""


@dataclass(frozen=True)
class LevelRules:
    """What one level asks for. ``is_near``: it is the result, or the next level up; the others can wait."""

    name: str
    is_reached: bool
    is_near: bool
    lines: tuple


def result_facts(outcome):
    """What the result page shows of ``outcome``, as a dict; a fixed number of queries, whatever it holds.

    ``outcome`` (itself), ``feedback`` (with their themes), ``levels`` (``LevelRules``, the lowest first; empty in an
    edition decided in words), ``has_far_levels`` (some are not near), ``plan`` and ``actions`` (``None`` and empty
    without a plan; each ``(action, the theme whose next step it is, or None)``), ``next_steps`` (feedback that names
    one which the plan does not hold). A step stands once: in the plan, which has its day and who leads it, as soon as
    there is one.
    """
    application = outcome.application
    feedback = list(outcome.feedback.select_related("theme"))
    plan = getattr(application, "plan", None)
    actions = list(plan.actions.select_related("statement")) if plan else []
    themes = {_alike(each.next_step): each.theme for each in feedback if each.next_step}
    planned = {_alike(action.words) for action in actions}
    levels = _levels(outcome, application.round.edition_id)
    return {
        "outcome": outcome,
        "application": application,
        "feedback": feedback,
        "next_steps": [each for each in feedback if each.next_step and _alike(each.next_step) not in planned],
        "levels": levels,
        "has_far_levels": any(not level.is_near for level in levels),
        "plan": plan,
        "actions": [(action, themes.get(_alike(action.words))) for action in actions],
    }


def _alike(words):
    """``words`` as they are compared: whatever their spaces and lines."""
    return " ".join(words.split())


def _levels(outcome, edition_id):
    if not outcome.rules:
        return []
    rules = list(LevelRule.objects.filter(level__edition=edition_id).select_related("level"))
    known = {(rule.level.key, rule.sentence): rule for rule in rules}
    names = {rule.level.key: rule.level.name for rule in rules}
    reached = outcome.level.key if outcome.level_id else ""
    judged = _judged(outcome.ratings, edition_id)
    told = [(key, list(rows)) for key, rows in groupby(outcome.rules, lambda each: each["level"])]
    keys = [key for key, _rows in told]
    # Without a level (-1) the next one up is the first.
    place = keys.index(reached) if reached in keys else -1
    return [
        LevelRules(
            name=names.get(key, key),
            is_reached=key == reached,
            is_near=number in (place, place + 1),
            lines=tuple(
                RuleLine(
                    sentence=each["sentence"],
                    is_met=each["is_met"],
                    would_meet=""
                    if each["is_met"]
                    else _would_meet(known.get((key, each["sentence"])), judged, names),
                )
                for each in rows
            ),
        )
        for number, (key, rows) in enumerate(told)
    ]


def _judged(ratings, edition_id):
    """``(statement, rating)`` of each statement that applies, in their order."""
    statements = EvidenceStatement.objects.for_edition(edition_id).select_related("theme")
    return [(each, ratings[each.code]) for each in statements if ratings.get(each.code) is not None]


def _would_meet(rule, judged, names):
    """A sentence that says what is still needed for ``rule``; empty where nothing can be said."""
    if rule is None:
        return ""
    facts = rule.facts
    if rule.rule == _R.SIGNED_OFF_PLAN:
        return _("An action plan that you agreed with your contact, with a day to look at it together.")
    if rule.rule == _R.MEETS:
        return _("Everything that stands above for %(level)s.") % {
            "level": names.get(facts["level"], facts["level"])
        }
    scope = facts.get("scope")
    scoped = [(each, rating) for each, rating in judged if not scope or getattr(each, f"is_{scope}")]
    return _SAYINGS[rule.rule](scoped, facts)


def _titles(statements):
    return "; ".join(f"{each.code} {each.title}" for each in statements)


def _themes(pairs, at_least):
    """The names of the themes in which nothing is ``at_least``."""
    return "; ".join(
        theme.name
        for theme, held in ((theme, list(held)) for theme, held in groupby(pairs, lambda pair: pair[0].theme))
        if max(rating for _statement, rating in held) < at_least
    )


def _say_min_all(pairs, facts):
    below = [each for each, rating in pairs if rating < facts["rating"]]
    return _("A rating of %(rating)s or more here too: %(statements)s.") % {
        "rating": facts["rating"],
        "statements": _titles(below),
    }


def _say_themes(pairs, facts):
    at_least = facts.get("rating", 1)
    return _("A rating of %(rating)s or more for one statement in: %(themes)s.") % {
        "rating": at_least,
        "themes": _themes(pairs, at_least),
    }


def _say_share(pairs, facts):
    needed = math.ceil(len(pairs) * read_fraction(facts["fraction"]))
    return _say_number(pairs, facts["rating"], needed)


def _say_count(pairs, facts):
    return _say_number(pairs, facts["rating"], facts["count"])


def _say_number(pairs, at_least, needed):
    held = sum(rating >= at_least for _statement, rating in pairs)
    return ngettext(
        "A rating of %(rating)s or more for %(more)s more statement: %(held)s have it now, and %(needed)s are needed.",
        "A rating of %(rating)s or more for %(more)s more statements: %(held)s have it now, and %(needed)s are needed.",
        needed - held,
    ) % {"rating": at_least, "more": needed - held, "held": held, "needed": needed}


def _say_max_count(pairs, facts):
    held = [each for each, rating in pairs if rating == facts["rating"]]
    more = len(held) - facts["count"]
    return ngettext(
        "A higher rating than %(rating)s for %(more)s of these: %(statements)s.",
        "A higher rating than %(rating)s for %(more)s of these: %(statements)s.",
        more,
    ) % {"rating": facts["rating"], "more": more, "statements": _titles(held)}


_SAYINGS = {
    _R.MIN_ALL: _say_min_all,
    _R.MIN_ANY_PER_THEME: _say_themes,
    _R.NO_THEME_ALL_ZERO: _say_themes,
    _R.SHARE_AT_LEAST: _say_share,
    _R.COUNT_AT_LEAST: _say_count,
    _R.MAX_COUNT: _say_max_count,
}
