"""What officers type in when they do something with a case."""

from datetime import datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.admin.widgets import AdminDateInput

from wagtail_charter.applications.models import ContactChannel, ContactLogEntry
from wagtail_charter.support.models import Contact

_LAST_MINUTE = time(23, 59)
_WORDS = {"rows": 4}


class PersonField(forms.ModelChoiceField):
    """One of the people who may change applications, by name."""

    def __init__(self, **kwargs):
        super().__init__(None, **{"required": False, "empty_label": _("Nobody yet"), **kwargs})

    def label_from_instance(self, user):
        return user_display_name(user)


class AssignForm(forms.Form):
    """Who looks after a case, who covers, and whom its people turn to. ``people``: the users who can be chosen."""

    caseworker = PersonField(label=_("Caseworker"), help_text=_("Who looks after it."))
    cover = PersonField(
        label=_("Cover"),
        empty_label=_("Nobody"),
        help_text=_("Who looks after it while the caseworker is away."),
    )
    contact = forms.ModelChoiceField(
        Contact.objects.all(),
        label=_("Named contact"),
        required=False,
        empty_label=_("The contact of the round"),
        help_text=_("The applicant sees their name, telephone and e-mail on every page."),
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("caseworker", "cover"):
            self.fields[name].queryset = people


class AssignManyForm(forms.Form):
    """Who looks after several cases. ``people``: the users who can be chosen."""

    caseworker = PersonField(
        label=_("Caseworker"),
        required=True,
        empty_label=_("Choose somebody"),
        help_text=_("Who looks after them."),
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["caseworker"].queryset = people


class ExtendForm(forms.Form):
    """Until which day an application may be written; the day counts to its end."""

    until = forms.DateField(
        label=_("May be written until"), widget=AdminDateInput, help_text=_("The whole of this day counts.")
    )

    def clean_until(self):
        """The last minute of the day, by the clock of the site."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["until"], _LAST_MINUTE))


class NextStepForm(forms.Form):
    """By when the team takes its next step."""

    on = forms.DateField(
        label=_("Next step by"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Leave empty if no day is planned."),
    )


class NoteContactForm(forms.ModelForm):
    """What was said with the people of a case."""

    class Meta:
        model = ContactLogEntry
        fields = ("channel", "spoke_on", "with_whom", "words")
        widgets = {"spoke_on": AdminDateInput, "words": forms.Textarea(attrs=_WORDS)}


class WithdrawForm(forms.Form):
    """How the team heard that an application is to be withdrawn; all of it can be left empty."""

    channel = forms.ChoiceField(
        label=_("How they told us"),
        required=False,
        choices=[("", _("Not noted")), *ContactChannel.choices],
        help_text=_("If you choose a way, the contact log says so."),
    )
    with_whom = forms.CharField(label=_("Who told us"), required=False, max_length=120)
    words = forms.CharField(
        label=_("What was said, in short"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=_WORDS),
        help_text=_("Nobody has to give a reason. Nothing about anybody's past or health."),
    )

    def clean(self):
        facts = super().clean()
        if not facts.get("channel") and (facts.get("words") or facts.get("with_whom")):
            self.add_error("channel", _("Choose how they told us, so that the contact log can keep it."))
        if facts.get("channel") and not facts.get("with_whom"):
            self.add_error("with_whom", _("Enter who told you."))
        return facts
