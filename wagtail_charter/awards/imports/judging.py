"""What one row says about an award, judged value by value."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_charter.awards import rules
from wagtail_charter.awards.imports.holders import Holder
from wagtail_charter.awards.models import Award
from wagtail_charter.awards.querysets import SHORTEST_REFERENCE, reading_of
from wagtail_charter.awards.states import AwardState
from wagtail_charter.framework.models import AwardLevel, CharterSettings, FrameworkEdition
from wagtail_charter.organisations.imports.judging import Judge
from wagtail_charter.organisations.imports.reading import Record, suggestion

#: Columns that mean nothing for an award of another scheme, and for one of this scheme.
_OF_THIS_SCHEME = ("reference", "edition", "valid_until")
_OF_ANOTHER_SCHEME = ("link", "year", "checked_on", "checked_by")
_COLUMN = Award._meta.get_field
#: Texts that are taken as they stand, by the column of the model that they fill.
_TEXTS = {
    "scope": "scope",
    "public_words": "public_words",
    "status_words": "state_words",
    "contact_name": "holder_name",
}


@dataclass
class Wanted:
    """One award as the file wants it."""

    record: Record
    holder: Holder
    #: Columns of the model, without the service.
    facts: dict = field(default_factory=dict)
    at_state: str = AwardState.CURRENT
    reference: str = ""

    @property
    def key(self):
        """What makes two rows the same award; see ``checking.key_of``."""
        facts = self.facts
        if facts["is_external"]:
            level = facts["level_as_published"].casefold()
            return (self.holder.key, facts["issuer_name"].casefold(), level, facts["year"])
        return (self.holder.key, facts["level_id"], facts["issued_on"], facts["scope"])


class AwardJudge(Judge):
    """Judges awards against the editions of the charter; gathers faults, and notes of what is left or made."""

    def __init__(self, faults):
        super().__init__(faults)
        self.notes = []
        self.today = timezone.localdate()
        self._levels = _Levels()

    def wanted(self, record, holder):
        """The ``Wanted`` of a record whose holder was found, or ``None`` after a fault; judges the rest either way."""
        before = len(self.faults)
        given = record.facts
        facts = {column: self.text(record, name, _COLUMN(column)) for name, column in _TEXTS.items()}
        facts["holder_email"] = self._email(record)
        facts["is_external"] = "awarded_by" in given
        found = Wanted(record, holder, facts)
        judge_facts = self._of_another_scheme if facts["is_external"] else self._of_this_scheme
        facts |= judge_facts(found)
        found.at_state = self._state(record, facts)
        return found if holder and len(self.faults) == before else None

    def _email(self, record):
        value = self.text(record, "contact_email", _COLUMN("holder_email"))
        try:
            if value:
                validate_email(value)
        except ValidationError:
            self.fault(
                record.where("contact_email"),
                _("Enter one e-mail address, for example name@example.org."),
            )
        return value

    def _of_this_scheme(self, wanted):
        record = wanted.record
        self._refuse(
            record,
            _OF_ANOTHER_SCHEME,
            _(
                "Only an award of another scheme has this. Say who awarded it in awarded_by, or leave this empty."
            ),
        )
        wanted.reference = self._reference(record)
        level = self._level(record)
        issued_on = self._past_day(record, "awarded_on", _("Enter the day of the award."))
        ends_on = self.day(record, "valid_until") if "valid_until" in record.facts else None
        if issued_on and ends_on and ends_on < issued_on:
            self.fault(
                record.where("valid_until"),
                _("The last day must be the same as or after the day of the award."),
            )
        if level is None or issued_on is None:
            return {"is_listed": False, "ends_on": ends_on}
        listed = self.yes(record, "listed") if "listed" in record.facts else rules.is_listed_by_default(level)
        return {
            "level_id": level.pk,
            "issued_on": issued_on,
            "ends_on": ends_on or rules.last_day(issued_on, level.validity_months),
            "is_listed": listed,
        }

    def _of_another_scheme(self, wanted):
        record = wanted.record
        self._refuse(
            record, _OF_THIS_SCHEME, _("An award of another scheme has none here. Leave this empty.")
        )
        if "listed" in record.facts and self.yes(record, "listed"):
            self.fault(record.where("listed"), _("The register lists awards of this scheme only. Write no."))
        link = self.website(record, "link", _COLUMN("issuer_url")) if "link" in record.facts else ""
        for column, reason in (
            ("level", _("Enter the level as the other scheme published it.")),
            ("checked_by", _("Enter who saw the award published.")),
        ):
            if column not in record.facts:
                self.fault(record.where(column), reason)
        return {
            "issuer_name": self.text(record, "awarded_by", _COLUMN("issuer_name")),
            "level_as_published": self.text(record, "level", _COLUMN("level_as_published")),
            "issuer_url": link,
            "year": self._year(record),
            "checked_on": self._past_day(
                record, "checked_on", _("Enter the day on which it was seen published.")
            ),
            "checked_by": self.text(record, "checked_by", _COLUMN("checked_by")),
            "is_listed": False,
        }

    def _refuse(self, record, columns, reason):
        for column in columns:
            if column in record.facts:
                self.fault(record.where(column), reason)

    def _reference(self, record):
        """The reference to keep, or an empty text where a new one is to be made."""
        typed = record.facts.get("reference", "")
        fits = len(typed) <= _COLUMN("reference").max_length and typed.isascii() and typed.isprintable()
        if typed and not (fits and len(reading_of(typed)) >= SHORTEST_REFERENCE):
            told = {"place": record.where("reference"), "reference": typed[:60]}
            self.notes.append(
                _("%(place)s: “%(reference)s” cannot be a reference; the award gets a new one.") % told
            )
            return ""
        return typed.upper()

    def _level(self, record):
        typed, edition = record.facts.get("level", ""), record.facts.get("edition", "")
        if edition and not self._levels.of_edition(edition):
            reason = _("“%s” is no published edition of the charter.") % edition
            self.fault(record.where("edition"), f"{reason} {suggestion(edition, self._levels.editions)}")
            return None
        known = self._levels.of_edition(edition) if edition else self._levels.of_default()
        if known is None:
            reason = _("Say of which edition the level is.")
            self.fault(record.where("edition"), f"{reason} {suggestion('', self._levels.editions)}")
            return None
        found = known.get(typed.casefold())
        if not typed:
            self.fault(record.where("level"), _("Enter the level."))
        elif found is None:
            names = [level.name for level in dict.fromkeys(known.values())]
            reason = _("“%s” is no level of this edition.") % typed
            self.fault(record.where("level"), f"{reason} {suggestion(typed, names)}")
        return found

    def _past_day(self, record, column, missing):
        if column not in record.facts:
            self.fault(record.where(column), missing)
            return None
        day = self.day(record, column)
        if day and day > self.today:
            self.fault(record.where(column), _("This day is still to come. Check the year."))
        return day

    def _year(self, record):
        if "year" not in record.facts and "awarded_on" in record.facts:
            day = self._past_day(record, "awarded_on", "")
            return day.year if day else None
        typed = record.facts.get("year", "")
        if typed.isdecimal() and rules.FIRST_YEAR <= int(typed[:5]) <= self.today.year:
            return int(typed)
        told = {"first": rules.FIRST_YEAR, "last": self.today.year}
        self.fault(record.where("year"), _("Enter the year of the award, from %(first)s to %(last)s.") % told)
        return None

    def _state(self, record, facts):
        """The state as written; where none is, lapsed if the last day is over, and else current."""
        if "status" in record.facts:
            return self.choice(record, "status", AwardState)
        ends_on = facts.get("ends_on")
        return AwardState.LAPSED if ends_on and ends_on < self.today else AwardState.CURRENT


class _Levels:
    """The levels of every public edition, by the key or name that a file may write."""

    def __init__(self):
        self._of = {}
        for level in AwardLevel.objects.filter(edition__in=FrameworkEdition.objects.public()):
            names = self._of.setdefault(level.edition_id, {})
            names.setdefault(level.name.casefold(), level)
            names[level.key.casefold()] = level
        self._editions = {row.pk: row for row in FrameworkEdition.objects.filter(pk__in=self._of)}
        self._chosen = (
            CharterSettings.objects.order_by("-site__is_default_site", "pk")
            .filter(edition__in=self._editions)
            .values_list("edition", flat=True)
            .first()
        )

    @property
    def editions(self):
        """What people may write for an edition."""
        return [edition.version for edition in self._editions.values()]

    def of_edition(self, typed):
        """The levels of the edition with this version or label, or ``None``."""
        typed = typed.casefold()
        for pk, edition in self._editions.items():
            if typed in (
                edition.version.casefold(),
                edition.edition_label.casefold(),
                str(edition).casefold(),
            ):
                return self._of[pk]
        return None

    def of_default(self):
        """The levels of the one edition, or else of that in the charter settings; ``None`` if neither tells."""
        if len(self._of) == 1:
            return next(iter(self._of.values()))
        return self._of.get(self._chosen)
