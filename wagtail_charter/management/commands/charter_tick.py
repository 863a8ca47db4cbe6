"""The one periodic command: everything that the app does by itself, step by step."""

import logging

from django.core.management.base import BaseCommand, CommandError

from wagtail_charter.applications import services as applications
from wagtail_charter.assessment import services as assessment
from wagtail_charter.conf import conf
from wagtail_charter.governance import retention as governance
from wagtail_charter.letters import services as letters

logger = logging.getLogger(__name__)

#: ``(room, what is done, step)``: a step takes nothing, may run any number of times, and returns what it came to.
STEPS = [
    ("applications", "Messages to rounds", applications.send_due_messages),
    ("applications", "Reminders of questions", applications.remind_of_questions),
    ("assessment", "Results", assessment.release_due),
    ("letters", "Letters", letters.send_due),
    ("governance", "Kept long enough", governance.let_go_routine),
]


class Command(BaseCommand):
    """``charter_tick``: run it every few minutes; it may be run at any time, and twice at once."""

    help = "Do what is due: send letters, tidy up. Run it every five minutes."

    def handle(self, *args, **options):
        """Take each step of the rooms that are on; a step that goes wrong does not stop the others."""
        wrong = []
        for room, title, step in STEPS:
            if not conf.is_room_on(room):
                continue
            try:
                outcome = step()
            except Exception:
                logger.exception("charter_tick: %s", title)
                wrong.append(title)
                continue
            if options["verbosity"]:
                self.stdout.write(f"{title}: {outcome}")
        if wrong:
            raise CommandError(f"Not done, the log says why: {', '.join(wrong)}.")
