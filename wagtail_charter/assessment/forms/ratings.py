"""The rating sheet: every statement of one application in one form."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

_UNRATED, _DOES_NOT_APPLY = "", "none"


@dataclass(frozen=True)
class Typed:
    """What somebody typed about one statement, and the revision that they had seen."""

    statement: object
    rating: int | None
    does_not_apply: bool
    note: str
    revision: int


class RatingSheetForm(forms.Form):
    """A rating and a reason for each statement. What was shown travels along, so that only what changed is saved.

    ``scale``: the rating points of the edition. ``held``: ``{statement's key: StatementRating}``.
    """

    def __init__(self, *args, statements, scale, held, **kwargs):
        super().__init__(*args, **kwargs)
        self.statements = statements
        points = [
            (str(point.value), f"{point.value} – {point.label}") for point in scale if point.value is not None
        ]
        left_out = next((point.label for point in scale if point.value is None), str(_("Does not apply")))
        for each in statements:
            row = held.get(each.pk)
            choices = [*points, *([(_DOES_NOT_APPLY, left_out)] if each.may_not_apply else [])]
            self.fields[_name(each, "rating")] = forms.ChoiceField(
                label=_("Rating of %(code)s") % {"code": each.code},
                choices=[*choices, (_UNRATED, _("Not rated yet"))],
                widget=forms.RadioSelect,
                required=False,
                initial=shown_rating(row),
                show_hidden_initial=True,
            )
            self.fields[_name(each, "note")] = forms.CharField(
                label=_("Reason for %(code)s, for the team (optional)") % {"code": each.code},
                widget=forms.Textarea(attrs={"rows": 2}),
                max_length=2000,
                required=False,
                initial=row.note if row else "",
                show_hidden_initial=True,
            )
            self.fields[_name(each, "note")].widget.attrs.pop("maxlength", None)
            self.fields[_name(each, "revision")] = forms.IntegerField(
                widget=forms.HiddenInput, min_value=0, required=False, initial=row.revision if row else 0
            )

    def parts(self, statement):
        """The bound fields of ``statement``: ``rating``, ``note``, ``revision``; ``shown``: the rating as it was shown."""
        parts = {part: self[_name(statement, part)] for part in ("rating", "note", "revision")}
        return {**parts, "shown": parts["rating"].as_hidden(only_initial=True)}

    def changed(self):
        """What was typed anew, as ``Typed`` rows."""
        changed = set(self.changed_data)
        return [
            self._typed(each)
            for each in self.statements
            if {_name(each, "rating"), _name(each, "note")} & changed
        ]

    def _typed(self, statement):
        chosen = self.cleaned_data[_name(statement, "rating")]
        return Typed(
            statement,
            rating=int(chosen) if chosen not in (_UNRATED, _DOES_NOT_APPLY) else None,
            does_not_apply=chosen == _DOES_NOT_APPLY,
            note=self.cleaned_data[_name(statement, "note")].replace("\r\n", "\n"),
            revision=self.cleaned_data[_name(statement, "revision")] or 0,
        )


def shown_rating(row):
    """The choice that stands for ``row`` (a ``StatementRating`` or ``None``)."""
    if row is None or not row.is_rated:
        return _UNRATED
    return _DOES_NOT_APPLY if row.does_not_apply else str(row.rating)


def as_shown(row, data):
    """Write what ``row`` says now into ``data`` as what the form had shown, beside what its writer typed."""
    data[_name(row.statement, "revision")] = str(row.revision)
    data[f"initial-{_name(row.statement, 'rating')}"] = shown_rating(row)
    data[f"initial-{_name(row.statement, 'note')}"] = row.note


def _name(statement, part):
    return f"{statement.code}-{part}"
