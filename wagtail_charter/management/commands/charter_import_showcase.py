"""``manage.py charter_import_showcase FILE --parent PAGE``: entries from yaml, csv, xlsx, text or Word."""

from django.core.management.base import CommandError

from wagtail_charter.foundations.imports import ImportCommand
from wagtail_charter.showcase.imports.loading import import_showcase
from wagtail_charter.showcase.pages import ShowcaseIndexPage


class Command(ImportCommand):
    """See the module."""

    help = "Loads showcase entries below a showcase: .yaml, .csv, .xlsx, .txt or .docx. They are drafts unless you publish."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--parent", required=True, help="The showcase: its number, or its address such as /showcase/."
        )
        parser.add_argument("--publish", action="store_true", help="Publish the entries at once.")
        parser.add_argument(
            "--pictures", help="The folder with the pictures (default: pictures beside the file)."
        )

    def load(self, path, *, dry_run, progress, parent, publish, pictures, **options):
        """Load ``path`` below the showcase that ``parent`` names."""
        return import_showcase(
            path,
            parent=_index(parent),
            publish=publish,
            dry_run=dry_run,
            pictures=pictures,
            progress=progress,
        )


def _index(words):
    pages = ShowcaseIndexPage.objects.order_by("pk")
    if words.isdecimal():
        found = pages.filter(pk=int(words))
    else:
        path = f"/{words.strip('/')}/"
        found = [page for page in pages if page.get_url_parts() and page.get_url_parts()[2] == path]
    if len(found) != 1:
        known = ", ".join(f"{page.pk} ({page.url})" for page in pages) or "–"
        raise CommandError(f"There is no showcase {words}. Known are: {known}.")
    return found[0]
