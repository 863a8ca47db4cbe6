"""Load a charter from a YAML file: all or nothing, and nothing the second time."""

from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from wagtail_charter.events.services import begin
from wagtail_charter.foundations.imports import Fault, ImportRefused, ImportReport
from wagtail_charter.framework.imports.reading import Plan, read_framework
from wagtail_charter.framework.models import (
    AwardLevel,
    Criterion,
    EvidenceStatement,
    FrameworkEdition,
    LevelRule,
    RatingPoint,
    Theme,
    ThemeValue,
    Value,
)

__all__ = ["FrameworkReport", "load_framework", "read_framework"]


@dataclass
class FrameworkReport(ImportReport):
    """What a load did, and the edition that it did it to (unsaved after a dry run that would begin one)."""

    edition: FrameworkEdition | None = None
    removed: int = 0

    @property
    def changes(self):
        """How many rows were added, changed or removed."""
        return self.added + self.changed + self.removed


@transaction.atomic
def load_framework(path, *, by, dry_run=False, progress=None):
    """Bring the draft of the file's version to what the file at ``path`` says; begin it if there is none.

    Everything is checked first. Raises ``ImportRefused`` with every fault, and changes nothing, when the file has
    one or when it differs from an edition that is published. ``by`` is an actor (``events.services``); ``progress``
    wraps the rows that are written. Returns a ``FrameworkReport``; with ``dry_run`` it says what would change.
    """
    plan = read_framework(Path(path))
    version = plan.edition["version"]
    held = FrameworkEdition.objects.select_for_update().filter(version=version).first()
    sync = _Sync()
    edition = sync.everything(held, plan)
    report = sync.report
    report.edition = edition
    if held and held.is_frozen and report.changes:
        reason = _(
            "%(edition)s is published and cannot change, and the file differs from it. "
            "Give the file a new version and load it as a new edition."
        )
        raise ImportRefused([Fault("scheme.version", reason % {"edition": held})])
    if not dry_run:
        sync.write(by, progress or _silently)
    if not report.changes:
        report.notes.append(_("Nothing to change."))
    return report


def _silently(rows, **_bar):
    return rows


@dataclass
class _Sync:
    """Compares rows with what the file asks for, and remembers what is to be written."""

    report: FrameworkReport = field(default_factory=FrameworkReport)
    saves: list = field(default_factory=list)
    gone: list = field(default_factory=list)

    def everything(self, held, plan: Plan):
        """Compare the edition and all its parts; returns the edition (unsaved if it is new)."""
        edition = self.row(FrameworkEdition, held, plan.edition)
        parts = _held_parts(held)
        self.rows(RatingPoint, parts, _by("value"), [{**row, "edition": edition} for row in plan.points])
        values = self.rows(Value, parts, _by("code"), [{**row, "edition": edition} for row in plan.values])
        themes = self.rows(
            Theme, parts, _by("code"), [{**_but(row, "values"), "edition": edition} for row in plan.themes]
        )
        footing = [
            {"theme": themes[row["code"]], "value": values[code]}
            for row in plan.themes
            for code in row["values"]
        ]
        self.rows(ThemeValue, parts, lambda row: (row.theme.code, row.value.code), footing)
        self.statements(parts, themes, plan)
        self.levels(parts, edition, plan)
        return edition

    def statements(self, parts, themes, plan):
        """Compare the statements and their criteria."""
        wanted = [{**_but(row, "criteria"), "theme": themes[row["theme"]]} for row in plan.statements]
        statements = self.rows(EvidenceStatement, parts, _by("code"), wanted)
        criteria = [
            {"statement": statements[row["code"]], "rating": rating, "text": text}
            for row in plan.statements
            for rating, text in sorted(row["criteria"].items())
        ]
        self.rows(Criterion, parts, lambda row: (row.statement.code, row.rating), criteria)

    def levels(self, parts, edition, plan):
        """Compare the levels and their rules; a rule is known by its place below its level."""
        levels = self.rows(
            AwardLevel, parts, _by("key"), [{**row, "edition": edition} for row in plan.levels]
        )
        rules = [{**row, "level": levels[key]} for key, rows in plan.rules.items() for row in rows]
        self.rows(LevelRule, parts, lambda row: (row.level.key, row.sort_order), rules)

    def rows(self, model, parts, key, wanted):
        """Compare the rows of one model; those that the file does not name are to go. Returns them by ``key``."""
        held = {}
        for row in parts.get(model, ()):
            if key(row) in held:
                self.remove(row)
            else:
                held[key(row)] = row
        found = {}
        for values in wanted:
            name = key(model(**values))
            found[name] = self.row(model, held.pop(name, None), values)
        for row in held.values():
            self.remove(row)
        return found

    def row(self, model, held, values):
        """Compare one row; returns it with the values of the file."""
        if held is None:
            row = model(**values)
            self.report.added += 1
            self.saves.append(row)
            return row
        changed = {name: value for name, value in values.items() if getattr(held, name) != value}
        if not changed:
            self.report.unchanged += 1
            return held
        for name, value in changed.items():
            setattr(held, name, value)
        self.report.changed += 1
        self.saves.append(held)
        return held

    def remove(self, row):
        """Remember a row that the file no longer names."""
        self.gone.append(row)
        self.report.removed += 1
        self.report.notes.append(_("Not in the file any more: %s.") % row)

    def write(self, by, progress):
        """Write what ``everything`` found."""
        for row in progress(self.saves):
            if isinstance(row, FrameworkEdition) and row.pk is None:
                begin(row, by=by, reason="loaded")
            else:
                row.save()
        for row in reversed(self.gone):
            type(row).objects.filter(pk=row.pk).delete()


def _held_parts(edition):
    """The rows of a held edition by their model, with what each is told apart by."""
    if edition is None:
        return {}
    models = (RatingPoint, Value, Theme, ThemeValue, EvidenceStatement, Criterion, AwardLevel, LevelRule)
    fetched = {ThemeValue: ("theme", "value"), EvidenceStatement: ("theme",)}
    fetched |= {Criterion: ("statement",), LevelRule: ("level",)}
    nothing = (None,)  # select_related(None): no relation
    return {
        model: list(
            model.objects.filter(**{model.edition_path: edition}).select_related(*fetched.get(model, nothing))
        )
        for model in models
    }


def _by(name):
    """A key that reads the attribute ``name``."""
    return lambda row: getattr(row, name)


def _but(row, name):
    """``row`` without the entry ``name``."""
    return {key: value for key, value in row.items() if key != name}
