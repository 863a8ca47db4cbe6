"""Blocks that show the charter on any page of the host."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock


class StepBlock(blocks.StructBlock):
    """One step of how the charter works."""

    title = blocks.CharBlock(label=_("step"), max_length=120)
    text = blocks.TextBlock(label=_("what happens"), required=False, max_length=600)
    page = blocks.PageChooserBlock(label=_("page to read on"), required=False)

    class Meta:
        label = _("step")


class HowItWorksBlock(blocks.StructBlock):
    """How the charter works, in steps."""

    heading = blocks.CharBlock(
        label=_("heading"), default=_("How the charter works"), max_length=120, required=False
    )
    steps = blocks.ListBlock(StepBlock(), label=_("steps"), min_num=1, max_num=12)

    class Meta:
        label = _("how the charter works")
        icon = "list-ol"
        template = "wagtail_charter/framework/blocks/how_it_works.html"


class ThemesBlock(blocks.StructBlock):
    """Themes of the charter with their statements."""

    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=120)
    themes = blocks.ListBlock(
        SnippetChooserBlock("wagtail_charter.Theme"),
        label=_("themes"),
        default=[],
        min_num=0,
        help_text=_("Leave empty for all themes of the edition in use."),
    )

    class Meta:
        label = _("themes of the charter")
        icon = "list-ul"
        template = "wagtail_charter/framework/blocks/themes.html"


class StatementBlock(blocks.StructBlock):
    """One evidence statement, with a link to its page."""

    statement = SnippetChooserBlock("wagtail_charter.EvidenceStatement", label=_("statement"))

    class Meta:
        label = _("evidence statement")
        icon = "doc-full"
        template = "wagtail_charter/framework/blocks/statement.html"
