"""Letting go of what has been kept long enough: first a plan, then, once somebody confirmed it, the plan."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_charter.conf import conf
from wagtail_charter.governance.models import RetentionRun
from wagtail_charter.governance.notifications import retention_applied
from wagtail_charter.governance.retention.holding import held_references
from wagtail_charter.governance.retention.logging import write_line
from wagtail_charter.governance.retention.rooms import all_guards, all_holdings
from wagtail_charter.governance.states import RunKind

#: A plan that is older says too little about today.
PLAN_DAYS = 30
_BATCH = 200
_ROUTINE_EVERY = timedelta(hours=20)


@transaction.atomic
def make_plan(at=None):
    """Write down what would go at ``at`` (default: now), by holding, with counts. Changes nothing else.

    Returns the ``RetentionRun``; its number confirms it.
    """
    at = at or timezone.now()
    held = held_references()
    lines = [_planned(holding, at, held) for holding in _periodic()]
    return write_line(RunKind.PLAN, lines, at=at)


@transaction.atomic
def apply_plan(number):
    """Let go what the plan called ``number`` says, but for what is held, or was used again, since.

    All of it or nothing. Writes the destruction log, without content. Returns the ``RetentionRun`` of kind ``applied``.
    Raises ``ValidationError`` when there is no such plan, when it was applied already, is too old, or when a period
    changed since it was made.
    """
    plan = RetentionRun.objects.select_for_update().filter(number=number, kind=RunKind.PLAN).first()
    if plan is None:
        raise ValidationError(_("There is no plan %(number)s.") % {"number": number})
    if RetentionRun.objects.filter(plan=plan).exists():
        raise ValidationError(
            _("The plan %(number)s was applied already. Make a new one.") % {"number": number}
        )
    if plan.at < timezone.now() - timedelta(days=PLAN_DAYS):
        raise ValidationError(_("The plan %(number)s is too old. Make a new one.") % {"number": number})
    planned = {line["holding"]: line for line in plan.lines}
    if {name: line["days"] for name, line in planned.items()} != _periods():
        raise ValidationError(_("A period changed since this plan was made. Make a new one."))
    held = held_references()
    # All is looked up before anything goes: what goes first frees nothing that the plan did not count.
    found = [(holding, *_going(holding, planned[holding.slug], held)) for holding in _periodic()]
    lines = [_let_go(holding, going, kept, planned[holding.slug]) for holding, going, kept in found]
    done = write_line(RunKind.APPLIED, lines, plan=plan)
    retention_applied(done)
    return done


@transaction.atomic
def let_go_routine(at=None):
    """Let go what goes without a plan (letters, sign-in requests, copies for people), once a day, but for what is held.

    For ``charter_tick``. Writes one line to the log if anything went. Returns how many rows went.
    """
    at = at or timezone.now()
    if RetentionRun.objects.filter(kind=RunKind.ROUTINE, at__gt=at - _ROUTINE_EVERY).exists():
        return 0
    held = held_references()
    lines = []
    for holding in _periodic():
        if holding.is_routine:
            planned = {"before": (at - timedelta(days=conf.RETENTION[holding.keep])).isoformat()}
            going, kept = _going(holding, planned, held)
            lines.append(_let_go(holding, going, kept, planned))
    count = sum(line["count"] for line in lines)
    if count:
        write_line(RunKind.ROUTINE, lines, at=at)
    return count


def _periodic():
    return [holding for holding in all_holdings() if holding.keep is not None]


def _periods():
    return {holding.slug: conf.RETENTION[holding.keep] for holding in _periodic()}


def _planned(holding, at, held):
    days = conf.RETENTION[holding.keep]
    before = at - timedelta(days=days)
    rows = _due(holding, before, held)
    total = rows.count()
    kept = sum(is_held(holding, row, held) for row in rows.iterator(chunk_size=_BATCH)) if held else 0
    return {
        "holding": holding.slug,
        "count": total - kept,
        "held": kept,
        "days": days,
        "before": before.isoformat(),
    }


def _going(holding, planned, held):
    """The rows of ``holding`` that go now, and how many a hold keeps."""
    rows = list(_due(holding, datetime.fromisoformat(planned["before"]), held))
    going = [row for row in rows if not is_held(holding, row, held)]
    return going, len(rows) - len(going)


def _let_go(holding, going, kept, planned):
    labels = [holding.label(row) for row in going] if holding.label else []
    for first in range(0, len(going), _BATCH):
        holding.purge(going[first : first + _BATCH])
    line = {"holding": holding.slug, "count": len(going), "held": kept, "before": planned["before"]}
    return {**line, "references": labels} if labels else line


def _due(holding, before, held):
    """The rows of ``holding`` that began before ``before`` and that no room still needs, in a fixed order."""
    rows = holding.due(before)
    for guard in all_guards():
        if guard.holding == holding.slug:
            rows = rows.exclude(pk__in=guard.keeps(before, held))
    return rows.order_by("pk")


def is_held(holding, row, held):
    """Whether a legal hold keeps ``row``."""
    return bool(held) and any(name and name.casefold() in held for name in holding.names(row))
