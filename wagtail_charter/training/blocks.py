"""The rows of a programme, and the block that shows coming events on any page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class ProgrammeItemBlock(blocks.StructBlock):
    """One part of the day."""

    time = blocks.TimeBlock(label=_("Time"))
    session = blocks.CharBlock(label=_("What happens"), max_length=200)
    led_by = blocks.CharBlock(label=_("Led by"), required=False, max_length=120)

    class Meta:
        icon = "time"
        label = _("Part of the day")


class UpcomingEventsBlock(blocks.StructBlock):
    """The next events of this site, for any page of the host."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    count = blocks.IntegerBlock(label=_("How many at most"), default=3, min_value=1, max_value=12)

    class Meta:
        icon = "date"
        label = _("Coming events")
        template = "wagtail_charter/training/blocks/upcoming_events.html"
