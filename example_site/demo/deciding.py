"""Deciding in the demo: rates what was sent, and leads it as far as its lines of content say, a service for each step."""

import datetime

from django.utils import timezone

from wagtail_charter.accounts.models import PortalAccount
from wagtail_charter.applications.models import Application
from wagtail_charter.assessment.models import Outcome
from wagtail_charter.assessment.rules import next_release_time
from wagtail_charter.assessment.services import (
    GivenRating,
    accept_result,
    choose_hearing,
    close_not_ready,
    note_called,
    record_outcome,
    release_outcome,
    save_ratings,
    sign_outcome,
)
from wagtail_charter.framework.models import EvidenceStatement, Theme
from wagtail_charter.plans.services import agree_plan, seed_plan

#: The hour of what was decided before the demo was loaded.
_HOUR = datetime.time(10)


def decide(application, row, users, account=None):
    """Lead ``application``, which was sent, as far as ``row`` says; ``account`` hears and accepts for the service.

    ``row``: ``ratings`` by code, and then as far as it goes ``hearing``, ``plan``, ``outcome`` (with ``signed``),
    ``release``, ``called``, ``accepts``, ``closed`` and ``decided_on``.
    """
    if hearing := row.get("hearing"):
        choose_hearing(application, by=account, **hearing)
    _rate(application, row["ratings"], users["officer"])
    if row.get("outcome"):
        outcome = _record(application, row, users)
        _tell(outcome, row, users["officer"], account)
        if decided_on := row.get("decided_on"):
            _date_back(outcome, decided_on)


def lead_of(application):
    """The account of whoever leads an ``application`` that was entered by the team."""
    account, _made = PortalAccount.objects.get_or_create(
        email=application.lead_email, defaults={"name": application.lead_name}
    )
    return account


def _rate(application, ratings, officer):
    given = [
        GivenRating(statement, rating=ratings[statement.code], does_not_apply=ratings[statement.code] is None)
        for statement in EvidenceStatement.objects.for_edition(application.round.edition)
        if statement.code in ratings
    ]
    save_ratings(application, given, by=officer)


def _record(application, row, users):
    words = dict(row["outcome"])
    edition, officer = application.round.edition, users["officer"]
    themes = {theme.code: theme for theme in Theme.objects.filter(edition=edition)}
    feedback = {themes[code]: (strength, step) for code, (strength, step) in words.pop("feedback").items()}
    if plan := row.get("plan"):
        seeded = seed_plan(
            application, next_steps=[step for _strength, step in feedback.values()],
            check_in_on=_check_in(plan), by=officer,
        )  # fmt: skip
        agree_plan(seeded, agreed_with=plan["agreed_with"], by=officer)
    outcome = record_outcome(
        Application.objects.get(pk=application.pk),
        level=edition.levels.filter(key=words.pop("level")).first(),
        by=officer,
        feedback=feedback,
        **words,
    )
    if row.get("signed"):
        outcome = sign_outcome(outcome, by=users["chair"])
    return outcome


def _tell(outcome, row, officer, account):
    if "release" not in row:
        return
    outcome = release_outcome(outcome, by=officer, at=_release_at(row["release"]))
    if row.get("called"):
        note_called(outcome.application, by=officer)
    if accepts := row.get("accepts"):
        accept_result(outcome, by=account, **accepts)
    if row.get("closed"):
        close_not_ready(outcome, by=officer)


def _release_at(release):
    """10am of a working day so many days on, or ``None``: at once."""
    if "in_days" not in release:
        return None
    moment = timezone.now() + datetime.timedelta(days=release["in_days"])
    return next_release_time(moment, zone=timezone.get_default_timezone())


def _check_in(plan):
    return plan.get("check_in_on") or timezone.localdate() + datetime.timedelta(days=plan["check_in_in_days"])


def _date_back(outcome, day):
    """The dates of what was decided before the demo was loaded; the history says when it was entered."""
    at = timezone.make_aware(datetime.datetime.combine(day, _HOUR))
    columns = ("recorded_at", "decided_at", "release_at", "released_at", "accepted_at")
    outcome = Outcome.objects.get(pk=outcome.pk)
    Outcome.objects.filter(pk=outcome.pk).update(**{name: at for name in columns if getattr(outcome, name)})
    Application.objects.filter(pk=outcome.application_id).update(decided_at=at)
