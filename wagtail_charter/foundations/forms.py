"""The base of every form that visitors meet: its own renderer, the words of its errors, the ids that describe a field.

A form that extends ``CharterForm`` renders through ``wagtail_charter/elements/``, whichever form renderer the host
uses, and a host changes any of it by a template of the same name. Rules after the NHS design system (error summary,
error message, text input, date input, character count).
"""

from dataclasses import dataclass

from django import forms
from django.forms.renderers import DjangoTemplates
from django.template.loader import get_template
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail_charter.foundations.form_fields import (
    PART_NAMES,
    DateParts,
    DatePartsField,
    DatePartsInput,
    HiddenText,
    LongTextField,
    UploadField,
)

__all__ = [
    "CharterForm",
    "CharterFormMixin",
    "CharterModelForm",
    "DateParts",
    "DatePartsField",
    "DatePartsInput",
    "HiddenText",
    "LongTextField",
    "UploadField",
    "error_title",
]


@dataclass(frozen=True)
class Kind:
    """How one sort of widget is shown: its element, its class, and what to say when it was left empty."""

    element: str
    css_class: str = ""
    is_group: bool = False
    required: str = _("Enter an answer to “%(label)s”")


#: The first widget class that fits decides.
_KINDS = (
    (forms.CheckboxSelectMultiple, Kind("checkboxes", is_group=True, required=_("Select at least one answer to “%(label)s”"))),
    (forms.RadioSelect, Kind("radios", is_group=True, required=_("Select an answer to “%(label)s”"))),
    (DatePartsInput, Kind("date", is_group=True, required=_("Enter a date for “%(label)s”"))),
    (forms.CheckboxInput, Kind("checkbox", "nhsuk-checkboxes__input", required=_("Tick “%(label)s” to go on"))),
    (forms.FileInput, Kind("file", "nhsuk-file-upload__input", required=_("Select a file for “%(label)s”"))),
    (forms.Select, Kind("select", "nhsuk-select", required=_("Select an answer to “%(label)s”"))),
    (forms.Textarea, Kind("textarea", "nhsuk-textarea")),
    (forms.Widget, Kind("input", "nhsuk-input")),
)  # fmt: skip


def kind_of(widget):
    """The ``Kind`` of ``widget``."""
    return next(kind for widget_class, kind in _KINDS if isinstance(widget, widget_class))


@dataclass(frozen=True)
class Choice:
    """One radio or checkbox of a group."""

    id: str
    name: str
    value: str
    label: str
    hint: str
    is_checked: bool
    is_disabled: bool

    @property
    def hint_id(self):
        """The id of the hint below this choice."""
        return f"{self.id}_helptext"


@dataclass(frozen=True)
class ErrorLink:
    """One line of the error summary; ``href`` is empty where no field is to blame."""

    text: str
    href: str


class CharterRenderer(DjangoTemplates):
    """Django's own widget templates, but ``wagtail_charter/…`` from the host's template engine.

    So a host's override of an element is used, and ``django.forms`` need not be installed.
    """

    form_template_name = "wagtail_charter/elements/form.html"
    field_template_name = "wagtail_charter/elements/field.html"

    def get_template(self, template_name):
        if template_name.startswith("wagtail_charter/"):
            return get_template(template_name)
        return super().get_template(template_name)


