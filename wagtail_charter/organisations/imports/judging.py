"""What checking shares: the plan, the faults so far, and how one value is judged."""

import re
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.models import Locale

from wagtail_charter.foundations.imports import Fault, ImportReport
from wagtail_charter.organisations.imports.reading import suggestion
from wagtail_charter.organisations.models import (
    CareBoard,
    Organisation,
    PracticeTheme,
    Region,
    Service,
    Setting,
    SettingGroup,
)
from wagtail_charter.organisations.states import AgeGroup, ProviderType

TERM_MODELS = {
    "regions": Region,
    "care_boards": CareBoard,
    "setting_groups": SettingGroup,
    "settings": Setting,
    "themes": PracticeTheme,
}
#: In which list of terms the value of a key is looked up.
_TERMS_OF_KEY = {
    "region": "regions",
    "care_board": "care_boards",
    "group": "setting_groups",
    "setting": "settings",
}
_CHOICES_OF_KEY = {"provider_type": ProviderType, "age_group": AgeGroup}
_YES, _NO = ("yes", "y", "true", "1"), ("no", "n", "false", "0")
_UNKEEPABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass
class Plan:
    """What an import would write."""

    #: New and changed terms, in the order in which they depend on each other.
    terms: list = field(default_factory=list)
    #: Pairs of a term and the term that replaces it.
    replacements: list = field(default_factory=list)
    added: dict = field(default_factory=lambda: {Organisation: [], Service: []})
    changed: dict = field(default_factory=lambda: {Organisation: [], Service: []})
    identifiers: list = field(default_factory=list)
    partnerships: list = field(default_factory=list)
    report: ImportReport = field(default_factory=ImportReport)


class Judge:
    """Judges single values of a file and gathers the faults."""

    def __init__(self, faults):
        self.faults = faults

    def fault(self, where, reason):
        """Note a fault."""
        self.faults.append(Fault(where, reason))

    def text(self, record, key, column):
        """The text of ``key``; a fault if it is longer than the model's ``column`` or has signs that cannot be kept."""
        value = record.facts.get(key, "")
        if column.max_length and len(value) > column.max_length:
            told = {"limit": column.max_length, "length": len(value)}
            reason = _("Use at most %(limit)s characters. This has %(length)s.") % told
            self.fault(record.where(key), reason)
        elif _UNKEEPABLE.search(value):
            self.fault(
                record.where(key), _("There is a sign in this text that cannot be kept. Type it again.")
            )
        return value

    def website(self, record, key, column):
        """The address of a website."""
        value = self.text(record, key, column)
        try:
            URLValidator(schemes=["http", "https"])(value)
        except ValidationError:
            self.fault(
                record.where(key), _("Enter a whole web address, for example https://www.example.org/.")
            )
        return value

    def choice(self, record, key, choices):
        """The value of a fixed choice (a ``TextChoices``), given as value or as label, or ``None``."""
        typed = record.facts[key]
        value = choice_of(typed, choices)
        if value is None:
            reason = _("“%s” is not one of the choices.") % typed
            self.fault(record.where(key), f"{reason} {suggestion(typed, choices.labels)}")
        return value

    def yes(self, record, key):
        """Yes or no."""
        typed = record.facts[key].lower()
        if typed not in (*_YES, *_NO):
            self.fault(record.where(key), _("Write yes or no."))
        return typed in _YES

    def day(self, record, key):
        """A date, or ``None``."""
        try:
            return date.fromisoformat(record.facts[key])
        except ValueError:
            self.fault(record.where(key), _("Write the date as year-month-day, for example 2026-04-01."))
        return None

    def whole_number(self, record, key):
        """A number from 0 on."""
        if record.facts[key].isdecimal() and len(record.facts[key]) < 6:
            return int(record.facts[key])
        self.fault(record.where(key), _("Write a whole number, for example 10."))
        return 0


class Checker(Judge):
    """Judges organisations and services against what is in the database and in the file, and gathers the plan."""

    def __init__(self, faults):
        super().__init__(faults)
        self.plan = Plan()
        self.locale = Locale.get_default()
        self.terms = {kind: TermIndex(model, self.locale) for kind, model in TERM_MODELS.items()}

    def choice(self, record, key, choices=None):
        return super().choice(record, key, choices or _CHOICES_OF_KEY[key])

    def term(self, record, key):
        """The term that ``key`` names by slug or name."""
        typed, index = record.facts[key], self.terms[_TERMS_OF_KEY[key]]
        term = index.get(typed)
        if term is None:
            told = {"typed": typed, "kind": index.model._meta.verbose_name}
            reason = _("“%(typed)s” is no known %(kind)s.") % told
            self.fault(record.where(key), f"{reason} {suggestion(typed, index.names)}")
        return term

    def plan_row(self, row, facts, *, more=False):
        """Plan ``row`` with ``facts``: as new, as changed (also if ``more`` about it is new), or as it is already."""
        changes = more or any(differs(row, key, value) for key, value in facts.items())
        give(row, facts)
        if row.pk is None:
            self.plan.added[type(row)].append(row)
            self.plan.report.added += 1
        elif changes:
            self.plan.changed[type(row)].append(row)
            self.plan.report.changed += 1
        else:
            self.plan.report.unchanged += 1


class TermIndex:
    """The terms of one kind, in the database and in the file, by slug and by name."""

    def __init__(self, model, locale):
        self.model = model
        self._by_slug, self._by_name = {}, {}
        for term in model.objects.in_locale(locale):
            self.add(term)

    def add(self, term):
        """Take in a term of the file."""
        self._by_slug[term.slug.lower()] = term
        self._by_name[term.name.casefold()] = term

    def get(self, typed):
        """The term whose slug or name is ``typed``, or ``None``."""
        return self.by_slug(typed) or self._by_name.get(typed.casefold())

    def by_slug(self, slug):
        """The term with this slug, or ``None``."""
        return self._by_slug.get(slug.lower())

    @property
    def names(self):
        """What people may write."""
        return [term.name for term in self._by_slug.values()]


def choice_of(typed, choices):
    """The value among ``choices`` (a ``TextChoices``) that ``typed`` gives as value or label, or ``None``."""
    for value, label in choices.choices:
        if typed.casefold() in (value.casefold(), str(label).casefold()):
            return value
    return None


def differs(row, key, value):
    """Whether ``value`` would change ``row``; asks no related row from the database."""
    if isinstance(value, Model):
        return value.pk is None or getattr(row, f"{key}_id") != value.pk
    return getattr(row, key) != value


def give(row, facts):
    """Set ``facts`` on ``row``; return the row."""
    for key, value in facts.items():
        setattr(row, key, value)
    return row


def name_key(name):
    """A name as it is compared: whatever the capitals and the spaces."""
    return " ".join(name.split()).casefold()[:200]
