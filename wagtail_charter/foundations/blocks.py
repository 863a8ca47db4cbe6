"""Blocks of text that several rooms build their pages from; each has a template below ``foundations/blocks/``."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

#: What an editor may do inside a paragraph: the rest has a block of its own.
INLINE_FEATURES = ["bold", "italic", "link", "document-link"]


class HeadingBlock(blocks.CharBlock):
    """A heading below the page's own title."""

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "wagtail_charter/foundations/blocks/heading.html"


class ParagraphBlock(blocks.RichTextBlock):
    """Running text."""

    def __init__(self, **kwargs):
        super().__init__(**{"features": INLINE_FEATURES, **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("Paragraph")
        template = "wagtail_charter/foundations/blocks/paragraph.html"


class ItemsBlock(blocks.ListBlock):
    """A list with bullets."""

    def __init__(self, child_block=None, **kwargs):
        child_block = child_block or blocks.TextBlock(label=_("Item"), rows=2)
        super().__init__(child_block, **kwargs)

    class Meta:
        icon = "list-ul"
        label = _("List")
        template = "wagtail_charter/foundations/blocks/items.html"


class NumberedItemsBlock(ItemsBlock):
    """A list in which the order matters."""

    class Meta:
        icon = "list-ol"
        label = _("Numbered list")
        template = "wagtail_charter/foundations/blocks/numbered_items.html"


class DefinitionBlock(blocks.StructBlock):
    """A term, and what it means."""

    term = blocks.CharBlock(label=_("Term"))
    definition = blocks.TextBlock(label=_("What it means"), rows=2)

    class Meta:
        icon = "tag"
        label = _("Term")


class DefinitionsBlock(blocks.ListBlock):
    """Terms and what they mean."""

    def __init__(self, child_block=None, **kwargs):
        super().__init__(child_block or DefinitionBlock(), **kwargs)

    class Meta:
        icon = "openquote"
        label = _("Terms and what they mean")
        template = "wagtail_charter/foundations/blocks/definitions.html"


class CalloutBlock(blocks.StructBlock):
    """Something to notice, apart from the running text."""

    heading = blocks.CharBlock(label=_("Heading"), required=False)
    text = blocks.TextBlock(label=_("Text"), rows=3)

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        template = "wagtail_charter/foundations/blocks/callout.html"


class LinkBlock(blocks.StructBlock):
    """A link to another site, with words that make sense on their own."""

    text = blocks.CharBlock(label=_("Words of the link"), help_text=_("Say where the link leads."))
    url = blocks.URLBlock(label=_("Address"))

    class Meta:
        icon = "link"
        label = _("Link")


class VideoBlock(blocks.StructBlock):
    """A link to a video elsewhere, with its words on our page. Nothing is loaded from the other site."""

    title = blocks.CharBlock(
        label=_("Title"), help_text=_("With the length, for example: Our day (6 minutes).")
    )
    url = blocks.URLBlock(label=_("Address of the video"))
    captions = blocks.BooleanBlock(
        label=_("The video has captions"),
        help_text=_("Tick once you have seen them. A video without captions cannot be published here."),
    )
    transcript = blocks.TextBlock(
        label=_("Transcript"),
        rows=12,
        help_text=_("All words that are spoken, and what can be seen and matters."),
    )

    class Meta:
        icon = "media"
        label = _("Video")
        template = "wagtail_charter/foundations/blocks/video.html"


def text_blocks():
    """The blocks of plain text, as ``(name, block)`` pairs for a StreamField. The names are part of stored content."""
    return [
        ("heading", HeadingBlock()),
        ("paragraph", ParagraphBlock()),
        ("list", ItemsBlock()),
        ("numbered_list", NumberedItemsBlock()),
        ("definition_list", DefinitionsBlock()),
        ("callout", CalloutBlock()),
    ]
