"""``manage.py charter_erase_person EMAIL``: what forgetting a person would touch, and, once confirmed, the forgetting."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from wagtail_charter.governance.retention import erase_person, plan_erasure


class Command(BaseCommand):
    """``--plan`` (default) says what would change; ``--confirm NUMBER`` does it."""

    help = "Takes a person's name and address out of everything; decisions stay. Makes a plan first; --confirm carries it out."

    def add_arguments(self, parser):
        parser.add_argument("email", help="The person's e-mail address.")
        parser.add_argument(
            "--plan", action="store_true", help="Say what would change, and change nothing (default)."
        )
        parser.add_argument("--confirm", metavar="NUMBER", help="The number of the plan to carry out.")

    def handle(self, *args, **options):
        try:
            if options["confirm"]:
                self._erase(options["email"], options["confirm"])
            else:
                self._plan(options["email"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error

    def _plan(self, email):
        plan, reasons = plan_erasure(email)
        for line in plan.lines:
            self.stdout.write(f"  {line['count']:>6} {line['kind']}")
        self.stdout.write("Decisions, and versions that were sent, stay until their own period ends.")
        for reason in reasons:
            self.stdout.write(self.style.WARNING(f"First: {reason}"))
        self.stdout.write(f"\nNothing has changed. This is plan {plan.number}. To carry it out:")
        self.stdout.write(f"  manage.py charter_erase_person EMAIL --confirm {plan.number}")

    def _erase(self, email, number):
        done = erase_person(email, number)
        for line in done.lines:
            self.stdout.write(f"  {line['changed']:>6} {line['room']}")
        self.stdout.write(self.style.SUCCESS(f"\nDone. The log has it as {done.number}."))
