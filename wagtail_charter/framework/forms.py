"""Forms of the admin for editions and their parts."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from wagtail_charter.framework import rules
from wagtail_charter.framework.models import EvidenceStatement, FrameworkEdition, Theme, Value
from wagtail_charter.framework.states import EditionState


class EditionPartForm(WagtailAdminModelForm):
    """A part of an edition: a new one goes into a draft, and stays in the edition that it began in."""

    #: The field that leads to the edition.
    parent = "edition"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields.get(self.parent)
        if field is None:
            return
        field.queryset = self.possible_parents()
        if self.instance.pk:
            field.disabled = True
        elif len(field.queryset) == 1:
            field.initial = field.queryset[0]

    def possible_parents(self):
        """The rows that a part can be put into."""
        drafts = FrameworkEdition.objects.filter(state=EditionState.DRAFT)
        return drafts | FrameworkEdition.objects.filter(pk=self.instance.edition_id)

    def edition_of(self, data):
        """The edition that the part is put into, or ``None`` while none is chosen."""
        return data.get("edition")

    def clean(self):
        data = super().clean()
        edition = self.edition_of(data)
        if edition is not None and edition.is_frozen:
            raise ValidationError(_("This edition is published and cannot change. Choose a draft."))
        return data


class LabelledByEdition(forms.ModelMultipleChoiceField):
    """Values, each named with its edition."""

    def label_from_instance(self, value):
        return f"{value} ({value.edition.edition_label})"


class ThemeForm(EditionPartForm):
    """A theme and the values that it rests on."""

    values = LabelledByEdition(
        label=_("values it rests on"),
        queryset=Value.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        values = Value.objects.select_related("edition")
        if self.instance.pk:
            self.fields["values"].queryset = values.filter(edition=self.instance.edition)
        else:
            self.fields["values"].queryset = values.filter(edition__state=EditionState.DRAFT)

    def clean(self):
        data = super().clean()
        edition = self.edition_of(data)
        strangers = [value for value in data.get("values") or () if value.edition != edition]
        if edition and strangers:
            self.add_error("values", _("Choose values of the same edition as the theme."))
        return data


class LabelledTheme(forms.ModelChoiceField):
    """Themes, each named with its edition."""

    def label_from_instance(self, theme):
        return f"{theme} ({theme.edition.edition_label})"


class StatementForm(EditionPartForm):
    """An evidence statement with its criteria."""

    parent = "theme"
    theme = LabelledTheme(label=_("theme"), queryset=Theme.objects.none())

    def possible_parents(self):
        themes = Theme.objects.select_related("edition")
        if self.instance.pk:
            return themes.filter(edition=self.instance.edition)
        return themes.filter(edition__state=EditionState.DRAFT)

    def edition_of(self, data):
        theme = data.get("theme")
        return theme.edition if theme else None

    def clean(self):
        data = super().clean()
        edition, code = self.edition_of(data), data.get("code")
        if edition and code and not rules.is_statement_code_free(code, edition, but_for=self.instance.pk):
            self.add_error("code", _("Another statement of this edition has this code. Choose another."))
        if data.get("may_not_apply") and (data.get("is_core") or data.get("is_gate")):
            self.add_error(
                "may_not_apply", _("A core statement or a gate always applies. Untick one of them.")
            )
        guide, limit = data.get("word_guide"), data.get("word_limit")
        if guide and limit and guide > limit:
            self.add_error("word_guide", _("The guide cannot be more than the limit."))
        if any(not piece.get("label") for piece in data.get("evidence") or ()):
            self.add_error("evidence", _("Write what counts before the stroke: label | kind."))
        return data

    class Meta:
        model = EvidenceStatement
        fields = ()


class AwardLevelForm(EditionPartForm):
    """A level with its rules: what a rule needs is checked at the rule."""

    def is_valid(self):
        valid = super().is_valid()
        edition = self.instance.edition if self.instance.edition_id else None
        rows = self.formsets["rules"].forms if "rules" in self.formsets else []
        if edition is None or not hasattr(self, "cleaned_data"):
            return valid
        ratings = [point.value for point in edition.scale if point.value is not None]
        rank = self.cleaned_data.get("rank") or 0
        levels = [level.key for level in edition.levels.all() if level.rank < rank]
        for row in rows:
            facts = getattr(row, "cleaned_data", None) or {}
            if not facts.get("rule") or facts.get("DELETE"):
                continue
            found = rules.rule_faults(facts["rule"], facts.get("facts") or {}, ratings=ratings, levels=levels)
            for name, reason in found:
                row.add_error("facts", f"{name}: {reason}")
                valid = False
        return valid


class EditionCopyForm(forms.Form):
    """What a copy of an edition is called."""

    version = forms.SlugField(
        label=_("New edition"),
        max_length=40,
        help_text=_("For example 2027-1. It appears in addresses and cannot be used twice."),
    )
    version_label = forms.CharField(label=_("New edition as shown"), max_length=60, required=False)

    def clean_version(self):
        version = self.cleaned_data["version"]
        if FrameworkEdition.objects.filter(version=version).exists():
            raise ValidationError(
                _("There is an edition %(version)s already. Choose another."), params={"version": version}
            )
        return version
