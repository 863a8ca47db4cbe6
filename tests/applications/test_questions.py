"""A question of the team about one answer: asked, answered with a new version, taken back, reminded of."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.factories.accounts import make_account
from tests.factories.applications import (
    complete,
    make_application,
    make_application_page,
    make_draft,
    make_round,
    make_team_member,
    statements_of,
)
from tests.factories.framework import make_edition
from tests.factories.people import make_officer
from wagtail_charter.applications.models import Application, ApplicationVersion, KeptText, StatementQuestion
from wagtail_charter.applications.rules import DECLARATION
from wagtail_charter.applications.services import (
    WritingClosed,
    answer_question,
    ask_question,
    remind_of_questions,
    save_answer,
    send_application,
    take_back_question,
    withdraw_application,
)
from wagtail_charter.applications.states import ApplicationState
from wagtail_charter.events.models import Event
from wagtail_charter.events.services import SYSTEM, move
from wagtail_charter.letters.models import Letter
from wagtail_charter.letters.services import preview, send_due

pytestmark = pytest.mark.django_db

#: A Wednesday, in working hours.
NOON = datetime.datetime(2026, 7, 8, 12, 0, tzinfo=datetime.UTC)
SECRET = "Who answers at night?"


@pytest.fixture
def owner():
    return make_account(name="Alex Owner")


@pytest.fixture
def officer():
    return make_officer(first_name="Kim", last_name="Officer")


@pytest.fixture
def application(owner):
    found = complete(make_draft(owner))
    make_application_page(found.round)
    send_application(
        found, by=owner, declared_name="Alex Owner", declared_role="Manager", declaration=str(DECLARATION)
    )
    Letter.objects.all().delete()
    return Application.objects.get(pk=found.pk)


def today(days=0):
    return timezone.localdate() + datetime.timedelta(days=days)


def ask(application, officer, place=0, **facts):
    given = {"words": SECRET, "answer_by": today(14), "by": officer, **facts}
    return ask_question(application, statement=statements_of(application)[place], **given)


def write(application, owner, place=0, text="New words.", **facts):
    statement = statements_of(application)[place]
    revision = application.answers.get(statement=statement).revision
    return save_answer(
        application,
        statement,
        text=text,
        revision=revision,
        by=owner,
        **{"is_complete": True, **facts},
    )


def fresh(application):
    return Application.objects.get(pk=application.pk)


def texts(version):
    return {code: entry["answer"] for code, entry in version.entries.items()}


def test_a_question_opens_one_answer_and_tells_the_lead_without_its_words(application, officer, owner):
    question = ask(application, officer)

    held = fresh(application)
    assert (held.question_open_at, held.next_step_by) == (question.asked_at, today(14))
    assert (application.question_open_at, application.next_step_by) == (question.asked_at, today(14))
    assert held.state == ApplicationState.SENT
    assert Event.objects.last_about(held).to_state == "sent"
    letter = Letter.objects.get()
    assert (letter.key, letter.to_email) == (f"question:{question.pk}:asked", application.lead_email)
    assert not letter.is_answer
    assert letter.facts["path"] == f"/apply/{application.reference}/"
    written = preview(letter)
    for part in (written.subject, written.text, written.html):
        assert SECRET not in part
        assert "Statement 1" not in part
        assert "T1-1" not in part
    assert f"/apply/{application.reference}/" in written.text

    write(application, owner)
    with pytest.raises(WritingClosed):
        write(application, owner, place=1)


@pytest.mark.parametrize("state", ApplicationState)
def test_a_question_can_be_asked_while_the_team_reads(officer, state):
    application = make_application(round=make_round(edition=make_edition(statements=1)), at_state=state)
    if state in (ApplicationState.SENT, ApplicationState.CHECKING, ApplicationState.ASSESSING):
        assert ask(application, officer).is_open
    else:
        with pytest.raises(ValidationError):
            ask(application, officer)
        assert not StatementQuestion.objects.exists()
        assert fresh(application).question_open_at is None


def test_nothing_is_asked_of_a_paused_application_or_for_a_day_that_is_over(application, officer):
    with pytest.raises(ValidationError) as refused:
        ask(application, officer, answer_by=today())
    assert refused.value.message_dict == {"answer_by": ["Date must be in the future"]}

    Application.objects.filter(pk=application.pk).update(paused_at=timezone.now())
    with pytest.raises(ValidationError):
        ask(application, officer)
    assert Letter.objects.count() == 0


def test_a_second_question_about_an_open_one_is_refused_and_one_about_another_answer_is_not(
    application, officer
):
    ask(application, officer)

    with pytest.raises(ValidationError) as refused:
        ask(application, officer)
    assert list(refused.value.message_dict) == ["statement"]

    second = ask(application, officer, place=1, answer_by=today(7))
    assert fresh(application).next_step_by == today(7)
    assert second.is_open
    assert Letter.objects.count() == 2


def test_an_answer_makes_a_new_version_in_which_everything_else_is_as_it_was_sent(
    application, officer, owner
):
    first = application.versions.get()
    question, _other = ask(application, officer), ask(application, officer, place=1)
    write(application, owner, text="New words.")
    write(application, owner, place=1, text="Half a thought", is_complete=False)

    version = answer_question(question, by=owner)

    before, after = texts(first), texts(version)
    assert version.number == 2
    assert after == {**before, "T1-1": "New words."}
    assert (version.sent_by, version.declared_name, version.declared_role) == (owner, "Alex Owner", "Manager")
    assert version.declaration == str(DECLARATION)
    question.refresh_from_db()
    assert (question.answered_by, question.answered_in) == (owner, version)
    assert question.answered_at == version.sent_at
    held = fresh(application)
    assert held.state == ApplicationState.SENT
    assert held.question_open_at is not None, "the other question is still open"
    letter = Letter.objects.get(key=f"question:{question.pk}:answered")
    assert letter.is_answer
    assert "New words." not in preview(letter).text
    with pytest.raises(WritingClosed):
        write(application, owner, text="Newer words.")


def test_the_last_answer_closes_the_question(application, officer, owner):
    question = ask(application, officer)
    answer_question(question, by=owner)

    held = fresh(application)
    assert (held.question_open_at, held.next_step_by) == (None, None)


def test_two_presses_make_one_version_and_one_letter(application, officer, owner):
    question = ask(application, officer)
    write(application, owner)
    first = answer_question(StatementQuestion.objects.get(pk=question.pk), by=owner)
    again = answer_question(question, by=owner)

    assert again == first
    assert ApplicationVersion.objects.filter(application=application).count() == 2
    assert Letter.objects.filter(template="applications/question_answered").count() == 1


def test_an_answer_with_something_to_do_is_not_sent(application, officer, owner):
    question = ask(application, officer)
    write(application, owner, text="", is_complete=False)

    with pytest.raises(ValidationError):
        answer_question(question, by=owner)
    assert application.versions.count() == 1
    assert StatementQuestion.objects.get().is_open


def test_a_late_answer_counts(application, officer, owner):
    question = ask(application, officer)
    StatementQuestion.objects.update(answer_by=today(-30))
    write(application, owner)

    assert answer_question(question, by=owner).number == 2


@pytest.mark.parametrize("state", ["checking", "assessing", "moderating", "decided"])
def test_an_open_question_can_be_answered_until_the_result_is_shared(application, officer, owner, state):
    question = ask(application, officer)
    path = ["checking", "assessing", "moderating", "decided", "result_shared"]
    for step in path[: path.index(state) + 1]:
        move(application, to=step, by=SYSTEM)
    write(application, owner)
    assert answer_question(question, by=owner).number == 2
    assert fresh(application).state == state


def test_nothing_is_answered_once_the_result_is_shared_or_the_application_withdrawn(
    application, officer, owner
):
    question = ask(application, officer)
    write(application, owner)
    withdraw_application(application, by=owner)

    with pytest.raises(ValidationError):
        answer_question(question, by=owner)
    with pytest.raises(WritingClosed):
        write(application, owner, text="More.")
    assert application.versions.count() == 1


def test_a_question_taken_back_leaves_the_answer_as_it_was_sent_and_keeps_the_words(
    application, officer, owner
):
    question = ask(application, officer)
    before = application.answers.get(statement=question.statement)
    write(application, owner, text="Half a thought", is_complete=False)

    take_back_question(question, by=officer)
    take_back_question(question, by=officer)

    after = application.answers.get(statement=question.statement)
    assert (after.text, after.is_complete) == (before.text, True)
    kept = KeptText.objects.get(text="Half a thought")
    assert kept.written_by == owner
    held = fresh(application)
    assert (held.question_open_at, held.next_step_by) == (None, None)
    assert application.versions.count() == 1
    with pytest.raises(WritingClosed):
        write(application, owner)
    with pytest.raises(ValidationError):
        answer_question(question, by=owner)


def test_a_question_that_was_answered_is_not_taken_back(application, officer, owner):
    question = ask(application, officer)
    answer_question(question, by=owner)

    with pytest.raises(ValidationError):
        take_back_question(question, by=officer)


def test_a_letter_that_is_no_longer_true_does_not_leave(application, officer, mailoutbox):
    night = NOON.replace(hour=22)
    with time_machine.travel(night, tick=False):
        question = ask(application, officer)
        take_back_question(question, by=officer)
    with time_machine.travel(NOON + datetime.timedelta(days=1), tick=False):
        send_due()

    assert mailoutbox == []
    assert Letter.objects.filter(dropped_at__isnull=False).count() == 2


def test_whoever_heard_of_a_question_hears_that_it_is_taken_back(application, officer, mailoutbox):
    with time_machine.travel(NOON, tick=False):
        question = ask(application, officer)
        send_due()
        take_back_question(question, by=officer)
        send_due()

    assert [mail.subject for mail in mailoutbox] == [
        "There is a question about your application",
        "Nothing more is needed about our question",
    ]


def test_the_lead_is_reminded_once_three_working_days_before(application, officer, owner, settings):
    with time_machine.travel(NOON, tick=False):
        ask(application, officer, answer_by=datetime.date(2026, 7, 22))  # a Wednesday
        done = ask(application, officer, place=1, answer_by=datetime.date(2026, 7, 22))
        answer_question(done, by=owner)
    Letter.objects.all().delete()

    assert remind_of_questions(datetime.date(2026, 7, 16)) == 0
    assert remind_of_questions(datetime.date(2026, 7, 17)) == 1, "Friday: a weekend lies between"
    assert remind_of_questions(datetime.date(2026, 7, 17)) == 0
    assert remind_of_questions(datetime.date(2026, 7, 20)) == 0
    letter = Letter.objects.get()
    assert letter.template == "applications/question_reminder"
    assert SECRET not in preview(letter).text
    assert fresh(application).state == ApplicationState.SENT


@pytest.mark.parametrize("gone", ["withdrawn", "paused", "late", "new"])
def test_nobody_is_reminded_in_vain(application, officer, owner, gone):
    with time_machine.travel(NOON, tick=False):
        ask(application, officer, answer_by=datetime.date(2026, 7, 22))
        if gone == "withdrawn":
            withdraw_application(application, by=owner)
        elif gone == "paused":
            Application.objects.update(paused_at=timezone.now())
        elif gone == "new":
            StatementQuestion.objects.update(asked_at=NOON + datetime.timedelta(days=8))
    day = datetime.date(2026, 7, 23) if gone == "late" else datetime.date(2026, 7, 17)

    assert remind_of_questions(day) == 0


def test_nothing_is_asked_that_is_no_statement_of_the_round(application, officer):
    foreign = statements_of(make_application(round=make_round(edition=make_edition())))[0]

    with pytest.raises(ValueError, match="is not asked in"):
        ask_question(application, statement=foreign, words=SECRET, answer_by=today(14), by=officer)

    assert not StatementQuestion.objects.exists()
    assert fresh(application).question_open_at is None


def test_who_answers_declares_in_their_own_name_and_role(application, officer, owner):
    other = make_account(name="Bo Second")
    make_team_member(application, other)
    for place, by, declared in ((0, owner, ("Alex Owner", "Manager")), (1, other, ("Bo Second", ""))):
        question = ask(application, officer, place)
        write(application, by, place)

        version = answer_question(question, by=by)

        assert (version.sent_by, version.declared_name, version.declared_role) == (by, *declared)
