"""The officers' forms: issuing an award, noting another scheme's, saying what became of one."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.widgets import AdminSnippetChooser

from wagtail_charter.awards import rules
from wagtail_charter.awards.models import Award
from wagtail_charter.framework.models import AwardLevel
from wagtail_charter.framework.states import EditionState
from wagtail_charter.organisations.models import Service

_AS_LEVEL_SAYS, _LIST, _DO_NOT_LIST = "", "yes", "no"


class _DayInput(forms.DateInput):
    """The browser's own date field: no script, and the format that browsers send."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class LevelField(forms.ModelChoiceField):
    """The levels of editions in use, each with its edition."""

    def label_from_instance(self, level):
        return f"{level.name} ({level.edition})"


class ReplacedField(forms.ModelChoiceField):
    """Awards that a service holds, each with its reference and its last day."""

    def label_from_instance(self, award):
        facts = {"level": award.level_name, "reference": award.reference, "ends": award.ends_on or "–"}
        return _("%(level)s, %(reference)s, valid until %(ends)s") % facts


def _scope(help_text):
    return forms.CharField(
        label=_("What the award covers"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=help_text,
    )


def _words(label, *, max_length=2000, help_text=""):
    return forms.CharField(
        label=label,
        required=False,
        max_length=max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=help_text,
    )


class AskedTwiceForm(forms.Form):
    """A form whose answers are shown once more before they count."""

    @property
    def hidden_values(self):
        """What was typed, as name and value pairs, for the page that asks once more."""
        return [(name, self.data.get(name, "")) for name in self.fields]


class ServiceForm(forms.Form):
    """A form about one service, chosen from the list of services."""

    service = forms.ModelChoiceField(
        Service.objects.select_related("provider"),
        label=_("Service"),
        help_text=_("The service that holds the award."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["service"].widget = AdminSnippetChooser(Service)


class IssueAwardForm(AskedTwiceForm, ServiceForm):
    """What an award says. Nothing here can be changed once it is issued, except the public words."""

    level = LevelField(AwardLevel.objects.none(), label=_("Level"))
    scope = _scope(_("Which service, which sites, which partners. For example: all 3 sites of the service."))
    issued_on = forms.DateField(label=_("Awarded on"), widget=_DayInput())
    ends_on = forms.DateField(
        label=_("Valid until"),
        required=False,
        widget=_DayInput(),
        help_text=_("Leave empty for the time that the level lasts."),
    )
    is_listed = forms.ChoiceField(
        label=_("On the public register"),
        required=False,
        choices=[
            (_AS_LEVEL_SAYS, _("As usual for the level: awards are listed, working towards is not")),
            (_LIST, _("List it: the service asked")),
            (_DO_NOT_LIST, _("Do not list it")),
        ],
    )
    public_words = _words(_("Public words"), help_text=_("Shown beside the award. No names of people."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        in_use = AwardLevel.objects.filter(edition__state=EditionState.PUBLISHED).select_related("edition")
        self.fields["level"].queryset = in_use.order_by("edition__name", "edition__version", "rank")

    def clean_is_listed(self):
        """``None`` for "as the level says"."""
        return {_LIST: True, _DO_NOT_LIST: False}.get(self.cleaned_data["is_listed"])

    def clean(self):
        facts = super().clean()
        if facts.get("issued_on") and facts.get("level"):
            rules.check_dates(facts["issued_on"], facts.get("ends_on"))
        return facts


class IssueForForm(AskedTwiceForm):
    """What is still open when a result was accepted: the day, the scope, the words, and what it takes the place of."""

    issued_on = forms.DateField(label=_("Awarded on"), widget=_DayInput())
    scope = _scope(_("Which service, which sites, which partners. It cannot be changed later."))
    public_words = _words(_("Public words"), help_text=_("Shown beside the award. No names of people."))
    replaces = ReplacedField(
        Award.objects.none(),
        label=_("Takes the place of"),
        required=False,
        empty_label=_("No earlier award"),
        help_text=_("An award that the service holds already ends when this one is issued."),
    )

    def __init__(self, *args, held=None, **kwargs):
        super().__init__(*args, **kwargs)
        if held is None:
            del self.fields["replaces"]
        else:
            self.fields["replaces"].queryset = held

    def clean_issued_on(self):
        """A day that has come."""
        issued_on = self.cleaned_data["issued_on"]
        if issued_on > timezone.localdate():
            raise forms.ValidationError(_("Enter today or an earlier day."))
        return issued_on


class ExternalAwardForm(ServiceForm):
    """An award that another scheme published."""

    issuer_name = forms.CharField(label=_("Awarded by"), max_length=200)
    issuer_url = forms.URLField(
        label=_("Where the award is published"), required=False, assume_scheme="https", max_length=200
    )
    level_as_published = forms.CharField(
        label=_("Level as published"), max_length=80, help_text=_("In the words of the other scheme.")
    )
    year = forms.IntegerField(label=_("Year"), min_value=rules.FIRST_YEAR)
    checked_on = forms.DateField(
        label=_("Checked on"), widget=_DayInput(), help_text=_("The day on which somebody saw it published.")
    )
    checked_by = forms.CharField(
        label=_("Checked by"), max_length=120, help_text=_("A role or a team, for example: charter team.")
    )

    def clean_year(self):
        """A year that has begun."""
        year = self.cleaned_data["year"]
        if year > timezone.localdate().year:
            raise forms.ValidationError(_("Enter a year that has begun."))
        return year

    def clean_checked_on(self):
        """A day that has come."""
        checked_on = self.cleaned_data["checked_on"]
        if checked_on > timezone.localdate():
            raise forms.ValidationError(_("Enter today or an earlier day."))
        return checked_on


class StepForm(forms.Form):
    """What the public reads about a step in the life of an award."""

    public_words = _words(
        _("Public words"),
        max_length=1000,
        help_text=_(
            "Shown to everybody who checks the award. Plain and kind; no names of people. May stay empty."
        ),
    )


class SupersedeForm(forms.Form):
    """The right scope, the words beside the new award, and what the public reads about the old one."""

    scope = _scope(_("As it is right. Level, dates and provider stay as they are."))
    public_words = _words(_("Public words beside the new award"))
    state_words = _words(
        _("Public words about the old award"),
        max_length=1000,
        help_text=_(
            "Shown to everybody who checks the old reference, which says that a newer one took its place."
        ),
    )
