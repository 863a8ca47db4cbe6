"""What officers may change about an application: who leads it, and who looks after it."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm


class CaseForm(WagtailAdminModelForm):
    """The lead, the caseworker, and whether the application is restricted."""

    def clean_caseworker(self):
        """Somebody who can open applications."""
        caseworker = self.cleaned_data["caseworker"]
        if caseworker and not caseworker.has_perm("wagtail_charter.change_application"):
            raise forms.ValidationError(
                _("This person cannot open applications. Choose another, or ask for their permission first.")
            )
        return caseworker
