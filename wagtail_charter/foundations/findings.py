"""What to look at before a page is published: names without consent, no review date, pictures without words.

Findings are sentences for the editor; none of them stops anyone. A block says what it misses itself, with a method
``findings(value)`` that yields sentences; the plain parts that every block is made of are read here, a host's too.
"""

import re
from html import unescape

from django.db import models
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock

PARAGRAPH_WORDS = 100

_TITLED_NAME = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Dame)\.? [A-Z][\w’'-]+")
_WORDS_BLOCKS = (blocks.CharBlock, blocks.TextBlock, blocks.RichTextBlock)


def page_findings(page):
    """The findings of ``page``: its review, then each of its own fields in order."""
    return [*review_findings(page), *_field_findings(page)]


def review_findings(page):
    """A page has a date of its next review and somebody who looks after it."""
    if not page.review_on:
        yield _("There is no date for the next review. Set one, so that the page does not grow old unseen.")
    if not page.review_owner:
        yield _("Nobody looks after this page yet. Name a role or a team under Review.")


def block_findings(block, value):
    """The findings of ``value`` in ``block``: what the block says itself, then the parts that it is made of."""
    yield from getattr(block, "findings", _nothing)(value)
    if isinstance(block, ImageBlock):
        yield from _image_findings(value)
    elif isinstance(block, blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            if name not in getattr(block, "judged_fields", ()):
                yield from block_findings(child, (value or {}).get(name))
    elif isinstance(block, blocks.ListBlock):
        for child in value or ():
            yield from block_findings(block.child_block, child)
    elif isinstance(block, blocks.BaseStreamBlock):
        for child in value or ():
            yield from block_findings(child.block, child.value)
    elif isinstance(block, _WORDS_BLOCKS):
        yield from name_findings(plain_words(value))


def name_findings(text):
    """Asks about each name with a title, such as "Dr Lane", in plain ``text``."""
    for name in dict.fromkeys(_TITLED_NAME.findall(text)):
        yield _("“%(name)s” looks like a person's name. Has the person agreed to be named?") % {"name": name}


def length_findings(text):
    """A paragraph has at most 100 words."""
    words = count_words(text)
    if words > PARAGRAPH_WORDS:
        yield _("this paragraph has %(words)s words. Try two shorter ones.") % {"words": words}


def count_words(text):
    """The number of words in ``text``; a sign between spaces is no word."""
    return sum(1 for word in text.split() if any(sign.isalnum() for sign in word))


def plain_words(value):
    """The words of a text or of rich text, without markup; nothing for ``None``."""
    source = getattr(value, "source", None)
    if source is None:
        return str(value or "")
    return " ".join(unescape(strip_tags(re.sub(r"(</(?:p|li|h\d)>|<br ?/?>)", r"\1 ", source))).split())


def _nothing(value):
    return ()


def _field_findings(page):
    for field in page._meta.local_fields:
        label = capfirst(field.verbose_name)
        if isinstance(field, StreamField):
            yield from _stream_findings(getattr(page, field.name), label)
        elif isinstance(field, (models.CharField, models.TextField)) and field.editable and not field.choices:
            for sentence in name_findings(getattr(page, field.name) or ""):
                yield _("%(where)s: %(sentence)s") % {"where": label, "sentence": sentence}
        elif isinstance(field, models.ForeignKey) and field.related_model is get_image_model():
            if getattr(page, field.attname) and not getattr(page, f"{field.name}_alt", ""):
                yield _("%(where)s: there is no description. Say what it shows.") % {"where": label}


def _stream_findings(stream, label):
    for number, child in enumerate(stream, start=1):
        for sentence in dict.fromkeys(block_findings(child.block, child.value)):
            yield _("%(where)s, part %(number)s: %(sentence)s") % {
                "where": label,
                "number": number,
                "sentence": sentence,
            }


def _image_findings(image):
    if image and not image.contextual_alt_text and not image.decorative:
        yield _("a picture without a description. Say what it shows, or tick that it is decoration.")
