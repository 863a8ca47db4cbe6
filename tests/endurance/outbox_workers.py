"""A process that starts workers for the trial of the outbox: ``python -m tests.endurance.outbox_workers``.

It reads one order a line and forks a child for it, so that a worker starts in milliseconds. It answers with the
child's number, and with what the child says:

- ``prepare``: make the tables.
- ``queue MOMENT COUNT``: commit COUNT letters, one transaction each, and roll one more back.
- ``tick MOMENT``: run ``manage.py charter_tick`` with the clock at MOMENT.
- ``report``: how many letters there are, were sent, wait, were given up.
"""

import json
import os
import sys
from contextlib import suppress
from datetime import datetime

import django
import time_machine
from django.core.mail.utils import DNS_NAME
from django.core.management import call_command


def prepare():
    """Make the tables straight from the models."""
    call_command("migrate", run_syncdb=True, verbosity=0)


def queue_letters(moment, count):
    """Commit ``count`` letters, and roll one back."""
    from django.db import transaction  # noqa: PLC0415 - after setup

    from wagtail_charter.letters.services import queue  # noqa: PLC0415 - after setup

    def put(name):
        queue(
            "post/note",
            key=f"trial:{name}",
            to_email=f"{name}@trust.example",
            facts={"thing": name},
            language="en-gb",
        )

    with at(moment):
        for number in range(int(count)):
            with transaction.atomic():
                put(f"person{number}")
        with suppress(ZeroDivisionError), transaction.atomic():
            put("nobody")
            raise ZeroDivisionError


def tick(moment):
    """The command, with the clock at ``moment``."""
    with at(moment):
        call_command("charter_tick", verbosity=0)


def report():
    """What the outbox says."""
    from wagtail_charter.letters.models import Letter  # noqa: PLC0415 - after setup

    letters = Letter.objects
    return {
        "all": letters.count(),
        "sent": letters.sent().count(),
        "waiting": letters.waiting().count(),
        "given_up": letters.given_up().count(),
        "errors": sorted(set(letters.exclude(last_error="").values_list("last_error", flat=True))),
    }


def at(moment):
    """The clock goes on from ``moment``."""
    return time_machine.travel(datetime.fromisoformat(moment), tick=True)


ORDERS = {"prepare": prepare, "queue": queue_letters, "tick": tick, "report": report}


def main():
    """Fork a child for each order until the input ends."""
    django.setup()
    for line in sys.stdin:
        order, *words = line.split()
        child = os.fork()
        if child == 0:
            # The mail server sees by this name which worker speaks.
            DNS_NAME._fqdn = f"worker-{os.getpid()}"
            code = 1
            try:
                said = ORDERS[order](*words)
                if said is not None:
                    print(json.dumps(said), flush=True)
                code = 0
            finally:
                sys.stderr.flush()
                os._exit(code)
        if order == "tick":
            print(child, flush=True)
        else:
            _pid, status = os.waitpid(child, 0)
            print("done" if status == 0 else "broken", flush=True)
        # Workers of earlier orders that have ended.
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


if __name__ == "__main__":
    main()
