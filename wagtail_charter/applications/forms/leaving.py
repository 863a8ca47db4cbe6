"""The form of the admin with which a membership ends."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail_charter.organisations.models import Membership


class LeaveForm(forms.Form):
    """Who takes over, if anybody."""

    heir = forms.ModelChoiceField(
        label=_("Who takes over"),
        queryset=Membership.objects.none(),
        required=False,
        empty_label=_("Nobody"),
        help_text=_(
            "They become an owner of the organisation, and of the applications that this person owned alone."
        ),
        error_messages={"invalid_choice": _("Choose somebody who belongs to this organisation.")},
    )

    def __init__(self, *args, membership, **kwargs):
        super().__init__(*args, **kwargs)
        others = Membership.objects.current().filter(organisation=membership.organisation_id)
        field = self.fields["heir"]
        field.queryset = others.exclude(pk=membership.pk).described()
        field.label_from_instance = lambda each: f"{each.account} ({each.account.email})"
