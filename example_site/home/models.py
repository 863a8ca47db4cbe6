"""What a host has of its own: an image, a home page and an ordinary page."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import Page

from example_site.home.blocks import SITE_BLOCKS


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
    picture = models.ForeignKey(
        CaptionedImage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    body = StreamField(SITE_BLOCKS, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("picture"),
        FieldPanel("body"),
    ]

    template = "home/home_page.html"

    @property
    def sections(self):
        """The pages of the menu below this one: what the front page offers until an editor says otherwise."""
        return self.get_children().live().public().in_menu().specific(defer=True)


class ContentPage(Page):
    """An ordinary page of the trust's site, on which an editor can put blocks of the charter."""

    intro = models.TextField(blank=True)
    body = StreamField(SITE_BLOCKS, blank=True)
    is_in_footer = models.BooleanField("show in the footer", default=False)

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    promote_panels = [*Page.promote_panels, FieldPanel("is_in_footer")]

    template = "home/content_page.html"
