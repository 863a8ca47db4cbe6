"""The block that shows resources on any page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock


class ResourcesOnTopicBlock(blocks.StructBlock):
    """The newest resources on a topic, for any page of the host."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    topic = SnippetChooserBlock("wagtail_charter.ResourceTopic", label=_("Topic"), required=False)
    count = blocks.IntegerBlock(label=_("How many at most"), default=3, min_value=1, max_value=12)

    class Meta:
        icon = "doc-full"
        label = _("Resources on a topic")
        template = "wagtail_charter/resources/blocks/resources_on_topic.html"
