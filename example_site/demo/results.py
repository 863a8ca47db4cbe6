"""Results in the demo: one to read, one that was accepted, and one for which it is too early."""

import datetime

from django.utils import timezone

from example_site.demo.applying import complete_application, send
from example_site.demo.reading import read
from example_site.demo.scheme import VERSION
from wagtail_charter.accounts.models import PortalAccount
from wagtail_charter.applications.models import Application, Round
from wagtail_charter.assessment.services import (
    accept_result,
    choose_hearing,
    rate_statement,
    record_outcome,
    release_outcome,
)
from wagtail_charter.framework.models import EvidenceStatement, FrameworkEdition, Theme
from wagtail_charter.organisations.models import Service


def load_results(users):
    """A round that is over, with a result in each way that an applicant meets one; once."""
    words = read("results")
    if Round.objects.filter(label=words["round"]["label"]).exists():
        return
    now = timezone.now()
    round = Round.objects.create(
        label=words["round"]["label"],
        edition=FrameworkEdition.objects.get(version=VERSION),
        opens_at=now - datetime.timedelta(days=200),
        closes_at=now + datetime.timedelta(days=1),
        results_by=timezone.localdate() + datetime.timedelta(days=7),
        who_may_apply=words["round"]["who_may_apply"],
    )
    account = PortalAccount.objects.get(email=words["account"])
    for row in words["results"]:
        _load(row, round, account, users["officer"])
    Round.objects.filter(pk=round.pk).update(
        closes_at=now - datetime.timedelta(days=90), is_by_invitation=True
    )


def _load(row, round, account, officer):
    application = complete_application(account, Service.objects.get(name=row["service"]), round)
    send(account, application)
    application = Application.objects.get(pk=application.pk)
    if row.get("hearing"):
        choose_hearing(application, by=account, **row["hearing"])
    statements = EvidenceStatement.objects.for_edition(round.edition)
    for statement, rating in zip(statements, str(row["ratings"]).split(), strict=True):
        rate_statement(
            application, statement=statement, rating=None if rating == "n" else int(rating), by=officer
        )
    application.refresh_from_db()
    themes = {theme.code: theme for theme in Theme.objects.filter(edition=round.edition)}
    outcome = record_outcome(
        application,
        level=round.edition.levels.filter(key=row["level"]).first(),
        by=officer,
        feedback={themes[code]: (words[0], words[1]) for code, words in row["feedback"].items()},
        **row["words"],
    )
    if row.get("released"):
        outcome = release_outcome(outcome, by=officer)
    if row.get("accepts"):
        accept_result(outcome, by=account, **row["accepts"])
