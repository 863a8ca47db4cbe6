"""The page of a case: where it stands, answers beside criteria, letters, the contact log, and who did what."""

import datetime
import re

import pytest
from django.utils import timezone

from tests.factories.accounts import make_account
from tests.factories.applications import (
    complete,
    make_answer,
    make_application,
    make_draft,
    make_round,
    statements_of,
)
from tests.factories.framework import make_edition
from tests.factories.people import make_officer, make_staff
from wagtail_charter.applications import services
from wagtail_charter.applications.models import Application, StatementAnswer, StatementQuestion
from wagtail_charter.applications.rules import WaitsOn, is_overdue, waits_on
from wagtail_charter.applications.states import ApplicationState
from wagtail_charter.events.services import SYSTEM, move
from wagtail_charter.letters.services import queue
from wagtail_charter.roles import Role

pytestmark = pytest.mark.django_db

S = ApplicationState


def days(number):
    return datetime.timedelta(days=number)


def case_of(client, application):
    return client.get(f"/admin/charter/applications/inspect/{application.pk}/")


def words_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).replace(" .", ".")


@pytest.fixture
def officer(client):
    user = make_officer(first_name="Olu", last_name="Officer")
    client.force_login(user)
    return user


def sent_application(statements=2, **facts):
    account = make_account(name="Alex Owner")
    application = complete(make_draft(account, statements=statements, **facts))
    services.send_application(
        application, by=account, declared_name="Alex Owner", declared_role="", declaration="I confirm."
    )
    application.refresh_from_db()
    return application


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("column", ["", "question_open_at", "paused_at"])
def test_the_rule_and_the_lists_agree_whom_a_case_waits_on(state, column):
    application = make_application(at_state=state)
    if column:
        Application.objects.filter(pk=application.pk).update(**{column: timezone.now()})
    application.refresh_from_db()

    found = waits_on(application)

    assert Application.objects.waiting_on_team().exists() == (found == WaitsOn.TEAM)
    assert Application.objects.waiting_on_applicant().exists() == (found == WaitsOn.APPLICANT)


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("planned", [-1, 0, 1, None])
@pytest.mark.parametrize("is_paused", [True, False])
def test_the_rule_and_the_list_agree_what_is_overdue(state, planned, is_paused):
    today = timezone.localdate()
    application = make_application(at_state=state)
    application.next_step_by = None if planned is None else today + days(planned)
    application.paused_at = timezone.now() if is_paused else None
    application.save()

    assert Application.objects.overdue(today).exists() == is_overdue(application, on=today)


def test_an_open_question_waits_on_the_applicant_and_no_longer_on_us():
    application = make_application(at_state=S.CHECKING)
    assert waits_on(application) == WaitsOn.TEAM

    application.question_open_at = timezone.now()

    assert waits_on(application) == WaitsOn.APPLICANT


def test_the_page_says_where_it_stands_whom_it_waits_on_and_by_when(client, officer):
    application = make_application(at_state=S.SENT)
    services.start_checking(application, by=officer)

    text = words_of(case_of(client, application))

    assert "We are checking the application." in text
    assert re.search(r"Waits on Us By when \d+ \w+ \d{4} ", text)
    assert "Overdue" not in text


def test_the_page_says_what_is_overdue(client, officer):
    application = make_application(at_state=S.CHECKING)
    Application.objects.filter(pk=application.pk).update(next_step_by=datetime.date(2026, 1, 5))

    assert "Overdue: our next step was planned by 5 January 2026." in words_of(case_of(client, application))


def test_the_page_says_by_when_a_question_is_to_be_answered(client, officer):
    application = make_application(round=make_round(edition=make_edition(statements=1)), at_state=S.CHECKING)
    StatementQuestion.objects.create(
        application=application,
        statement=statements_of(application)[0],
        words="Which roles?",
        answer_by=datetime.date(2027, 3, 12),
    )
    Application.objects.filter(pk=application.pk).update(question_open_at=timezone.now())

    text = words_of(case_of(client, application))

    assert "Waits on The applicant By when 12 March 2027" in text
    assert "A question is open." in text


