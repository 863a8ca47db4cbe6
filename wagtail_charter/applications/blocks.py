"""Forms of applying, to embed on any page of the host."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, PageChooserBlock, StructBlock


class _FormBlock(StructBlock):
    """What the blocks share: words of the editor, and the application page they lead to."""

    heading = CharBlock(
        label=_("heading"), required=False, max_length=120, help_text=_("Leave empty for the usual words.")
    )
    text = CharBlock(
        label=_("a sentence above the form"),
        required=False,
        max_length=300,
        help_text=_("Leave empty for the usual words."),
    )
    page = PageChooserBlock(
        label=_("application page"),
        page_type="wagtail_charter.ApplicationPage",
        required=False,
        help_text=_("Leave empty for the first one of the site."),
    )


class BeginBlock(_FormBlock):
    """Begin, or go on with, an application; nothing while no round has opened."""

    class Meta:
        icon = "edit"
        label = _("Begin an application")
        template = "wagtail_charter/applications/blocks/begin_block.html"


class InterestBlock(_FormBlock):
    """The form "Is your organisation looking to apply?"."""

    class Meta:
        icon = "mail"
        label = _("Is your organisation looking to apply?")
        template = "wagtail_charter/applications/blocks/interest_block.html"
