"""What officers type in to write to all leads of a round."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateTimeInput

from wagtail_charter.applications.models import RoundMessage
from wagtail_charter.conf import conf
from wagtail_charter.letters.rules import next_working_time

#: How long a message is held, unless the team says otherwise.
_HOLD = datetime.timedelta(hours=1)


def in_an_hour():
    """An hour from now, or the next working morning: so long a message can be stopped."""
    zone = timezone.get_default_timezone()
    return next_working_time(timezone.now() + _HOLD, zone=zone, closed_days=conf.CLOSED_DAYS)


class MessageForm(WagtailAdminModelForm):
    """The round, whom the message goes to, its words, and how long it is held."""

    class Meta:
        model = RoundMessage
        fields = ["round", "audience", "subject", "words", "leaves_at"]
        widgets = {"words": forms.Textarea(attrs={"rows": 12}), "leaves_at": AdminDateTimeInput}
        labels = {"round": _("Round"), "leaves_at": _("Hold until")}
        help_texts = {
            "subject": _(
                "Neutral words: it is read on locked screens. The name of the round stands before it."
            ),
            "words": _("The greeting, the link to the application and the contact follow by themselves."),
            "leaves_at": _("Until then it can be stopped. Letters leave in working hours."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.initial.setdefault("leaves_at", in_an_hour())

    def clean_leaves_at(self):
        """A moment to come, so that there is time to stop it."""
        leaves_at = self.cleaned_data["leaves_at"]
        if leaves_at <= timezone.now():
            raise forms.ValidationError(_("Date must be in the future"))
        return leaves_at
