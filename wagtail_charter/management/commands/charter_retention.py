"""``manage.py charter_retention``: what has been kept long enough, by holding, and, once confirmed, its going."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from wagtail_charter.governance.models import Hold
from wagtail_charter.governance.retention import apply_plan, make_plan, place_hold, release_hold
from wagtail_charter.governance.retention.rooms import all_holdings


class Command(BaseCommand):
    """``--plan`` (default), ``--apply --confirm NUMBER``, ``--hold REFERENCE --reason WORDS``, ``--release REFERENCE``."""

    help = "Says what has been kept long enough, and lets it go once you confirm the plan. Legal holds keep what they name."

    def add_arguments(self, parser):
        acts = parser.add_mutually_exclusive_group()
        acts.add_argument(
            "--plan", action="store_true", help="Say what would go, and change nothing (default)."
        )
        acts.add_argument("--apply", action="store_true", help="Let go what a plan says.")
        acts.add_argument("--hold", metavar="REFERENCE", help="Keep everything under a reference or address.")
        acts.add_argument("--release", metavar="REFERENCE", help="Release a hold.")
        parser.add_argument("--confirm", metavar="NUMBER", help="The number of the plan to apply.")
        parser.add_argument("--reason", default="", help="Why a hold is placed, and who asked for it.")

    def handle(self, *args, **options):
        try:
            if options["apply"]:
                self._apply(options["confirm"])
            elif options["hold"] is not None:
                hold = place_hold(options["hold"], reason=options["reason"])
                self.stdout.write(f"Held: {hold.reference}. Nothing under it goes until you release it.")
            elif options["release"] is not None:
                self._release(options["release"])
            else:
                self._plan()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error

    def _plan(self):
        plan = make_plan()
        self._show(plan.lines, "would go")
        self.stdout.write(f"\nNothing has changed. This is plan {plan.number}. To carry it out:")
        self.stdout.write(f"  manage.py charter_retention --apply --confirm {plan.number}")

    def _apply(self, number):
        if not number:
            raise CommandError("Name the plan: --apply --confirm NUMBER. --plan makes one.")
        done = apply_plan(number)
        self._show(done.lines, "gone")
        self.stdout.write(self.style.SUCCESS(f"\nDone. The log has it as {done.number}."))

    def _release(self, reference):
        hold = Hold.objects.in_force().filter(reference__iexact=reference.strip()).first()
        if hold is None:
            raise CommandError(f"No hold is in force for {reference}.")
        release_hold(hold)
        self.stdout.write(f"Released: {hold.reference}.")

    def _show(self, lines, verb):
        names = {holding.slug: holding.what for holding in all_holdings()}
        for line in lines:
            held = f", {line['held']} under a legal hold" if line["held"] else ""
            since = line["before"][:10]
            self.stdout.write(f"  {line['count']:>6} {verb}{held}: {names[line['holding']]} (before {since})")
