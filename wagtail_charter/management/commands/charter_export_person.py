"""``manage.py charter_export_person EMAIL``: everything that is held about a person, as two private files."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from wagtail_charter.governance.retention import export_person


class Command(BaseCommand):
    """See the module."""

    help = "Writes everything that is held about a person into private files (HTML and JSON), and prints where they are."

    def add_arguments(self, parser):
        parser.add_argument("email", help="The person's e-mail address.")

    def handle(self, *args, **options):
        try:
            export = export_person(options["email"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        for file in (export.page, export.document):
            self.stdout.write(_place(file))
        self.stdout.write(
            "Texts that name the person are listed at the end. Read them before you hand this over."
        )


def _place(file):
    """Where ``file`` lies: its path, or its name where the storage has no paths."""
    try:
        return file.path
    except NotImplementedError:
        return file.name
