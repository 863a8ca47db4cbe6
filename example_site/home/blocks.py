"""The trust's own blocks for its front page and ordinary pages."""

from wagtail.blocks import CharBlock, ListBlock, PageChooserBlock, RichTextBlock, StructBlock, TextBlock


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


class StepBlock(StructBlock):
    """One thing that happens after another."""

    title = CharBlock()
    text = TextBlock()


class StepsBlock(StructBlock):
    """How something works, step by step."""

    heading = CharBlock()
    steps = ListBlock(StepBlock())

    class Meta:
        icon = "list-ol"
        template = "home/blocks/steps.html"


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
    ("steps", StepsBlock()),
    ("levels", LevelsBlock()),
    ("promises", PromisesBlock()),
    ("note", TextBlock(icon="info-circle", template="home/blocks/note.html")),
]
