"""Say which level a set of ratings reaches, and why."""

import json
import sys

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from wagtail_charter.assessment.rules import RatingsRefused, explain_level
from wagtail_charter.assessment.services import charter_of
from wagtail_charter.framework.models import CharterSettings, FrameworkEdition


class Command(BaseCommand):
    """``manage.py charter_explain_level [--edition VERSION] < ratings.jsonl``: one JSON object in, one out, a line each.

    In: ratings by statement code, ``null`` for "does not apply". Out: ``level`` (a level's short name, or
    ``not_ready_yet``) and ``rules``, each with ``level``, ``sentence`` and ``met``. A signed-off plan is taken as
    given. A line that cannot be judged gives an object with ``faults``, and the command ends with an error.
    """

    stealth_options = ("stdin",)
    help = "Read ratings, one JSON object a line, and print the level that each reaches with its rules."

    def add_arguments(self, parser):
        parser.add_argument("--edition", help="The edition's version. Default: the edition in use.")

    def handle(self, *, edition=None, stdin=None, **options):
        try:
            charter = charter_of(_find_edition(edition))
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        refused = 0
        for line in stdin or sys.stdin:
            if line.strip():
                answer = _answer(charter, line)
                refused += "faults" in answer
                self.stdout.write(json.dumps(answer, ensure_ascii=False))
        if refused:
            raise CommandError(f"Lines that could not be judged: {refused}.")


def _find_edition(version):
    if version:
        found = FrameworkEdition.objects.filter(version=version).first()
    else:
        chosen = (
            CharterSettings.objects.filter(edition__isnull=False).order_by("-site__is_default_site").first()
        )
        found = chosen and chosen.edition
    if found is None:
        raise CommandError(
            f"There is no edition {version}."
            if version
            else "No edition is in use. Choose one in the charter settings, or name it: --edition VERSION."
        )
    return found


def _answer(charter, line):
    """The answer to one line, as a JSON object."""
    try:
        ratings = json.loads(line)
    except ValueError:
        return {"faults": ["This line is no JSON object."]}
    if not isinstance(ratings, dict):
        return {"faults": ["This line is no JSON object."]}
    try:
        explanation = explain_level(charter, ratings)
    except RatingsRefused as refusal:
        return {"faults": [str(fault) for fault in refusal.faults]}
    return {
        "level": explanation.level,
        "rules": [
            {"level": each.level, "sentence": each.sentence, "met": each.is_met} for each in explanation.rules
        ],
    }
