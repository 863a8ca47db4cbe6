"""The forms with which officers plan and cancel sessions."""

from datetime import UTC

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateTimeInput

from wagtail_charter.foundations import clock
from wagtail_charter.training.models import TrainingSession
from wagtail_charter.training.querysets import event_pages


class WallClockField(forms.DateTimeField):
    """A date and time as the clock on the wall shows it; in no time zone until the form says which."""

    widget = AdminDateTimeInput

    def to_python(self, value):
        with timezone.override(UTC):
            moment = super().to_python(value)
        return moment and moment.replace(tzinfo=None)


class SessionForm(WagtailAdminModelForm):
    """A session. Times are read in the session's own time zone, whatever the officer's is."""

    WALL_CLOCK_FIELDS = ("starts_at", "ends_at")

    event = forms.ModelChoiceField(
        queryset=None, label=_("Event"), help_text=_("The page that tells of the event, published or not.")
    )
    starts_at = WallClockField(label=_("Starts"))
    ends_at = WallClockField(label=_("Ends"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["event"].queryset = event_pages().order_by("title", "pk")
        for name in self.WALL_CLOCK_FIELDS:
            moment = getattr(self.instance, name)
            if moment is not None:
                self.initial[name] = clock.wall_clock(moment, self.instance.time_zone).replace(tzinfo=None)

    def clean_time_zone(self):
        """The time zone, of which the times below make sense."""
        clock.check_time_zone(self.cleaned_data["time_zone"])
        return self.cleaned_data["time_zone"]

    def clean(self):
        cleaned = super().clean()
        for name in self.WALL_CLOCK_FIELDS:
            if cleaned.get(name) and cleaned.get("time_zone"):
                try:
                    cleaned[name] = clock.at_wall_clock(cleaned[name], cleaned["time_zone"])
                except ValidationError as error:
                    self.add_error(name, error)
        return cleaned

    class Meta:
        model = TrainingSession
        fields = ("event", "starts_at", "ends_at", "time_zone", "place", "online_note", "capacity")


class CancelSessionForm(forms.Form):
    """Words for visitors about a session that is cancelled."""

    words = forms.CharField(
        label=_("What visitors read"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: The room is being repaired. A new date follows in May."),
    )
