"""The forms of the admin for organisations and services: choices kept to what is in use."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.models import Locale

from wagtail_charter.foundations.models import Term
from wagtail_charter.organisations.models import Organisation, Service, Site


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


class NamesakesForm(forms.Form):
    """Asks of each pair of services of one name: are they one, or two that each need a name?"""

    ONE, TWO = "one", "two"

    def __init__(self, *args, pairs, organisation, into, **kwargs):
        """``pairs``: a service of ``organisation`` and the service of the same name of ``into``, each."""
        super().__init__(*args, **kwargs)
        self.pairs, self.organisation, self.into = pairs, organisation, into
        for service, same in pairs:
            self.fields[f"same_{service.pk}"] = forms.ChoiceField(
                label=_("Is “%(name)s” one service?") % {"name": service.name},
                choices=[
                    (self.ONE, _("Yes. All that is kept about it moves to “%s”") % _described(same)),
                    (self.TWO, _("No. Both stay, and this one gets a new name")),
                ],
                widget=forms.RadioSelect,
                error_messages={"required": _("Say whether they are one service.")},
            )
            self.fields[f"name_{service.pk}"] = forms.CharField(
                label=_("New name"),
                required=False,
                max_length=Service._meta.get_field("name").max_length,
                help_text=_("Only if they are two services. It is the name of “%s”.") % _described(service),
            )

    def clean(self):
        cleaned = super().clean()
        taken = {
            service.name.casefold()
            for service in (*self.organisation.services.all(), *self.into.services.all())
        }
        for service, _same in self.pairs:
            if cleaned.get(f"same_{service.pk}") != self.TWO:
                continue
            name = cleaned.get(f"name_{service.pk}", "")
            if not name:
                self.add_error(
                    f"name_{service.pk}", _("Enter a new name, or choose that they are one service.")
                )
            elif name.casefold() in taken:
                self.add_error(
                    f"name_{service.pk}",
                    _("A service of the two organisations has this name. Enter another."),
                )
            taken.add(name.casefold())
        return cleaned

    @property
    def questions(self):
        """The two fields of each pair, for the template."""
        return [(self[f"same_{service.pk}"], self[f"name_{service.pk}"]) for service, _same in self.pairs]

    @property
    def answers(self):
        """What ``merge_organisations`` takes: ``joined`` and ``renamed``."""
        chosen = {service.pk: self.cleaned_data[f"same_{service.pk}"] for service, _same in self.pairs}
        return {
            "joined": [pk for pk, choice in chosen.items() if choice == self.ONE],
            "renamed": {
                pk: self.cleaned_data[f"name_{pk}"] for pk, choice in chosen.items() if choice == self.TWO
            },
        }


def _described(service):
    """A service by its name and what tells it from its namesake."""
    facts = [str(fact) for fact in (service.setting, service.region, service.area) if fact]
    return f"{service.name} ({', '.join(facts)})" if facts else service.name
