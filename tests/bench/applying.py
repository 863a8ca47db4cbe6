"""Applications in bulk, every answer written, and what their writer does: read, save, check, send."""

from itertools import count

from django.test import Client
from wagtail.models import Site

from tests.bench.data import BATCH, WORDS
from tests.factories.accounts import make_account, sign_in
from tests.factories.applications import make_round
from wagtail_charter.applications.models import Application, StatementAnswer, TeamMember
from wagtail_charter.applications.pages import ApplicationPage
from wagtail_charter.applications.services.cases import searchable_text
from wagtail_charter.applications.states import ApplicationState
from wagtail_charter.events.services import SYSTEM, begin
from wagtail_charter.framework.models import EvidenceStatement, FrameworkEdition
from wagtail_charter.organisations.models import Service

_DOOR = "/charter-scheme/press"
_ANSWER = " ".join(WORDS * 20)


def make_applications(size):
    """``size`` applications with every answer completed, all of one writer.

    Returns what to measure, by name; one of them that none of these visits sends; and the writer.
    """
    edition = FrameworkEdition.objects.latest("pk")
    round = make_round("Bench", edition=edition)
    home = Site.objects.get(is_default_site=True).root_page
    page = home.add_child(instance=ApplicationPage(title="Apply", slug="apply", round=round))
    writer = make_account("writer@trust.example", name="Alex Writer")
    references = _fill(size, round, writer)
    client = Client()
    sign_in(client, writer)
    unsent = Application.objects.select_related("round__edition", "service").get(reference=references[-1])
    return _visits(client, page.get_url(), references), unsent, writer


def _fill(size, round, writer):
    services = list(Service.objects.select_related("provider").order_by("pk")[:size])
    first = _application(services[0], round, 0)
    begin(first, by=SYSTEM, at_state=ApplicationState.DRAFTING)
    # In bulk, without an event each: what is measured reads the newest event only.
    rows = [
        _application(service, round, number, state=ApplicationState.DRAFTING)
        for number, service in enumerate(services[1:], 1)
    ]
    Application.objects.bulk_create(rows, batch_size=BATCH // 10)
    applications = list(Application.objects.filter(round=round).order_by("pk"))
    TeamMember.objects.bulk_create(
        [TeamMember(application=each, account=writer) for each in applications], batch_size=BATCH // 10
    )
    statements = list(EvidenceStatement.objects.for_edition(round.edition))
    for start in range(0, len(applications), BATCH):
        StatementAnswer.objects.bulk_create(
            [
                StatementAnswer(
                    application=each, statement=statement, text=_ANSWER, is_complete=True, written_by=writer
                )
                for each in applications[start : start + BATCH]
                for statement in statements
            ],
            batch_size=BATCH // 10,
        )
    return [each.reference for each in applications]


def _application(service, round, number, **facts):
    application = Application(
        **facts,
        reference=f"A-2026-{number:04d}-{number:04d}",
        service=service,
        round=round,
        lead_name="Sam Lead",
        lead_email="sam@trust.example",
    )
    application.search_text = searchable_text(application)
    return application


def _visits(client, apply_url, references):
    middle, saves, unsent = references[len(references) // 2], count(1), iter(references)
    home = f"{apply_url}{middle}/"

    def read(below):
        def visit():
            answer = client.get(f"{home}{below}")
            assert answer.status_code == 200, f"{below} answered {answer.status_code}"
            return answer.getvalue()

        return visit

    def press(path, typed):
        answer = client.post(f"{_DOOR}{path}", typed)
        assert answer.status_code == 302, f"{path} answered {answer.status_code}"
        return answer.getvalue()

    def save():
        number = next(saves)
        return press(
            f"{home}statements/LC1/",
            {"text": f"{_ANSWER} {number}", "is_complete": "yes", "revision": str(number)},
        )

    def send():
        return press(
            f"{apply_url}{next(unsent)}/send/",
            {"declared_name": "Alex Writer", "declared_role": "Manager", "is_confirmed": "on"},
        )

    return {
        "task list": read(""),
        "statement": read("statements/LC1/"),
        "save an answer": save,
        "check answers": read("check/"),
        "send an application": send,
    }
