"""Load organisations and services from a file."""

from wagtail_charter.foundations.imports import ImportCommand
from wagtail_charter.organisations.imports import load_organisations


class Command(ImportCommand):
    """``manage.py charter_import_organisations FILE [--dry-run]``: csv, xlsx or yaml; all of it or nothing."""

    help = (
        "Load organisations, services and what they are classified by from a csv, xlsx or yaml file. "
        "Names every fault with its line and column; changes nothing if there is one; can be run again."
    )

    def load(self, path, *, dry_run, progress, **options):
        return load_organisations(path, dry_run=dry_run, progress=progress)
