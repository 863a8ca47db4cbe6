"""Blocks of text that several rooms build their pages from; each has a template below ``foundations/blocks/``."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from wagtail_charter.foundations.findings import length_findings, plain_words

#: What an editor may do inside a paragraph: the rest has a block of its own.
INLINE_FEATURES = ["bold", "italic", "link", "document-link"]


class CheckedBlock(blocks.StructBlock):
    """A block whose fields are judged together: what is missing is said at the field, and drafts may wait."""

    def faults(self, value):
        """What keeps ``value`` from being published: ``{field: sentence}``."""
        raise NotImplementedError

    def clean(self, value):
        result = super().clean(value)
        faults = {} if getattr(self, "is_deferred_validation", False) else self.faults(result)
        if faults:
            raise StructBlockValidationError({name: ValidationError(words) for name, words in faults.items()})
        return result


class PersonBlock(CheckedBlock):
    """A block with ``name`` and ``name_consent``: nobody is named on a page without having agreed.

    ``ask_first`` says at the field how to go on, ``found_name`` says it among the findings.
    """

    #: The words of these fields are judged by the block itself.
    judged_fields = ("name",)
    ask_first = _("Tick this once the person has agreed, or take the name out.")
    found_name = _("a name. Ask the person, then tick that they agreed; or take the name out.")

    def faults(self, value):
        """A name needs the person's yes."""
        return {"name_consent": self.ask_first} if value["name"] and not value["name_consent"] else {}

    def findings(self, value):
        """The same for a draft."""
        if value.get("name") and not value.get("name_consent"):
            yield str(self.found_name)


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

    def findings(self, value):
        """Whether the paragraph is long."""
        return length_findings(plain_words(value))

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

    def findings(self, value):
        """A film has captions and a transcript."""
        if not value.get("captions"):
            yield _now("a film. Check that it has captions, then tick so.")
        if not (value.get("transcript") or "").strip():
            yield _now("a film without a transcript.")

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
