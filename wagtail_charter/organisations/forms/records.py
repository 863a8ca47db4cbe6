"""The forms of the admin for organisations and services: choices kept to what is in use."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.models import Locale

from wagtail_charter.foundations.models import Term
from wagtail_charter.organisations.models import Organisation, Site


class TermChoicesForm(WagtailAdminModelForm):
    """Offers the terms that are valid today in the site's default language, and the one that is chosen already."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            terms = getattr(field, "queryset", None)
            if terms is not None and issubclass(terms.model, Term):
                field.queryset = self._offered(terms, getattr(self.instance, f"{name}_id", None), name)

    def _offered(self, terms, chosen, name):
        """``terms`` in use, with the ``chosen`` one; a term cannot be replaced by itself."""
        today = timezone.localdate()
        in_use = (
            Q(locale=getattr(self.instance, "locale_id", None) or Locale.get_default())
            & (Q(valid_from__isnull=True) | Q(valid_from__lte=today))
            & (Q(valid_to__isnull=True) | Q(valid_to__gte=today))
        )
        if name == "replaced_by":
            return terms.filter(locale=self.instance.locale_id or Locale.get_default()).exclude(
                pk=self.instance.pk
            )
        return terms.filter(in_use | Q(pk=chosen))


class ServiceForm(TermChoicesForm):
    """Offers the sites of the service's provider only."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "sites" in self.fields:
            self.fields["sites"].queryset = Site.objects.filter(organisation=self.instance.provider_id)

    def clean(self):
        cleaned = super().clean()
        provider, sites = cleaned.get("provider"), cleaned.get("sites")
        if provider and sites:
            cleaned["sites"] = [site for site in sites if site.organisation_id == provider.pk]
        return cleaned


class MergeTargetForm(forms.Form):
    """Which organisation to merge into."""

    into = forms.ModelChoiceField(
        label=_("Merge into"),
        queryset=Organisation.objects.in_use(),
        error_messages={
            "required": _("Choose the organisation that stays."),
            "invalid_choice": _("Choose an organisation that is in use."),
        },
    )

    def __init__(self, *args, organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = Organisation.objects.in_use().exclude(pk=organisation.pk)
