"""Reading an edition as the rules need it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail_charter.assessment.rules import Charter, RatedStatement, Rule
from wagtail_charter.framework.models import EvidenceStatement, FrameworkEdition, LevelRule


def charter_of(edition):
    """The ``Charter`` (see ``assessment.rules``) of ``edition``; four queries.

    Raises ``ValidationError`` for an edition whose levels are decided in words: it has no rules to apply.
    """
    if edition.decision != FrameworkEdition.Decision.RULES:
        raise ValidationError(_("The panel decides the levels of this edition in words. It has no rules."))
    statements = EvidenceStatement.objects.filter(theme__edition=edition).select_related("theme")
    levels = tuple(edition.levels.order_by("rank").values_list("key", flat=True))
    rules = LevelRule.objects.filter(level__edition=edition).select_related("level")
    return Charter(
        statements=tuple(
            RatedStatement(
                code=each.code,
                theme=each.theme.code,
                is_core=each.is_core,
                is_gate=each.is_gate,
                may_not_apply=each.may_not_apply,
            )
            for each in statements
        ),
        levels=levels,
        rules=tuple(Rule(each.level.key, each.rule, each.facts, each.sentence) for each in rules),
        scale=tuple(point.value for point in edition.scale if point.value is not None),
        does_not_apply_at_most=edition.does_not_apply_at_most,
    )
