"""Answers that came by telephone, on paper or by e-mail: typed in, never over anything in silence, and never unsaid."""

import datetime
import re

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from tests.factories.accounts import make_account
from tests.factories.applications import make_application, make_round, make_staff, make_team_member
from tests.factories.framework import make_edition
from wagtail_charter.applications.models import KeptText, StatementAnswer
from wagtail_charter.applications.services import (
    AnswerChanged,
    WritingClosed,
    save_answer,
    type_in_answer,
)
from wagtail_charter.events.models import Event
from wagtail_charter.framework.models import EvidenceStatement
from wagtail_charter.letters.models import Letter

pytestmark = pytest.mark.django_db

CAME = {"source": "phone", "source_on": datetime.date(2026, 3, 3), "source_name": "Sam Lead"}


@pytest.fixture
def edition():
    return make_edition()


@pytest.fixture
def application(edition):
    return make_application(round=make_round(edition=edition), at_state="drafting")


@pytest.fixture
def statement(edition):
    return EvidenceStatement.objects.for_edition(edition).first()


@pytest.fixture
def officer(client):
    user = make_staff("view_application", "type_in_answers", username="olu")
    client.force_login(user)
    return user


def written(application, statement, text="Words of the portal", revision=0):
    account = make_account()
    make_team_member(application, account)
    return save_answer(application, statement, text=text, revision=revision, by=account)


def test_answer_is_typed_in_with_how_it_came(application, statement, officer):
    answer = type_in_answer(
        application, statement, text="We listen.", revision=0, by=officer, is_complete=True, **CAME
    )

    answer.refresh_from_db()
    assert (answer.text, answer.is_complete, answer.revision) == ("We listen.", True, 1)
    assert (answer.source, answer.source_on, answer.source_name) == tuple(CAME.values())
    assert (answer.typed_by, answer.written_by) == (officer, None)


def test_first_answer_begins_the_drafting(edition, statement, officer):
    application = make_application(round=make_round(edition=edition), at_state="invited")

    type_in_answer(application, statement, text="We listen.", revision=0, by=officer, **CAME)

    application.refresh_from_db()
    assert application.state == "drafting"
    assert Event.objects.last_about(application).actor_id == str(officer.pk)


@pytest.mark.parametrize("state", ["sent", "withdrawn", "interested", "decided"])
def test_nothing_is_typed_in_outside_writing(edition, statement, officer, state):
    application = make_application(round=make_round(edition=edition), at_state=state)

    with pytest.raises(WritingClosed):
        type_in_answer(application, statement, text="We listen.", revision=0, by=officer, **CAME)

    assert (StatementAnswer.objects.count(), Letter.objects.count()) == (0, 0)


def test_answer_that_came_in_time_is_typed_in_after_the_round(edition, statement, officer):
    over = make_round(edition=edition, closes_at=timezone.now() - datetime.timedelta(days=1))
    application = make_application(round=over, at_state="drafting")

    assert type_in_answer(application, statement, text="We listen.", revision=0, by=officer, **CAME).pk


def test_words_of_the_portal_are_never_replaced_in_silence(application, statement, officer):
    answer = written(application, statement)

    with pytest.raises(AnswerChanged):
        type_in_answer(application, statement, text="Others", revision=answer.revision, by=officer, **CAME)
    for revision in (0, answer.revision + 1):
        with pytest.raises(AnswerChanged):
            type_in_answer(
                application,
                statement,
                text="Others",
                revision=revision,
                by=officer,
                what_of_saved="replace",
                **CAME,
            )

    answer.refresh_from_db()
    assert (answer.text, answer.source, KeptText.objects.count()) == ("Words of the portal", "portal", 0)


def test_replaced_words_are_kept_for_their_writer(application, statement, officer):
    answer = written(application, statement)

    type_in_answer(
        application,
        statement,
        text="Others",
        revision=answer.revision,
        by=officer,
        what_of_saved="replace",
        **CAME,
    )

    kept = KeptText.objects.get()
    assert (kept.text, kept.written_by) == ("Words of the portal", answer.written_by)
    answer.refresh_from_db()
    assert answer.text == "Others"


def test_words_can_be_put_below_what_is_there(application, statement, officer):
    answer = written(application, statement)

    answer = type_in_answer(
        application,
        statement,
        text="And more.",
        revision=answer.revision,
        by=officer,
        what_of_saved="below",
        **CAME,
    )

    assert answer.text == "Words of the portal\n\nAnd more."


def test_pressed_twice_is_typed_in_once(application, statement, officer):
    for _press in range(2):
        answer = type_in_answer(application, statement, text="We listen.", revision=0, by=officer, **CAME)

    assert (answer.revision, StatementAnswer.objects.count(), Letter.objects.count()) == (1, 1, 1)


def test_owners_hear_once_a_day_and_without_a_word_of_the_answer(application, edition, officer):
    owner = make_account("owner@trust.example")
    make_team_member(application, owner)
    make_team_member(application, make_account("viewer@trust.example"), role="viewer")

    for statement in EvidenceStatement.objects.for_edition(edition):
        type_in_answer(application, statement, text="Secret words", revision=0, by=officer, **CAME)

    letter = Letter.objects.get()
    assert (letter.to_email, letter.is_answer) == ("owner@trust.example", False)
    assert "Secret" not in str(letter.facts)
    for ending in ("txt", "html"):
        said = render_to_string(
            f"wagtail_charter/applications/emails/answer_typed_in.{ending}",
            {**letter.facts, "to_name": letter.to_name, "base_url": letter.base_url},
        )
        assert application.reference in said


