"""What officers narrow the admin's lists by."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from wagtail_charter.organisations.models import CareBoard, Organisation, Region, Service, Setting
from wagtail_charter.organisations.states import AgeGroup, ProviderType


def _terms(model):
    """A callable for ``queryset``, asked at each request: the terms in the site's default language."""
    return lambda request: model.objects.in_locale()


class _TermFilter(django_filters.ModelMultipleChoiceFilter):
    def __init__(self, model, **kwargs):
        super().__init__(queryset=_terms(model), widget=forms.CheckboxSelectMultiple, **kwargs)


class _ChoicesFilter(django_filters.MultipleChoiceFilter):
    def __init__(self, choices, **kwargs):
        super().__init__(choices=choices, widget=forms.CheckboxSelectMultiple, **kwargs)


class OrganisationAdminFilterSet(WagtailFilterSet):
    """Organisations: those that were merged into another stay hidden unless asked for."""

    provider_type = _ChoicesFilter(ProviderType.choices, label=_("Type of provider"))
    region = _TermFilter(Region, label=_("Region"))
    care_board = _TermFilter(CareBoard, label=_("Integrated care board"))
    merged = django_filters.ChoiceFilter(
        label=_("Merged"),
        method="show_merged",
        choices=[("merged", _("Merged into another")), ("all", _("All"))],
        empty_label=_("In use"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Organisation
        fields = ["provider_type", "region", "care_board", "merged"]

    def show_merged(self, queryset, name, value):
        return queryset.filter(merged_into__isnull=False) if value == "merged" else queryset

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        return queryset if self.form.cleaned_data.get("merged") else queryset.in_use()


class ServiceAdminFilterSet(WagtailFilterSet):
    """Services."""

    setting = _TermFilter(Setting, label=_("Setting"))
    region = _TermFilter(Region, label=_("Region"))
    age_group = _ChoicesFilter(AgeGroup.choices, label=_("Who it is for"))
    provider_type = _ChoicesFilter(
        ProviderType.choices, field_name="provider__provider_type", label=_("Type of provider")
    )

    class Meta:
        model = Service
        fields = ["setting", "region", "age_group", "provider_type"]
