"""The award's form in the admin: public words and the contact can be changed, the facts are there to read."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel


def _facts(*names):
    return [FieldPanel(name, read_only=True) for name in names]


AWARD_PANELS = [
    FieldPanel("public_words"),
    MultiFieldPanel(
        [FieldPanel("holder_name"), FieldPanel("holder_email")],
        heading=_("Whom we write to"),
        help_text=_("About the dates of the award. Never shown in public."),
    ),
    MultiFieldPanel(
        _facts(
            "service", "provider_at_issue", "level", "reference", "scope", "issued_on", "ends_on", "is_listed"
        ),
        heading=_("The award"),
    ),
    MultiFieldPanel(_facts("state", "state_words"), heading=_("Where it stands")),
    MultiFieldPanel(
        _facts("issuer_name", "level_as_published", "year", "checked_on", "checked_by"),
        heading=_("If another scheme gave it"),
        classname="collapsed",
    ),
]
