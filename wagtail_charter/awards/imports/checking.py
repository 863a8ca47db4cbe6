"""From records to a plan, or to every fault: which awards are new, what changes, and nothing written yet."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from wagtail_charter.awards.imports.holders import Holders
from wagtail_charter.awards.imports.judging import AwardJudge
from wagtail_charter.awards.models import Award
from wagtail_charter.awards.querysets import reading_of
from wagtail_charter.foundations.imports import ImportRefused, ImportReport
from wagtail_charter.organisations.imports.checking import line_of

_BATCH = 500
#: What a later load may bring up to date.
_MAY_CHANGE = ("public_words", "holder_name", "holder_email")
#: Facts by the column that gives them: once an award is here, they are as they are.
_FIXED = {
    "level": "level_id",
    "scope": "scope",
    "awarded_on": "issued_on",
    "valid_until": "ends_on",
    "awarded_by": "issuer_name",
    "link": "issuer_url",
    "year": "year",
    "checked_on": "checked_on",
    "checked_by": "checked_by",
}


@dataclass
class Plan:
    """What an import would write."""

    #: The plan of ``organisations.imports`` for holders that are to be entered, or ``None``.
    holders: object = None
    #: ``Wanted`` awards that are new.
    new: list = field(default_factory=list)
    #: Pairs of the key of an award and the columns that change.
    changed: list = field(default_factory=list)
    report: ImportReport = field(default_factory=ImportReport)


def make_plan(read, *, enter_unknown, progress):
    """The ``Plan`` for what ``reading.read_records()`` gave. Raises ``ImportRefused`` with every fault."""
    records, faults = read
    judge = AwardJudge(faults)
    holders = Holders(judge, enter_unknown=enter_unknown)
    plan = Plan(report=ImportReport(notes=judge.notes))
    seen = {}
    for batch in _batches(progress(records, desc=_("Checking awards"), unit="")):
        wanted = [each for record in batch if (each := judge.wanted(record, holders.find(record)))]
        held = _Held(wanted)
        for each in wanted:
            if not _stands_twice(judge, seen, each):
                _plan(plan, judge, held, each)
    plan.holders = holders.plan(progress=progress)
    if judge.faults:
        raise ImportRefused(sorted(dict.fromkeys(judge.faults), key=line_of))
    _say_what_is_entered(plan)
    return plan


def _batches(records):
    batch = []
    for record in records:
        batch.append(record)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch


def _stands_twice(judge, seen, wanted):
    """Whether the file said this award, or used its reference, before; that is a fault."""
    keys = {"service": wanted.key}
    if wanted.reference:
        keys["reference"] = reading_of(wanted.reference)
    for column, key in keys.items():
        earlier = seen.setdefault((column, key), wanted.record)
        if earlier is not wanted.record:
            reason = _("This award stands in %s already. Keep one row for each award.")
            if column == "reference":
                reason = _("This reference stands in %s already. Each belongs to one award.")
            judge.fault(wanted.record.where(column), reason % earlier.where(column))
            return True
    return False


class _Held:
    """The awards that stand here already and that a batch of ``Wanted`` may mean, by reference and by facts."""

    def __init__(self, batch):
        readings = [reading_of(wanted.reference) for wanted in batch if wanted.reference]
        services = [wanted.holder.pk for wanted in batch if wanted.holder.pk]
        rows = Award.objects.filter(Q(reference_key__in=readings) | Q(service_id__in=services))
        self.by_reading, self.by_facts = {}, {}
        for award in rows.select_related("service", "level"):
            self.by_facts[key_of(award)] = award
            if award.reference_key:
                self.by_reading[award.reference_key] = award


def key_of(award):
    """The facts by which an award is known where no reference tells; ``Wanted.key`` has the same shape."""
    if award.is_external:
        return (
            award.service_id,
            award.issuer_name.casefold(),
            award.level_as_published.casefold(),
            award.year,
        )
    return (award.service_id, award.level_id, award.issued_on, award.scope)


def _plan(plan, judge, held, wanted):
    award = held.by_reading.get(reading_of(wanted.reference)) if wanted.reference else None
    if award is None:
        award = held.by_facts.get(wanted.key)
        if award is not None and wanted.reference:
            reason = _(
                "This award has the reference %s here, and that cannot change. Write that one, or none."
            )
            judge.fault(wanted.record.where("reference"), reason % award.reference)
            return
    if award is None:
        plan.new.append(wanted)
        plan.report.added += 1
        return
    if not _is_same(judge, award, wanted):
        return
    changes = {
        name: wanted.facts[name]
        for name in _MAY_CHANGE
        if wanted.facts.get(name) and wanted.facts[name] != getattr(award, name)
    }
    if changes:
        plan.changed.append((award.pk, changes))
        plan.report.changed += 1
    else:
        plan.report.unchanged += 1
    _say_what_is_left(judge, award, wanted)


def _is_same(judge, award, wanted):
    """Whether the row says of ``award`` what stands here; each other fact is a fault."""
    if award.service_id != wanted.holder.pk:
        reason = _(
            "The reference %(reference)s is that of “%(award)s”. Correct the row, or leave the cell empty."
        )
        told = {"reference": award.reference, "award": award}
        judge.fault(wanted.record.where("reference"), reason % told)
        return False
    wrong = [
        column
        for column, name in _FIXED.items()
        if column in wanted.record.facts
        and name in wanted.facts
        and wanted.facts[name] != getattr(award, name)
    ]
    for column in wrong:
        reason = _("The award is held with “%s” here. A fact of an award cannot change: correct the row.")
        judge.fault(wanted.record.where(column), reason % _shown(award, column))
    return not wrong


def _shown(award, column):
    return award.level_name if column == "level" else getattr(award, _FIXED[column]) or _("nothing")


def _say_what_is_left(judge, award, wanted):
    """Note where the state or the listing is another here than in the file: both have steps of their own."""
    told = {"place": wanted.record.where("status"), "award": award}
    if "status" in wanted.record.facts and wanted.at_state != award.state:
        note = _("%(place)s: “%(award)s” is “%(state)s” here by now, and stays so.")
        judge.notes.append(note % {**told, "state": award.get_state_display()})
    if wanted.facts["is_listed"] != award.is_listed and "listed" in wanted.record.facts:
        note = _("%(place)s: whether “%(award)s” is listed was chosen here, and stays so.")
        judge.notes.append(note % {**told, "place": wanted.record.where("listed")})


def _say_what_is_entered(plan):
    if plan.holders is not None:
        rows = [*plan.holders.added.values()]
        told = {"organisations": len(rows[0]), "services": len(rows[1])}
        plan.report.notes.append(
            _("New organisations: %(organisations)s. New services: %(services)s.") % told
        )
        plan.report.notes.extend(plan.holders.report.notes)
