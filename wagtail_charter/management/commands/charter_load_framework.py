"""Load a charter from a YAML file."""

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.db import transaction

from wagtail_charter.events.services import SYSTEM
from wagtail_charter.foundations.imports import ImportCommand
from wagtail_charter.framework.imports import load_framework
from wagtail_charter.framework.services import publish_edition
from wagtail_charter.framework.states import EditionState


class Command(ImportCommand):
    """``manage.py charter_load_framework FILE [--dry-run] [--publish]``: all or nothing, idempotent."""

    help = "Load a charter (values, themes, statements, levels) from a YAML file as a draft."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--publish", action="store_true", help="Put the edition into use. It cannot change after that."
        )

    @transaction.atomic
    def load(self, path, *, dry_run, progress, publish=False, **options):
        report = load_framework(path, by=SYSTEM, dry_run=dry_run, progress=progress)
        if publish and not dry_run and report.edition.state == EditionState.DRAFT:
            try:
                publish_edition(report.edition, by=SYSTEM)
            except ValidationError as error:
                raise CommandError("\n".join(error.messages)) from error
            report.notes.append(f"In use: {report.edition}.")
        return report
