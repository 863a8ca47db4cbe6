"""The forms of the admin, in the order of the work."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel


class MergedPanel(HelpPanel):
    """Says above the form that this organisation was merged into another, and where that one is."""

    class BoundPanel(HelpPanel.BoundPanel):
        """Shown for a merged organisation only."""

        def is_shown(self):
            return super().is_shown() and bool(self.instance.merged_into_id)

        def get_context_data(self, parent_context=None):
            into = self.instance.merged_into
            url = reverse("wagtailsnippets_wagtail_charter_organisation:edit", args=[into.pk])
            return {**super().get_context_data(parent_context), "into": into, "into_url": url}


ORGANISATION_PANELS = [
    MergedPanel(template="wagtail_charter/organisations/admin/merged_panel.html"),
    MultiFieldPanel(
        [
            FieldPanel("name", help_text=_("The full name, as the body writes it.")),
            FieldPanel("short_name", help_text=_("If people know it by one, for example CNWL.")),
            FieldPanel("provider_type"),
            FieldPanel("website"),
            FieldPanel("is_fictional"),
        ],
        heading=_("The organisation"),
    ),
    MultiFieldPanel(
        [
            FieldPanel(
                "region",
                widget=forms.Select,
                help_text=_("Where most of its services work."),
            ),
            FieldPanel("care_board", widget=forms.Select),
        ],
        heading=_("Where it belongs"),
    ),
    InlinePanel(
        "identifiers",
        panels=[FieldRowPanel([FieldPanel("scheme"), FieldPanel("value")])],
        heading=_("Identifiers"),
        label=_("Identifier"),
        help_text=_(
            "Numbers or codes from public registers. They tell organisations of similar names apart, "
            "and a file that is loaded finds the right one by them."
        ),
    ),
    InlinePanel(
        "sites",
        panels=[FieldPanel("name"), FieldRowPanel([FieldPanel("place"), FieldPanel("code")])],
        heading=_("Sites"),
        label=_("Site"),
        help_text=_("Places in which its services work, if an award needs to name them."),
    ),
]

SERVICE_PANELS = [
    MultiFieldPanel(
        [
            FieldPanel("name", help_text=_("The name that its public pages and awards show.")),
            FieldPanel(
                "provider",
                help_text=_("The legal body that runs it. Awards keep the provider of their day."),
            ),
            FieldPanel("is_fictional"),
        ],
        heading=_("The service"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("setting", widget=forms.Select),
            FieldPanel("age_group"),
            FieldPanel("region", widget=forms.Select),
            FieldPanel("area"),
        ],
        heading=_("How visitors find it"),
    ),
    InlinePanel(
        "partnerships",
        panels=[
            FieldPanel("partner"),
            FieldPanel("kind"),
            FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
        ],
        heading=_("Partners"),
        label=_("Partner"),
        help_text=_("Other organisations that work with the service, and what they do."),
    ),
    FieldPanel(
        "sites",
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "The provider's sites in which it works. Add sites to the organisation first; "
            "for a new service they appear after it is saved."
        ),
    ),
]


def term_panels(*, before_dates=(), after_dates=()):
    """The panels of a term: its names, its dates of validity, and the fields that only some terms have."""
    return [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("sort_order", help_text=_("Lists show the lowest number first, then by name.")),
        *[FieldPanel(name, widget=forms.Select) for name in before_dates],
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")])],
            heading=_("When it is in use"),
        ),
        *[FieldPanel(name, widget=forms.Select) for name in after_dates],
    ]
