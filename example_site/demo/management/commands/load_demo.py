"""Load the demo: real services to read about, and a made-up scheme with something in every state."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from example_site.demo import (
    applying,
    claims,
    law,
    learning,
    moderation,
    pages,
    people,
    results,
    scheme,
    showcase,
)
from example_site.demo.reading import read


class Command(BaseCommand):
    """``load_demo``: idempotent; the second run changes nothing."""

    help = "Load the demo content and print the logins."

    def handle(self, *args, **options):
        if not settings.DEBUG:
            raise CommandError(
                "The demo has well-known passwords. Set DEBUG=1 to load it on your own machine."
            )
        with transaction.atomic():
            self._load()
        call_command("rebuild_references_index", verbosity=0)
        self._print_logins()

    def _load(self):
        self.stdout.write("Loading the demo (about half a minute) …")
        tree = pages.load_home()
        call_command("charter_create_groups", verbosity=0)
        users = people.load_people()
        scheme.load_framework()
        scheme.load_organisations()
        scheme.load_contact_and_settings(tree.site)
        tree.load_indexes()
        scheme.load_applications_and_awards(users)
        showcase.load_glossary()
        showcase.load_entries(tree)
        moderation.load_moderation(tree, users)
        learning.load_events(tree, users)
        learning.load_resources(tree)
        applying.load_apply_page(tree)
        applying.load_interest(tree, users)
        applying.load_people(users["officer"])
        results.load_results(users)
        applying.load_messages(users)
        applying.load_looking_page(tree)
        claims.load_safeguarding_contact(tree.site)
        claims.load_claims(tree.site, users)
        claims.load_concerns(tree.site, users)
        tree.publish_home()
        law.load_pages_of_the_law(tree)

    def _print_logins(self):
        base = f"http://{settings.HOST}:{settings.PORT}"
        self.stdout.write(self.style.SUCCESS(f"\nThe site: {base}/"))
        self.stdout.write(
            f"The admin: {base}/admin/\nE-mails that the site sends: {base}/inbox/\n\nPassword for all of them: {people.PASSWORD}\n"
        )
        for username, _first, _last, job_title, _role in people.PEOPLE:
            self.stdout.write(f"  {username:<12} {job_title}")
        self.stdout.write("\nPeople of the portal sign in with a code that comes by e-mail:\n")
        for person in read("apply")["people"]:
            self.stdout.write(f"  {person['email']:<32} {person['can']}")
