"""The blocks of the front page and of ordinary pages: the trust's own, and those of the charter."""

from wagtail.blocks import CharBlock, ListBlock, PageChooserBlock, RichTextBlock, StructBlock, TextBlock

from wagtail_charter.applications.blocks import BeginBlock, InterestBlock
from wagtail_charter.awards.blocks import VerifyBlock
from wagtail_charter.framework.blocks import HowItWorksBlock, ThemesBlock
from wagtail_charter.resources.blocks import ResourcesOnTopicBlock
from wagtail_charter.showcase.blocks import LatestEntriesBlock
from wagtail_charter.support.blocks import ContactBlock
from wagtail_charter.training.blocks import UpcomingEventsBlock


class EntryBlock(StructBlock):
    """One way into the site."""

    title = CharBlock()
    text = TextBlock(required=False)
    link_text = CharBlock(required=False)
    page = PageChooserBlock(required=False)


class EntriesBlock(StructBlock):
    """Cards that lead into the site."""

    heading = CharBlock(required=False)
    entries = ListBlock(EntryBlock())

    class Meta:
        icon = "list-ul"
        template = "home/blocks/entries.html"


class LevelBlock(StructBlock):
    """A word and what it means."""

    title = CharBlock()
    text = TextBlock()


class LevelsBlock(StructBlock):
    """Words and what they mean, lowest first."""

    heading = CharBlock()
    levels = ListBlock(LevelBlock())

    class Meta:
        icon = "bars"
        template = "home/blocks/levels.html"


class PromisesBlock(StructBlock):
    """What the trust promises."""

    heading = CharBlock()
    promises = ListBlock(CharBlock(max_length=300))

    class Meta:
        icon = "check"
        template = "home/blocks/promises.html"


SITE_BLOCKS = [
    ("text", RichTextBlock()),
    ("entries", EntriesBlock()),
    ("how_it_works", HowItWorksBlock()),
    ("themes", ThemesBlock()),
    ("latest_entries", LatestEntriesBlock()),
    ("upcoming_events", UpcomingEventsBlock()),
    ("resources", ResourcesOnTopicBlock()),
    ("begin", BeginBlock()),
    ("interest", InterestBlock()),
    ("verify", VerifyBlock()),
    ("contact", ContactBlock()),
    ("levels", LevelsBlock()),
    ("promises", PromisesBlock()),
    ("note", TextBlock(icon="info-circle", template="home/blocks/note.html")),
]