def test_lead_hears_where_nobody_of_the_portal_leads(application, statement, officer):
    type_in_answer(application, statement, text="We listen.", revision=0, by=officer, **CAME)

    assert Letter.objects.get().to_email == application.lead_email


def answers_of(application):
    return f"/admin/charter/applications/answers/{application.pk}/"


def form_of(**changes):
    return {
        "text": "We listen.",
        "source": "phone",
        "source_on": "2026-03-03",
        "source_name": "Sam Lead",
        "revision": "0",
        **changes,
    }


def words_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_officer_finds_the_list_types_in_and_sees_where_it_came_from(client, officer, application, statement):
    inspect = client.get(f"/admin/charter/applications/inspect/{application.pk}/")
    assert answers_of(application) in inspect.content.decode()

    before = client.get(answers_of(application))
    assert "Not yet started" in words_of(before)
    address = f"{answers_of(application)}{statement.code}/"
    assert address in before.content.decode()

    assert client.get(address).status_code == 200
    response = client.post(address, form_of(is_complete="on"), follow=True)

    text = words_of(response)
    assert "Told by telephone on 3 March 2026, from Sam Lead." in text
    assert "Typed in by olu" in text
    assert "Completed" in text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"text": "  "}, "Enter the answer"),
        ({"source": ""}, "Select how the answer came"),
        ({"source": "portal"}, "Select a valid choice"),
        ({"source_on": ""}, "Enter the day on which the answer came"),
        ({"source_on": "2099-01-01"}, "Day must be today or in the past"),
        ({"source_name": ""}, "Enter who gave the answer"),
        ({"text": "word " * 5000, "is_complete": "on"}, "words or less to be complete"),
    ],
)
def test_form_says_how_to_mend_and_keeps_what_was_typed(
    client, officer, application, statement, changes, words
):
    response = client.post(f"{answers_of(application)}{statement.code}/", form_of(**changes))

    assert response.status_code == 200
    assert words in words_of(response)
    assert changes.get("source_name", "Sam Lead") in response.content.decode()
    assert StatementAnswer.objects.count() == 0


def test_form_shows_what_is_there_and_asks_what_becomes_of_it(client, officer, application, statement):
    answer = written(application, statement)
    address = f"{answers_of(application)}{statement.code}/"

    assert "Words of the portal" in words_of(client.get(address))
    asked = client.post(address, form_of(revision=answer.revision))
    assert "Select what becomes of the words that are there now" in words_of(asked)

    client.post(address, form_of(revision=answer.revision, what_of_saved="below"))
    answer.refresh_from_db()
    assert answer.text == "Words of the portal\n\nWe listen."


def test_form_shows_both_when_somebody_saved_meanwhile(client, officer, application, statement):
    answer = written(application, statement)

    response = client.post(
        f"{answers_of(application)}{statement.code}/", form_of(revision="0", what_of_saved="replace")
    )

    text = words_of(response)
    assert "Somebody saved this answer while you were typing" in text
    assert "Words of the portal" in text
    assert "We listen." in text
    assert f'value="{answer.revision}"' in response.content.decode()
    answer.refresh_from_db()
    assert answer.text == "Words of the portal"


@pytest.mark.parametrize(
    "permissions", [["view_application"], ["type_in_answers"], ["view_application", "change_application"]]
)
def test_others_find_nothing(client, application, statement, permissions):
    client.force_login(make_staff(*permissions))

    for address in (answers_of(application), f"{answers_of(application)}{statement.code}/"):
        for method in (client.get, client.post):
            assert method(address).status_code == 404
    inspect = client.get(f"/admin/charter/applications/inspect/{application.pk}/")
    assert answers_of(application) not in inspect.content.decode()


def test_restricted_application_is_not_found(client, officer, edition, statement):
    application = make_application(round=make_round(edition=edition), at_state="drafting", is_restricted=True)

    for address in (answers_of(application), f"{answers_of(application)}{statement.code}/"):
        assert client.get(address).status_code == 404
        assert client.post(address, form_of()).status_code == 404
    assert StatementAnswer.objects.count() == 0


def test_sent_application_is_read_and_not_typed_in(client, officer, edition, statement):
    application = make_application(round=make_round(edition=edition), at_state="sent", sent_at=timezone.now())

    response = client.get(answers_of(application))

    assert response.status_code == 200
    assert "Type in an answer" not in words_of(response)
    assert client.get(f"{answers_of(application)}{statement.code}/").status_code == 404


def test_unknown_statement_is_not_found(client, officer, application):
    assert client.get(f"{answers_of(application)}NOPE/").status_code == 404


@pytest.mark.parametrize("number", [1, 30])
def test_list_asks_as_often_for_one_answer_as_for_thirty(client, officer, number, django_assert_num_queries):
    edition = make_edition(statements=number)
    application = make_application(round=make_round(edition=edition), at_state="drafting")
    for each in EvidenceStatement.objects.for_edition(edition):
        type_in_answer(application, each, text="We listen.", revision=0, by=officer, **CAME)
    client.get(answers_of(application))

    with django_assert_num_queries(QUERIES):
        client.get(answers_of(application))


QUERIES = 14
