"""The two showcases of the demo: real services to read about, and the made-up ones of the scheme."""

from django.core.management import call_command

from example_site.demo.reading import CONTENT, read
from wagtail_charter.showcase.models import GlossaryTerm
from wagtail_charter.showcase.pages import ShowcaseEntryPage

#: The file of entries for each showcase, by the slug of its index page.
FILES = {"showcase": "showcase", "pathways": "pathways-showcase"}


def load_glossary():
    """Add the abbreviations that readers may meet."""
    for row in read("glossary")["terms"]:
        GlossaryTerm.objects.get_or_create(
            abbreviation=row["abbreviation"],
            defaults={
                "full": row["full"],
                "meaning": row["meaning"],
                "is_spelled_out": row.get("spelled_out", True),
                "variants": ", ".join(row.get("variants", [])),
            },
        )


def load_entries(tree):
    """Add and publish the entries of both showcases, if they are not there."""
    for slug, name in FILES.items():
        index = tree.indexes[slug]
        if ShowcaseEntryPage.objects.child_of(index).exists():
            continue
        call_command(
            "charter_import_showcase",
            str(CONTENT / f"{name}.yaml"),
            parent=str(index.pk),
            publish=True,
            verbosity=0,
        )
