"""A process that starts web servers for the trials of writing: ``python -m tests.endurance.writing_servers``.

It reads one order a line and forks a child for it, so that a server starts in milliseconds:

- ``prepare``: make the tables and one application with its writer signed in; says where and how, as JSON.
- ``warm HOME SESSION``: load in this process what every server needs.
- ``serve PORT``: answer on 127.0.0.1 until killed; says its process number once it listens.
- ``clear``: nothing written. ``complete``: every answer completed. ``report``: what is in the database.
"""

import json
import os
import sys
from contextlib import suppress

import django
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.urls import get_resolver


class QuietHandler(WSGIRequestHandler):
    """Keeps no log of addresses."""

    def log_message(self, *args):
        """Say nothing."""


class PatientServer(ThreadedWSGIServer):
    """Lets many knock at once."""

    request_queue_size = 128
    daemon_threads = True


def prepare():
    """The tables, a site with an application page, and an application of three statements."""
    call_command("migrate", run_syncdb=True, verbosity=0)
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415 - after setup
    from wagtail.models import Locale, Page, Site  # noqa: PLC0415 - after setup

    from tests.factories.accounts import make_account, sign_in  # noqa: PLC0415 - after setup
    from tests.factories.applications import make_application_page, make_draft  # noqa: PLC0415 - after setup

    Locale.objects.create(language_code="en-gb")
    home = Page.add_root(instance=Page(title="Root", slug="root")).add_child(
        instance=Page(title="Home", slug="home")
    )
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    application = make_draft(make_account(name="Alex Writer"))
    make_application_page(application.round)

    class Browser:
        session, cookies = SessionStore(), {}

    sign_in(Browser, application.team.get().account)
    return {"session": Browser.session.session_key, "home": f"/apply/{application.reference}/"}


def warm(home, session):
    """Load templates and addresses here, so that no child has to; no connection is left for them to share."""
    from django.db import connections  # noqa: PLC0415 - after setup
    from django.test import Client  # noqa: PLC0415 - after setup

    client = Client()
    client.cookies["sessionid"] = session
    for below in ("", "statements/T1-1/", "send/"):
        client.get(f"{home}{below}")
    connections.close_all()
    return "warm"


def complete():
    """Every answer of the application is completed."""
    from tests.factories.applications import complete as complete_answers  # noqa: PLC0415 - after setup
    from wagtail_charter.applications.models import Application  # noqa: PLC0415 - after setup

    complete_answers(Application.objects.get())


def clear():
    """Nothing is written."""
    from wagtail_charter.applications.models import KeptText, StatementAnswer  # noqa: PLC0415 - after setup

    StatementAnswer.objects.all().delete()
    KeptText.objects.all().delete()


def report():
    """What is in the database."""
    from wagtail_charter.applications import models  # noqa: PLC0415 - after setup
    from wagtail_charter.events.models import Event  # noqa: PLC0415 - after setup
    from wagtail_charter.letters.models import Letter  # noqa: PLC0415 - after setup

    answers = models.StatementAnswer.objects.values_list("statement__code", "text", "revision")
    return {
        "answers": {code: [text, revision] for code, text, revision in answers},
        "kept": list(models.KeptText.objects.values_list("text", flat=True)),
        "versions": models.ApplicationVersion.objects.count(),
        "letters": Letter.objects.count(),
        "sent": Event.objects.filter(to_state="sent").count(),
        "state": models.Application.objects.get().state,
    }


def serve(port):
    """Answer until killed."""
    server = PatientServer(("127.0.0.1", int(port)), QuietHandler)
    server.set_app(WSGIHandler())
    print(os.getpid(), flush=True)
    server.serve_forever()


ORDERS = {"prepare": prepare, "clear": clear, "complete": complete, "report": report}


def main():
    """Fork a child for each order until the input ends."""
    django.setup()
    assert get_resolver().url_patterns  # imported once, before any child needs them
    for line in sys.stdin:
        order, *words = line.split()
        if order == "warm":
            print(json.dumps(warm(*words)), flush=True)
            continue
        child = os.fork()
        if child == 0:
            try:
                if order == "serve":
                    serve(*words)
                print(json.dumps(ORDERS[order](*words)), flush=True)
            finally:
                sys.stderr.flush()
                os._exit(1)
        if order != "serve":
            os.waitpid(child, 0)
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


if __name__ == "__main__":
    main()
