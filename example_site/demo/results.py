"""Results in the demo: one of each kind to read, one that is planned, one that was accepted, and a case that rests."""

import datetime

from django.utils import timezone

from example_site.demo.applying import complete_application, send
from example_site.demo.deciding import decide
from example_site.demo.reading import read
from example_site.demo.scheme import VERSION
from wagtail_charter.accounts.models import PortalAccount
from wagtail_charter.applications.models import Application, Round
from wagtail_charter.applications.services import pause_case, start_checking
from wagtail_charter.framework.models import EvidenceStatement, FrameworkEdition
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
    for row in words["results"]:
        _load(row, round, users)
    Round.objects.filter(pk=round.pk).update(
        closes_at=now - datetime.timedelta(days=90), is_by_invitation=True
    )


def _load(row, round, users):
    account = PortalAccount.objects.get(email=row["account"])
    application = complete_application(account, Service.objects.get(name=row["service"]), round)
    send(account, application)
    application = Application.objects.get(pk=application.pk)
    if row.get("paused"):
        pause_case(start_checking(application, by=users["officer"]), by=users["officer"])
        return
    decide(application, {**row, "ratings": _by_code(row["ratings"], round)}, users, account)


def _by_code(line, round):
    """``{code: rating}`` of ratings that are written in one line; ``n`` where a statement does not apply."""
    codes = [statement.code for statement in EvidenceStatement.objects.for_edition(round.edition)]
    return {
        code: None if rating == "n" else int(rating)
        for code, rating in zip(codes, str(line).split(), strict=True)
    }
