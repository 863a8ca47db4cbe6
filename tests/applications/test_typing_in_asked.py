"""The answer to an open question that came by telephone, on paper or by e-mail: typed in by the team, and sent."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.applications.test_questions import application, ask, fresh, owner, write  # noqa: F401
from tests.applications.test_questions import officer as asker  # noqa: F401
from tests.factories.applications import make_staff
from tests.factories.people import make_officer
from wagtail_charter.applications.models import ApplicationVersion, KeptText, StatementAnswer
from wagtail_charter.applications.rules import TOLD_TO_THE_TEAM
from wagtail_charter.applications.services import AnswerChanged, take_back_question, type_in_asked_answer
from wagtail_charter.letters.models import Letter

pytestmark = pytest.mark.django_db

TOLD = "Nine people started."


def came(**facts):
    return {
        "text": TOLD,
        "source": "phone",
        "source_on": timezone.localdate(),
        "source_name": "Sam Lead",
        **facts,
    }


def held_of(question):
    return StatementAnswer.objects.get(application=question.application_id, statement=question.statement_id)


def step(application):  # noqa: F811
    return f"/admin/charter/applications/steps/{application.pk}/type-in/"


@pytest.fixture
def question(application, asker):  # noqa: F811
    found = ask(application, asker)
    Letter.objects.all().delete()
    return found


@pytest.fixture
def officer(client):
    user = make_officer()
    client.force_login(user)
    return user


def test_what_was_told_becomes_a_new_version_and_the_question_closes(question, officer):
    revision = held_of(question).revision

    version = type_in_asked_answer(question, by=officer, revision=revision, what_of_saved="replace", **came())

    code = question.statement.code
    entry, before = version.entries[code], ApplicationVersion.objects.get(number=1).entries
    assert (version.number, entry["answer"], entry["source"]) == (2, TOLD, "phone")
    assert {key: each for key, each in version.entries.items() if key != code} == {
        key: each for key, each in before.items() if key != code
    }
    assert (version.sent_by, version.declared_name) == (None, "Sam Lead")
    assert version.declaration == str(TOLD_TO_THE_TEAM)
    answer = held_of(question)
    assert (answer.typed_by, answer.source_name, answer.is_complete) == (officer, "Sam Lead", True)
    question.refresh_from_db()
    assert (question.is_open, question.answered_by, question.answered_in) == (False, None, version)
    assert fresh(question.application).question_open_at is None
    letter = Letter.objects.get()
    assert (letter.template, letter.is_answer) == ("applications/question_answered", False)
    assert TOLD not in str(letter.facts)


def test_words_that_were_sent_are_kept_or_stay_above(question, officer):
    sent = held_of(question)

    type_in_asked_answer(question, by=officer, revision=sent.revision, what_of_saved="below", **came())

    assert held_of(question).text == f"{sent.text}\n\n{TOLD}"


def test_a_draft_of_the_applicant_is_never_replaced_in_silence(question, owner, officer):  # noqa: F811
    revision = held_of(question).revision
    write(question.application, owner, text="Half a thought.")

    with pytest.raises(AnswerChanged):
        type_in_asked_answer(question, by=officer, revision=revision, what_of_saved="replace", **came())

    assert held_of(question).text == "Half a thought."
    assert ApplicationVersion.objects.count() == 1
    type_in_asked_answer(question, by=officer, revision=revision + 1, what_of_saved="replace", **came())
    assert KeptText.objects.get().text == "Half a thought."


def test_a_question_that_is_closed_takes_no_answer(question, officer):
    sent = held_of(question)
    take_back_question(question, by=officer)

    with pytest.raises(ValidationError, match="taken back"):
        type_in_asked_answer(question, by=officer, revision=sent.revision, what_of_saved="replace", **came())

    assert held_of(question).text == sent.text


def posted(question, **changed):
    return {
        "question": question.pk,
        "revision": held_of(question).revision,
        "what_of_saved": "replace",
        **came(source_on=timezone.localdate().isoformat()),
        **changed,
    }


def test_an_officer_types_it_in_on_the_case(client, question, officer):
    case = f"/admin/charter/applications/inspect/{question.application_id}/"
    assert step(question.application) in client.get(case).content.decode()
    page = client.get(step(question.application)).content.decode()
    assert question.words in page
    assert held_of(question).text in page

    answer = client.post(step(question.application), posted(question), follow=True)

    assert "The answer is typed in and sent." in answer.content.decode()
    assert held_of(question).text == TOLD
    assert client.get(step(question.application)).status_code == 404


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"text": " "}, "Enter the answer"),
        ({"source": ""}, "Select how the answer came"),
        ({"source_on": "2999-01-01"}, "Day must be today or in the past"),
        ({"source_name": ""}, "Enter who gave the answer"),
        ({"what_of_saved": ""}, "Select what becomes of the words that are there now"),
        ({"text": "word " * 500}, "words or less"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(
    client, question, officer, changed, sentence
):
    page = client.post(step(question.application), posted(question, **changed)).content.decode()

    assert sentence in page
    assert "Sam Lead" in page or "source_name" in changed
    assert ApplicationVersion.objects.count() == 1


def test_words_saved_meanwhile_are_shown_before_anything_is_sent(client, question, owner, officer):  # noqa: F811
    data = posted(question)
    write(question.application, owner, text="Half a thought.")

    page = client.post(step(question.application), data).content.decode()

    assert "Somebody saved this answer while you were typing." in page
    assert "Half a thought." in page
    assert TOLD in page
    assert ApplicationVersion.objects.count() == 1
    client.post(step(question.application), {**data, "revision": held_of(question).revision})
    assert held_of(question).text == TOLD


@pytest.mark.parametrize("which", ["999999", "x", "\x00"])
def test_a_question_of_elsewhere_is_not_found(client, question, officer, which):
    assert client.get(step(question.application), {"question": which}).status_code == 404
    assert client.post(step(question.application), {**posted(question), "question": which}).status_code == 404


def test_each_open_question_has_its_own_form(client, question, asker, officer):  # noqa: F811
    other = ask(question.application, asker, place=1, words="And on Sundays?")

    page = client.get(step(question.application)).content.decode()
    second = client.get(step(question.application), {"question": other.pk}).content.decode()

    assert f"?question={other.pk}" in page
    assert "And on Sundays?" not in page
    assert "And on Sundays?" in second
    client.post(step(question.application), posted(other))
    assert held_of(other).text == TOLD
    assert fresh(question.application).question_open_at is not None


def test_who_may_not_type_in_finds_no_such_step(client, question):
    client.force_login(make_staff("view_application", "change_application", username="reader"))
    data = posted(question)

    assert client.get(step(question.application)).status_code == 404
    client.post(step(question.application), data)

    assert (
        step(question.application)
        not in client.get(f"/admin/charter/applications/inspect/{question.application_id}/").content.decode()
    )
    assert held_of(question).text != TOLD
    assert ApplicationVersion.objects.count() == 1


def test_there_is_no_such_step_without_a_question(client, application, officer):  # noqa: F811
    assert client.get(step(application)).status_code == 404


def test_a_day_is_kept_as_it_was_told(question, officer):
    day = timezone.localdate() - datetime.timedelta(days=3)

    type_in_asked_answer(
        question,
        by=officer,
        revision=held_of(question).revision,
        what_of_saved="replace",
        **came(source_on=day, source="paper"),
    )

    assert (held_of(question).source, held_of(question).source_on) == ("paper", day)
