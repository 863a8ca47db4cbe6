"""What a host has of its own: an image, a home page and an ordinary page."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import RichTextBlock
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import Page


class CaptionedImage(AbstractImage):
    """The trust's own image, with a caption."""

    caption = models.CharField(max_length=255, blank=True)
    admin_form_fields = (*Image.admin_form_fields, "caption")


class CaptionedRendition(AbstractRendition):
    """A rendition of a captioned image."""

    image = models.ForeignKey(CaptionedImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="unique_captioned_rendition"
            )
        ]


class HomePage(Page):
    """The front page of the trust's site."""

    intro = models.TextField(blank=True)
    body = StreamField([("text", RichTextBlock())], blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]


class ContentPage(Page):
    """An ordinary page of the trust's site, on which an editor can put blocks of the charter."""

    body = StreamField([("text", RichTextBlock())], blank=True)

    content_panels = [*Page.content_panels, FieldPanel("body")]
