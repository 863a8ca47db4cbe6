"""The named contact, to embed on any page of the host."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StructBlock
from wagtail.snippets.blocks import SnippetChooserBlock


class ContactBlock(StructBlock):
    """A named contact: the one chosen, or that of the page or the site."""

    contact = SnippetChooserBlock(
        "wagtail_charter.Contact",
        label=_("named contact"),
        required=False,
        help_text=_("Leave empty for the contact of the page or the site."),
    )

    class Meta:
        icon = "user"
        label = _("Named contact")
        template = "wagtail_charter/support/blocks/contact_block.html"
