"""Blocks about awards, to embed on any page of the host."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock


class VerifyBlock(StructBlock):
    """The form that checks an award by its reference, on the register of the site; nothing if it has none."""

    heading = CharBlock(label=_("heading"), required=False, max_length=120, default=_("Check an award"))
    text = CharBlock(label=_("a sentence above the form"), required=False, max_length=300)

    class Meta:
        icon = "check"
        label = _("Check an award")
        template = "wagtail_charter/awards/blocks/verify_block.html"

    def get_context(self, value, parent_context=None):
        """Adds an id for the field that no other block of the page has."""
        context = super().get_context(value, parent_context=parent_context)
        context["field_id"] = f"reference-{id(value):x}"
        return context
