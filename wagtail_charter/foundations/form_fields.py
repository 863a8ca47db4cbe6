"""Form fields that Django lacks: a date in three boxes, a long answer with a word limit, an upload with limits."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

PART_NAMES = ("day", "month", "year")
_PART_LABELS = {"day": _("Day"), "month": _("Month"), "year": _("Year")}


class DateParts(NamedTuple):
    """A date as it was typed."""

    day: str = ""
    month: str = ""
    year: str = ""

    @classmethod
    def of(cls, value):
        """The parts of ``value``: a date, parts, or nothing."""
        if isinstance(value, cls):
            return value
        return cls(str(value.day), str(value.month), str(value.year)) if value else cls()


@dataclass(frozen=True)
class DateBox:
    """One of the three boxes."""

    id: str
    name: str
    label: str
    value: str
    width: int
    is_wrong: bool
    is_month: bool
    autocomplete: str


class DatePartsInput(forms.Widget):
    """Three text boxes; keeps whatever was typed. ``autocomplete="bday"`` lets browsers fill a date of birth."""

    template_name = "wagtail_charter/elements/date.html"
    use_fieldset = True

    def value_from_datadict(self, data, files, name):
        return DateParts(*(str(data.get(f"{name}_{part}", "")) for part in PART_NAMES))

    def value_omitted_from_data(self, data, files, name):
        return not any(f"{name}_{part}" in data for part in PART_NAMES)

    def id_for_label(self, id_, index=None):
        return f"{id_}_day" if id_ else ""

    def parts(self, name, value, *, id_, wrong=()):
        """The three ``DateBox`` objects for ``value``."""
        typed = DateParts.of(value)
        return [
            DateBox(
                id=f"{id_}_{part}",
                name=f"{name}_{part}",
                label=_PART_LABELS[part],
                value=getattr(typed, part),
                width=2 if part == "day" else 4,
                is_wrong=part in wrong,
                is_month=part == "month",
                autocomplete=f"bday-{part}" if self.attrs.get("autocomplete") == "bday" else "",
            )
            for part in PART_NAMES
        ]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["parts"] = self.parts(name, value, id_=context["widget"]["attrs"].get("id", ""))
        return context


def _month_names():
    """``{lower-case name: number}``: English, and the language in use."""
    names = {}
    for language in ("en", get_language()):
        with override(language):
            for held in (MONTHS, MONTHS_3):
                names.update({str(name).lower().rstrip("."): number for number, name in held.items()})
    return names


def month_number(typed):
    """The month that ``typed`` means ("3", "03", "mar", "March", "sept."), or ``None``."""
    word = typed.strip().rstrip(".").lower()
    if word.isdecimal():
        number = int(word[:4])
        return number if 1 <= number <= 12 else None
    if len(word) < 3:
        return None
    found = {number for name, number in _month_names().items() if name.startswith(word)}
    return found.pop() if len(found) == 1 else None


class DatePartsField(forms.Field):
    """A date in three boxes; cleans to a ``date`` or ``None``.

    ``name``: what the messages call it ("Start date"; default "Date"). ``must_be``: ``"past"``, ``"future"``,
    ``"today_or_past"``, ``"today_or_future"`` or empty. An error says which boxes it is about (``params["parts"]``).
    """

    widget = DatePartsInput
    default_error_messages = {
        "day": _("%(name)s must include a day"),
        "month": _("%(name)s must include a month"),
        "year": _("%(name)s must include a year"),
        "day_month": _("%(name)s must include a day and month"),
        "day_year": _("%(name)s must include a day and year"),
        "month_year": _("%(name)s must include a month and year"),
        "real": _("%(name)s must be a real date"),
        "short_year": _("Year must include 4 numbers"),
        "past": _("%(name)s must be in the past"),
        "future": _("%(name)s must be in the future"),
        "today_or_past": _("%(name)s must be today or in the past"),
        "today_or_future": _("%(name)s must be today or in the future"),
    }

    def __init__(self, *, name=None, must_be="", **kwargs):
        self.name, self.must_be = name or _("Date"), must_be
        super().__init__(**kwargs)

    def prepare_value(self, value):
        return DateParts.of(value)

    def clean(self, value):
        typed = DateParts.of(value)
        typed = DateParts(*(part.replace("\x00", "").strip() for part in typed))
        if not any(typed):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if missing := tuple(part for part in PART_NAMES if not getattr(typed, part)):
            raise self._error("_".join(missing), missing)
        found = self._date(typed)
        self._check_when(found)
        self.run_validators(found)
        return found

    def _error(self, code, parts):
        params = {"name": self.name, "parts": parts}
        return ValidationError(self.error_messages[code], code=code, params=params)

    def _date(self, typed):
        day = int(typed.day) if typed.day.isdecimal() and len(typed.day) <= 2 else 0
        if not 1 <= day <= 31:
            raise self._error("real", ("day",))
        month = month_number(typed.month)
        if month is None:
            raise self._error("real", ("month",))
        if not typed.year.isdecimal():
            raise self._error("real", ("year",))
        if len(typed.year) != 4:
            raise self._error("short_year", ("year",))
        try:
            return date(int(typed.year), month, day)
        except ValueError:
            raise self._error("real", PART_NAMES) from None

    def _check_when(self, found):
        today = timezone.localdate()
        is_right = {
            "past": found < today,
            "future": found > today,
            "today_or_past": found <= today,
            "today_or_future": found >= today,
        }
        if not is_right.get(self.must_be, True):
            raise self._error(self.must_be, PART_NAMES)

    def has_changed(self, initial, data):
        return not self.disabled and DateParts.of(initial) != DateParts.of(data)


def count_words(text):
    """How many words ``text`` has, counted as the page counts them: runs of anything but white space."""
    return len(re.findall(r"\S+", text))


class LongTextField(forms.CharField):
    """A long answer; ``max_words`` is checked on the server and never stops anyone from typing."""

    widget = forms.Textarea
    default_error_messages = {"max_words": _("Answer must be %(max_words)d words or less")}

    def __init__(self, *, max_words=None, rows=8, **kwargs):
        self.max_words = max_words
        super().__init__(**kwargs)
        self.widget.attrs["rows"] = rows

    def validate(self, value):
        super().validate(value)
        if self.max_words and count_words(value) > self.max_words:
            raise ValidationError(
                self.error_messages["max_words"], code="max_words", params={"max_words": self.max_words}
            )


class HiddenText(forms.CharField):
    """Text that a form carries along. It is cut, never refused: a hidden field is not the writer's to mend."""

    widget = forms.HiddenInput

    def __init__(self, *, keep, **kwargs):
        self.keep = keep
        super().__init__(required=False, **kwargs)

    def clean(self, value):
        return str(value or "").replace("\x00", "").strip()[: self.keep]


class UploadField(forms.FileField):
    """A file of a known type and size. ``endings``: lower-case, without dot. ``max_bytes``: the largest size."""

    default_error_messages = {
        "ending": _("The selected file must be one of these types: %(endings)s"),
        "size": _("The selected file must be smaller than %(megabytes)dMB"),
    }

    def __init__(self, *, endings=(), max_bytes=10 * 1024 * 1024, **kwargs):
        self.endings, self.max_bytes = tuple(endings), max_bytes
        super().__init__(**kwargs)
        if self.endings:
            self.widget.attrs["accept"] = ",".join(f".{ending}" for ending in self.endings)

    def to_python(self, data):
        file = super().to_python(data)
        if file is None:
            return None
        ending = PurePosixPath(file.name).suffix.lower().lstrip(".")
        if self.endings and ending not in self.endings:
            raise ValidationError(
                self.error_messages["ending"],
                code="ending",
                params={"endings": ", ".join(each.upper() for each in self.endings)},
            )
        if file.size > self.max_bytes:
            raise ValidationError(
                self.error_messages["size"],
                code="size",
                params={"megabytes": self.max_bytes // (1024 * 1024)},
            )
        return file
