"""Applying in the demo: a round that is open, the page to apply on, people who ask, begin and write."""

import datetime

from django.utils import timezone

from example_site.demo.pages import publish
from example_site.demo.reading import read
from example_site.demo.scheme import VERSION
from example_site.home.models import ContentPage
from wagtail_charter.accounts.models import PortalAccount
from wagtail_charter.applications.models import (
    Application,
    ExpressionOfInterest,
    InterestQuestion,
    Round,
    RoundMessage,
)
from wagtail_charter.applications.pages import ApplicationPage
from wagtail_charter.applications.rules import DECLARATION
from wagtail_charter.applications.services import (
    answer_not_now,
    ask_question,
    begin_application,
    confirm_message,
    express_interest,
    invite_interest,
    save_answer,
    send_application,
    start_checking,
    stop_message,
    withdraw_interest,
    write_message,
)
from wagtail_charter.events.services import SYSTEM
from wagtail_charter.framework.models import EvidenceStatement, FrameworkEdition
from wagtail_charter.organisations.models import Membership, Organisation, Service

#: However late the demo is loaded, its round stays open for so many days more.
_OPEN_DAYS = 60


def load_apply_page(tree):
    """The application page with its open round and its own questions, if it is not there."""
    words = read("apply")
    page = ApplicationPage.objects.child_of(tree.home).filter(slug="apply").first()
    if page is None:
        page = ApplicationPage(
            slug="apply", show_in_menus=True, round=_round(words["round"]), **words["page"]
        )
        page.interest_questions = [
            InterestQuestion(sort_order=place, **row) for place, row in enumerate(words["questions"])
        ]
        publish(tree.home, page)
    tree.indexes["apply"] = page


def load_looking_page(tree):
    """An ordinary page with both forms embedded, if it is not there."""
    words = read("apply")["looking"]
    if ContentPage.objects.child_of(tree.home).filter(slug="looking-to-apply").exists():
        return
    page = ContentPage(title=words["title"], slug="looking-to-apply", intro=words["intro"], is_in_footer=True)
    given = {"heading": "", "text": "", "page": None}
    page.body = [("begin", given), ("interest", given), ("contact", {"contact": None})]
    publish(tree.home, page)


def load_people(officer):
    """People of the portal, what they belong to, and the applications that they write. ``officer`` asks one of them."""
    words = read("apply")
    round = Round.objects.get(label=words["round"]["label"])
    for row in words["people"]:
        account, _made = PortalAccount.objects.get_or_create(
            email=row["email"], defaults={"name": row["name"]}
        )
        if organisation := row.get("organisation"):
            Membership.objects.get_or_create(
                account=account,
                organisation=Organisation.objects.get(name=organisation),
                ended_at=None,
                defaults={"is_owner": row["is_owner"]},
            )
        if Application.objects.filter(round=round, team__account=account).exists():
            continue
        if row.get("writes"):
            _write(account, Service.objects.get(name=row["writes"]), round, words["answers"])
        if row.get("ready"):
            complete_application(account, Service.objects.get(name=row["ready"]), round)
        if row.get("sent"):
            send(account, complete_application(account, Service.objects.get(name=row["sent"]), round))
        if asked := row.get("asked"):
            service = Service.objects.get(name=asked["service"])
            load_question(send(account, complete_application(account, service, round)), asked, officer)


def load_question(application, asked, officer):
    """An open question of ``officer`` about one answer of a sent ``application``, if there is none."""
    if application.question_open_at:
        return
    start_checking(application, by=officer)
    ask_question(
        application,
        statement=EvidenceStatement.objects.for_edition(application.round.edition).get(
            code=asked["statement"]
        ),
        words=asked["words"],
        answer_by=timezone.localdate() + datetime.timedelta(days=14),
        by=officer,
    )


def load_interest(tree, users):
    """Expressions of interest in each state, once."""
    page = tree.indexes["apply"]
    asked = [each.question for each in page.interest_questions.all()]
    for row in read("apply")["interest"]:
        if ExpressionOfInterest.objects.filter(press_key=row["press_key"]).exists():
            continue
        facts = {key: row[key] for key in _ASKED}
        answers = [
            {"question": question, "answer": answer}
            for question, answer in zip(asked, row["answers"], strict=True)
            if answer
        ]
        interest = express_interest(
            extra_answers=answers, page=page.page_ptr, site=tree.site, language="en-gb", by=SYSTEM, **facts
        )
        _answer(interest, row, page, users["officer"])


def load_messages(users):
    """Messages to the open round: one that is written, one that waits to leave, one that was stopped; once."""
    words = read("apply")
    round = Round.objects.get(label=words["round"]["label"])
    if RoundMessage.objects.filter(round=round).exists():
        return
    for row in words["messages"]:
        day = timezone.localdate() + datetime.timedelta(days=row["leaves_in_days"])
        message = write_message(
            round,
            audience=row["audience"],
            subject=row["subject"],
            words=row["words"],
            leaves_at=_at(day, 10),
            by=users["officer"],
        )
        if row["state"] == "waiting":
            confirm_message(message, by=users["officer"])
        elif row["state"] == "stopped":
            stop_message(message, by=users["officer"])


_ASKED = ("press_key", "name", "email", "organisation_name", "service_name", "hopes")


def _answer(interest, row, page, officer):
    if row["state"] == "invited":
        service = Service.objects.get(name=row["service_name"])
        invite_interest(
            interest, service=service, round=page.round, words=row["words"], page=page, by=officer
        )
    elif row["state"] == "not_now":
        answer_not_now(interest, words=row["words"], by=officer)
    elif row["state"] == "withdrawn":
        withdraw_interest(interest, by=officer)


def _write(account, service, round, answers):
    application = begin_application(account, service, round=round, by=account)
    statements = {row.code: row for row in EvidenceStatement.objects.for_edition(round.edition)}
    for place, (code, text) in enumerate(answers.items(), 1):
        save_answer(
            application,
            statements[code],
            text=text,
            revision=0,
            by=account,
            is_complete=place < len(answers),
        )


def complete_application(account, service, round):
    """An application with every answer completed, ready to be sent."""
    application = begin_application(account, service, round=round, by=account)
    answers = read("apply")["whole"]
    for statement in EvidenceStatement.objects.for_edition(round.edition):
        save_answer(
            application, statement, text=answers[statement.code], revision=0, by=account, is_complete=True
        )
    return application


def send(account, application):
    """Send a complete ``application`` as ``account``; returns it as it stands then."""
    page = ApplicationPage.objects.filter(round=application.round).first()
    send_application(
        application,
        by=account,
        declared_name=account.name,
        declared_role="Service manager",
        declaration=str(DECLARATION),
        record_path=page.route_url("record", reference=application.reference) if page else "",
    )
    application.refresh_from_db()
    return application


def _round(words):
    closes_on = max(words["closes_on"], timezone.localdate() + datetime.timedelta(days=_OPEN_DAYS))
    return Round.objects.get_or_create(
        label=words["label"],
        defaults={
            "edition": FrameworkEdition.objects.get(version=VERSION),
            "opens_at": _at(words["opens_on"], 9),
            "closes_at": _at(closes_on, 17),
            "results_by": max(words["results_by"], closes_on + datetime.timedelta(days=90)),
            "who_may_apply": words["who_may_apply"],
        },
    )[0]


def _at(day, hour):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour)))
