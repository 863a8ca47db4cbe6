"""May this happen? What an edition needs before it is published, and which facts each level rule needs."""

import re
from dataclasses import dataclass
from fractions import Fraction

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail_charter.framework.models import EvidenceStatement, FrameworkEdition, LevelRule

#: The statements that a rule looks at; no scope means every statement that applies.
SCOPES = ("gate", "core")


@dataclass(frozen=True)
class RuleFacts:
    """The facts that a level rule must have, and those that it may have."""

    needed: tuple = ()
    allowed: tuple = ()


_R = LevelRule.Rule

RULE_FACTS = {
    _R.MIN_ALL: RuleFacts(("rating",), ("scope",)),
    _R.MIN_ANY_PER_THEME: RuleFacts(("rating",)),
    _R.SHARE_AT_LEAST: RuleFacts(("rating", "fraction"), ("scope",)),
    _R.COUNT_AT_LEAST: RuleFacts(("rating", "count"), ("scope",)),
    _R.MAX_COUNT: RuleFacts(("rating", "count"), ("scope",)),
    _R.NO_THEME_ALL_ZERO: RuleFacts(),
    _R.SIGNED_OFF_PLAN: RuleFacts(),
    _R.MEETS: RuleFacts(("level",)),
}


def rule_faults(rule, facts, *, ratings, levels):
    """What is wrong with the facts of a level rule: a list of (name of the fact, sentence).

    ``ratings`` are the numbers of the edition's scale, ``levels`` the keys of the levels that the rule may name.
    """
    known = RULE_FACTS[rule]
    faults = [
        (name, _("The rule “%(rule)s” needs it.") % {"rule": rule})
        for name in known.needed
        if facts.get(name) in (None, "")
    ]
    for name, value in facts.items():
        if name not in known.needed + known.allowed:
            faults.append((name, _("The rule “%(rule)s” has no such fact. Remove it.") % {"rule": rule}))
        elif value not in (None, ""):
            reason = _FACT_CHECKS[name](value, ratings=ratings, levels=levels)
            faults += [(name, reason)] if reason else []
    return faults


def read_fraction(text):
    """``Fraction`` of a text such as ``2/3``, more than 0 and at most 1; ``None`` for anything else."""
    found = re.fullmatch(r"([0-9]{1,4})\s*/\s*([0-9]{1,4})", str(text).strip(), re.ASCII)
    if not found or not int(found[2]):
        return None
    fraction = Fraction(int(found[1]), int(found[2]))
    return fraction if 0 < fraction <= 1 else None


def _check_rating(value, *, ratings, **_facts):
    if isinstance(value, bool) or value not in ratings:
        names = ", ".join(str(rating) for rating in ratings) or _("nothing, it is empty")
        return _("%(value)s is not on the rating scale. It has: %(names)s.") % {
            "value": value,
            "names": names,
        }
    return None


def _check_fraction(value, **_facts):
    if not isinstance(value, str) or read_fraction(value) is None:
        return _("Write a fraction in quotation marks, more than 0 and at most 1, for example '2/3'.")
    return None


def _check_count(value, **_facts):
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        return _("Write a whole number, 0 or more.")
    return None


def _check_scope(value, **_facts):
    if value not in SCOPES:
        return _("Use one of: %s. Leave it out for every statement.") % ", ".join(SCOPES)
    return None


def _check_level(value, *, levels, **_facts):
    if value not in levels:
        return _("There is no level called “%(level)s” here. Use one of: %(levels)s.") % {
            "level": value,
            "levels": ", ".join(levels),
        }
    return None


_FACT_CHECKS = {
    "rating": _check_rating,
    "fraction": _check_fraction,
    "count": _check_count,
    "scope": _check_scope,
    "level": _check_level,
}


def check_can_publish(edition):
    """An edition can be published when it asks something, and says what each rating of its scale looks like.

    Raises ``ValidationError`` with one sentence for each thing that is missing. An edition whose levels are decided
    in words needs no scale, no criteria and no rules.
    """
    themes = list(edition.themes.prefetch_related("statements__criteria"))
    statements = [statement for theme in themes for statement in theme.statements.all()]
    missing = []
    if not themes:
        missing.append(_("Add a theme."))
    missing += [
        _("Add a statement to the theme %s, or remove the theme.") % theme
        for theme in themes
        if not theme.statements.all()
    ]
    missing += _codes_used_twice(statements)
    missing += [_("Statement %s needs its question.") % s.code for s in statements if not s.question.strip()]
    missing += [
        _("Statement %s protects people or is core, so it always applies. Untick “may not apply”.") % s.code
        for s in statements
        if s.may_not_apply and (s.is_core or s.is_gate)
    ]
    if edition.decision == FrameworkEdition.Decision.RULES:
        missing += _missing_for_rules(edition, statements)
    if missing:
        raise ValidationError(missing)


def _codes_used_twice(statements):
    codes = [statement.code for statement in statements]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    return [_("The code %s stands for two statements. Change one of them.") % code for code in twice]


def _missing_for_rules(edition, statements):
    ratings = [point.value for point in edition.scale if point.value is not None]
    missing = []
    if not any(ratings):
        missing.append(_("Add a rating scale, or choose that levels are decided in words."))
    for statement in statements:
        held = {criterion.rating for criterion in statement.criteria.all() if criterion.text.strip()}
        for rating in ratings:
            if rating and rating not in held:
                missing.append(
                    _("Statement %(code)s needs words for what %(rating)s looks like.")
                    % {"code": statement.code, "rating": rating}
                )
        missing += [
            _("Statement %(code)s has words for %(rating)s, which is not on the scale.")
            % {"code": statement.code, "rating": rating}
            for rating in sorted(held - set(ratings))
        ]
    return missing + _faults_of_rules(edition, ratings)


def _faults_of_rules(edition, ratings):
    levels = list(edition.levels.prefetch_related("rules"))
    found = []
    for level in levels:
        if not level.rules.all():
            found.append(_("The level %s needs a rule, so that it can be reached.") % level)
        lower = [other.key for other in levels if other.rank < level.rank]
        for rule in level.rules.all():
            for fact, reason in rule_faults(rule.rule, rule.facts, ratings=ratings, levels=lower):
                found.append(f"{level}, “{rule.sentence}”, {fact}: {reason}")
    if not levels:
        found.append(_("Add the levels that the edition can lead to."))
    return found


def is_statement_code_free(code, edition, *, but_for=None):
    """Whether no other statement of ``edition`` has ``code`` (in capitals or not): its address is made of it."""
    others = EvidenceStatement.objects.filter(theme__edition=edition, code__iexact=code)
    return not others.exclude(pk=but_for).exists() if but_for else not others.exists()


def words_found(text, words):
    """Those of ``words`` (an edition's words to avoid) that stand in ``text`` as words of their own, whatever their case."""
    folded = text.casefold()
    return [word for word in words if re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", folded)]
