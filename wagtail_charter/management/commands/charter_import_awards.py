"""Load awards that were given before from a file."""

from wagtail_charter.awards.imports import load_awards
from wagtail_charter.events.services import SYSTEM
from wagtail_charter.foundations.imports import ImportCommand


class Command(ImportCommand):
    """``manage.py charter_import_awards FILE [--dry-run] [--enter-unknown]``: csv, xlsx or yaml; all of it or nothing."""

    help = (
        "Load awards that were given before, of this scheme and of others, from a csv, xlsx or yaml file. "
        "Names every fault with its line and column; changes nothing if there is one; can be run again. "
        "No letter is sent."
    )

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--enter-unknown",
            action="store_true",
            help="Enter organisations and services of the file that are not known yet.",
        )

    def load(self, path, *, dry_run, progress, enter_unknown, **options):
        return load_awards(path, by=SYSTEM, enter_unknown=enter_unknown, dry_run=dry_run, progress=progress)