class CharterBoundField(forms.BoundField):
    """A field as the elements need it: label with "(optional)", ids, and the part that is wrong."""

    @cached_property
    def kind(self):
        """How the field's widget is shown."""
        return kind_of(self.field.widget)

    @property
    def element_template(self):
        """The template of the control itself."""
        return f"wagtail_charter/elements/{self.kind.element}.html"

    @property
    def use_fieldset(self):
        return self.kind.is_group

    @property
    def label_text(self):
        """The label; an optional question says so, and nothing marks the others.

        A field that another answer makes necessary (``is_conditional``) is neither: its hint says when it is needed.
        """
        is_conditional = getattr(self.field, "is_conditional", False)
        if self.field.required or is_conditional or self.kind.element == "checkbox":
            return self.label
        return _("%(label)s (optional)") % {"label": self.label}

    @property
    def helptext_id(self):
        """The id of the hint."""
        return f"{self.auto_id}_helptext"

    @property
    def error_id(self):
        """The id of the error message."""
        return f"{self.auto_id}_error"

    @property
    def count_id(self):
        """The id of the sentence that names the word limit."""
        return f"{self.auto_id}_count"

    @property
    def max_words(self):
        """The word limit of the field, or ``None``."""
        return getattr(self.field, "max_words", None)

    @property
    def aria_describedby(self):
        if not self.auto_id or self.is_hidden:
            return ""
        ids = [
            self.field.widget.attrs.get("aria-describedby", ""),
            self.helptext_id if self.help_text else "",
            self.error_id if self.errors else "",
            self.count_id if self.max_words else "",
        ]
        return " ".join(each for each in ids if each)

    @property
    def first_id(self):
        """The id of the first control to mend: where the error summary leads."""
        if self.kind.element == "date":
            part = next(iter(self.wrong_parts), "day")
            return f"{self.auto_id}_{part}"
        if self.kind.is_group and self.choices:
            return self.choices[0].id
        return self.auto_id

    @property
    def wrong_parts(self):
        """The names of the parts of a date that its first error is about."""
        for error in self.form.errors.as_data().get(self.name, []):
            return tuple((error.params or {}).get("parts", PART_NAMES))
        return ()

    @cached_property
    def choices(self):
        """The radios or checkboxes of a group, as ``Choice`` objects."""
        hints = getattr(self.field, "hints", {})
        return [
            Choice(
                id=part.data["attrs"].get("id", ""),
                name=part.data["name"],
                value=part.data["value"],
                label=part.data["label"],
                hint=hints.get(str(part.data["value"]), ""),
                is_checked=part.data["selected"],
                is_disabled=bool(part.data["attrs"].get("disabled")),
            )
            for part in self.subwidgets
        ]

    @property
    def parts(self):
        """The three boxes of a date."""
        return self.field.widget.parts(self.html_name, self.value(), id_=self.auto_id, wrong=self.wrong_parts)

    @property
    def current_file(self):
        """The file that is held already, or ``None``."""
        return self.initial if getattr(self.initial, "name", "") else None

    def build_widget_attrs(self, attrs, widget=None):
        attrs = super().build_widget_attrs(attrs, widget)
        attrs.pop("required", None)
        attrs.pop("aria-describedby", None)
        if self.use_fieldset or (widget or self.field.widget).is_hidden:
            return attrs
        if described := self.aria_describedby:
            attrs["aria-describedby"] = described
        attrs["class"] = self._css_class()
        return attrs

    def _css_class(self):
        base, own = self.kind.css_class, self.field.widget.attrs.get("class", "")
        error = (
            f"{base}--error" if self.errors and self.kind.element in ("input", "select", "textarea") else ""
        )
        return " ".join(each for each in (base, error, own) if each)


class CharterFormMixin:
    """What every form of ours promises: elements as templates, kind words, nothing typed lost, no ``required``.

    ``use_required_attribute`` is off and templates say ``novalidate``, so that errors come from the server in our
    words. A field's own ``error_messages`` win over the ones set here.
    """

    default_renderer = CharterRenderer()
    bound_field_class = CharterBoundField
    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name in self.fields:
            self._soften(name)

    def _soften(self, name):
        """Replace Django's messages by ours, and attributes that cut off what people type."""
        field = self.fields[name]
        kind, widget = kind_of(field.widget), field.widget
        label = field.label if field.label is not None else forms.utils.pretty_name(name)
        messages = {"required": kind.required % {"label": label}, **_MESSAGES.get(kind.element, {})}
        if isinstance(field, forms.EmailField):
            messages["invalid"] = _EMAIL
        for code, message in messages.items():
            if field.error_messages.get(code) in (None, _django_message(field, code)):
                field.error_messages[code] = message
        if isinstance(widget, forms.NumberInput):
            widget.input_type = "text"
            widget.attrs.setdefault("inputmode", "numeric")
        for cutting in ("maxlength", "minlength", "min", "max", "step"):
            widget.attrs.pop(cutting, None)

    @property
    def summary(self):
        """The lines of the error summary, in the order of the form: ``ErrorLink`` objects."""
        lines = [ErrorLink(text, "") for text in self.non_field_errors()]
        for name in self.fields:
            bound = self[name]
            target = "" if bound.is_hidden else f"#{bound.first_id}"
            lines.extend(ErrorLink(text, target) for text in bound.errors)
        return lines


_EMAIL = _("Enter an email address in the correct format, like name@example.com")
_TOO_LONG = _("Answer must be %(limit_value)d characters or less")
_MESSAGES = {
    "input": {"max_length": _TOO_LONG},
    "textarea": {"max_length": _TOO_LONG},
    "radios": {"invalid_choice": _("Select one of the answers in the list")},
    "select": {"invalid_choice": _("Select one of the answers in the list")},
    "checkboxes": {"invalid_choice": _("Select answers from the list")},
    "file": {
        "invalid": _("The selected file could not be uploaded – try again"),
        "missing": _("The selected file could not be uploaded – try again"),
        "empty": _("The selected file is empty"),
    },
}


def _django_message(field, code):
    """Django's own default message of ``field`` for ``code``, or ``None`` if one of ours stands there."""
    for klass in type(field).__mro__:
        if code in vars(klass).get("default_error_messages", {}):
            return klass.default_error_messages[code] if klass.__module__.startswith("django.") else None
    return None


class CharterForm(CharterFormMixin, forms.Form):
    """The base of plain forms."""


class CharterModelForm(CharterFormMixin, forms.ModelForm):
    """The base of forms that stand on a model."""


def error_title(title, *page_forms):
    """``title`` for the browser's tab: it says "Error: " first when one of the page's forms has errors."""
    if any(form is not None and form.is_bound and form.errors for form in page_forms):
        return _("Error: %(title)s") % {"title": title}
    return title