def test_the_main_step_comes_first_and_what_ends_the_case_last(client, officer):
    application = make_application(at_state=S.SENT)

    steps = case_of(client, application).context["steps"]

    assert (str(steps[0].label), steps[0].is_main) == ("Start checking", True)
    assert (str(steps[-1].label), steps[-1].is_dangerous) == ("Withdraw for the applicant", True)
    assert [step.is_main for step in steps].count(True) == 1


def test_answers_stand_beside_what_each_rating_looks_like(client, officer):
    application = sent_application()
    statement = statements_of(application)[0]

    text = words_of(case_of(client, application))

    assert f"What we do about {statement.code}." in text
    assert statement.question in text
    assert "0 Means Not yet 1 It looks like 1. 2 It looks like 2. 3 It looks like 3." in text
    assert "Version 1, as it was sent on" in text
    assert "Confirmed by Alex Owner." in text


def test_words_that_are_still_being_changed_are_not_read(client, officer):
    application = sent_application()
    StatementAnswer.objects.filter(application=application).update(text="Half a sentence that")

    text = words_of(case_of(client, application))

    assert "Half a sentence" not in text
    assert "What we do about T1-1." in text


def test_answers_that_came_another_way_say_so(client, officer):
    application = make_application(round=make_round(edition=make_edition(statements=1)), at_state=S.CHECKING)
    make_answer(
        application,
        statements_of(application)[0],
        "We pay for travel.",
        source="phone",
        source_on=datetime.date(2027, 3, 3),
        source_name="Sam Lead",
        typed_by=officer,
    )

    text = words_of(case_of(client, application))

    assert "We pay for travel." in text
    assert "Told by telephone on 3 March 2027, from Sam Lead." in text


def test_answers_are_not_read_while_they_are_written(client):
    client.force_login(make_staff(Role.CHAIR))
    application = make_draft(statements=1)
    make_answer(application, statements_of(application)[0], "Half a thought")

    text = words_of(case_of(client, application))

    assert "Half a thought" not in text
    assert "In progress" in text
    assert "can be read here once the application is sent" in text


def test_history_says_who_did_what(client, officer):
    application = sent_application()
    client.post(f"/admin/charter/applications/steps/{application.pk}/check/")
    client.post(f"/admin/charter/applications/steps/{application.pk}/plan/", {"on": "2999-01-01"})
    application.refresh_from_db()
    move(application, to=S.ASSESSING, by=SYSTEM)

    lines = [
        (str(words), str(who))
        for section, facts in case_of(client, application).context["sections"]
        if section.slug == "history"
        for _at, words, who in facts["lines"]
    ]

    assert lines == [
        ("Rating began", "The system"),
        ("Plan the next step", "Olu Officer"),
        ("Checking began", "Olu Officer"),
        ("Sent", "The applicant"),
        ("Writing began", "The system"),
    ]


def test_letters_are_shown_with_how_they_stand_to_those_who_read_letters(client, officer):
    application = sent_application()

    text = words_of(case_of(client, application))

    assert "Your application has arrived" in text
    client.force_login(make_staff(Role.CHAIR))
    assert "Your application has arrived" not in words_of(case_of(client, application))


def test_the_contact_log_is_shown(client, officer):
    application = make_application(at_state=S.SENT)
    services.note_contact(
        application,
        channel="phone",
        spoke_on=datetime.date(2026, 3, 12),
        with_whom="Sam Lead",
        words="They ask for <large> print.",
        by=officer,
    )

    response = case_of(client, application)

    assert "12 March 2026, Telephone : Sam Lead They ask for &lt;large&gt; print. Noted by Olu Officer" in (
        words_of(response)
    )


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_asks_the_database_the_same_for_one_and_thirty(
    client, officer, number, django_assert_num_queries
):
    application = sent_application(statements=number)
    Application.objects.filter(pk=application.pk).update(caseworker=officer)
    for each in range(number):
        queue(
            "applications/application_sent", key=f"k{each}", to_email="sam@trust.example", about=application
        )
        services.note_contact(
            application,
            channel="phone",
            spoke_on=timezone.localdate(),
            with_whom="Sam",
            words="Hello.",
            by=officer,
        )
        client.post(f"/admin/charter/applications/steps/{application.pk}/plan/", {"on": "2999-01-01"})
    case_of(client, application)

    with django_assert_num_queries(36):
        case_of(client, application)
