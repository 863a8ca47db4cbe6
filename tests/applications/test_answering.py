"""A question of the team as people of an application meet it, and as officers ask it: with the real pages."""

import datetime
import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories.accounts import make_account, sign_in
from tests.factories.applications import (
    complete,
    make_application_page,
    make_draft,
    make_team_member,
    statements_of,
)
from tests.factories.people import make_officer, make_staff
from wagtail_charter.applications.models import (
    Application,
    ApplicationVersion,
    KeptText,
    StatementQuestion,
)
from wagtail_charter.applications.rules import DECLARATION
from wagtail_charter.applications.services import ask_question, send_application
from wagtail_charter.events.services import SYSTEM, move
from wagtail_charter.letters.models import Letter
from wagtail_charter.roles import Role

pytestmark = pytest.mark.django_db

DOOR = "/charter-scheme/press"
SECRET = "Who answers at night?"


@pytest.fixture
def owner():
    return make_account(name="Alex Owner")


@pytest.fixture
def officer():
    return make_officer(first_name="Kim", last_name="Officer")


@pytest.fixture
def sent(owner):
    application = complete(make_draft(owner))
    make_application_page(application.round)
    send_application(
        application, by=owner, declared_name="Alex Owner", declared_role="", declaration=str(DECLARATION)
    )
    return Application.objects.get(pk=application.pk)


@pytest.fixture
def question(sent, officer):
    return ask(sent, officer)


@pytest.fixture
def browser(client, owner):
    sign_in(client, owner)
    return client


def ask(application, officer, place=0):
    return ask_question(
        application,
        statement=statements_of(application)[place],
        words=SECRET,
        answer_by=timezone.localdate() + datetime.timedelta(days=14),
        by=officer,
    )


def address(application, below=""):
    return f"/apply/{application.reference}/{below}"


def text_of(answer):
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def hidden(answer, name):
    return re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode()).group(1)


def press(client, path, **typed):
    return client.post(DOOR + path, typed)


def write(client, application, text, code="T1-1", **more):
    revision = hidden(client.get(address(application, f"statements/{code}/")), "revision")
    return press(
        client, address(application, f"statements/{code}/"), **{"text": text, "revision": revision, **more}
    )


def test_the_story_of_a_question(browser, sent, question, owner):
    """Home says it, the task list shows it, one answer opens; it is saved, checked beside the old one, and sent once."""
    home = text_of(browser.get("/charter-scheme/home/"))
    assert "Your turn. We have a question about your application." in home
    assert SECRET not in home

    page = browser.get(address(sent))
    said = text_of(page)
    for words in (
        "We have a question about “Statement 1”", SECRET, "Kim Officer asked on", "A later answer counts too",
    ):  # fmt: skip
        assert words in said, words
    assert "You do not need to do anything now" not in said
    assert re.search(r"days? left|\d+ days", said) is None
    assert page["Cache-Control"].count("no-store") == 1

    statement = browser.get(address(sent, "statements/T1-1/"))
    content = statement.content.decode()
    assert content.index(SECRET) < content.index("<textarea")
    assert "Have you completed this section?" not in content
    answer = write(browser, sent, "We answer by telephone.")
    assert answer["Location"] == address(sent, "statements/T1-1/answer/")

    said = text_of(browser.get(address(sent)))
    assert "You have saved an answer. It is not sent yet." in said
    check = browser.get(answer["Location"])
    said = text_of(check)
    for words in ("What you sent before What we do about T1-1.", "Your answer now We answer by telephone."):
        assert words in said, words
    assert "You have not changed it" not in said
    assert ApplicationVersion.objects.count() == 1, "a GET sends nothing"

    first, second = press(browser, answer["Location"]), press(browser, answer["Location"])
    assert first["Location"] == second["Location"] == answer["Location"]
    assert sent.versions.count() == 2
    assert sent.versions.last().entries["T1-1"]["answer"] == "We answer by telephone."
    assert sent.versions.last().sent_by == owner
    assert Letter.objects.filter(template="applications/question_answered").count() == 1
    said = text_of(browser.get(first["Location"]))
    assert "Your answer has arrived" in said
    assert "There is nothing else for you to do now." in said
    assert "<textarea" not in browser.get(address(sent, "statements/T1-1/")).content.decode()
    assert "Nothing to do for you now." in text_of(browser.get("/charter-scheme/home/"))
    assert "We answer by telephone." in text_of(browser.get(address(sent, "record/")))


def test_every_other_statement_stays_frozen(browser, sent, question):
    for code in ("T1-2", "T1-3"):
        page = browser.get(address(sent, f"statements/{code}/"))
        assert "<textarea" not in page.content.decode()
        answer = press(browser, address(sent, f"statements/{code}/"), text="Sneaked in.", revision="1")
        assert "Sneaked in." in text_of(answer), "the words are shown, to be copied"
        assert browser.get(address(sent, f"statements/{code}/answer/")).status_code == 404
        assert press(browser, address(sent, f"statements/{code}/answer/")).status_code == 404
    assert not sent.answers.filter(text="Sneaked in.").exists()
    assert sent.versions.count() == 1


#: Who, and what they get at each address: (task list, statement, press on it, check page, press to send).
MATRIX = {
    "owner": (200, True, True, 200, True),
    "editor": (200, True, True, 200, False),
    "viewer": (200, False, False, 200, False),
    "stranger": (404, False, False, 404, False),
}


@pytest.mark.parametrize("who", MATRIX)
@pytest.mark.parametrize(
    "state", ["sent", "checking", "assessing", "moderating", "decided", "result_shared", "withdrawn"]
)
def test_who_may_answer_which_question_in_which_state(client, sent, question, owner, who, state):
    path = ["sent", "checking", "assessing", "moderating", "decided", "result_shared"]
    for step in ["withdrawn"] if state == "withdrawn" else path[1 : path.index(state) + 1]:
        move(sent, to=step, by=SYSTEM)
    account = owner if who == "owner" else make_account()
    if who in ("editor", "viewer"):
        make_team_member(sent, account, who)
    sign_in(client, account)
    is_answerable = state not in ("result_shared", "withdrawn")
    listed, writes, _saves, checks, sends = MATRIX[who]

    assert client.get(address(sent)).status_code == listed
    shown = client.get(address(sent, "statements/T1-1/"))
    assert ("<textarea" in shown.content.decode()) is (writes and is_answerable)
    press(client, address(sent, "statements/T1-1/"), text="Changed.", revision="1")
    assert sent.answers.filter(text="Changed.").exists() is (writes and is_answerable)
    assert client.get(address(sent, "statements/T1-1/answer/")).status_code == checks
    press(client, address(sent, "statements/T1-1/answer/"))
    assert sent.versions.count() == (2 if sends and is_answerable else 1)


def test_nothing_is_sent_by_a_stale_press_and_no_word_is_lost(sent, question, owner):
    strict = Client(enforce_csrf_checks=True)
    sign_in(strict, owner)
    answer = strict.post(DOOR + address(sent, "statements/T1-1/"), {"text": "Typed before.", "revision": "1"})
    assert "Nothing is lost" in text_of(answer)
    assert "Typed before." in answer.content.decode()
    answer = strict.post(DOOR + address(sent, "statements/T1-1/answer/"))
    assert "Nothing was sent. Press the button again." in text_of(answer)
    assert sent.versions.count() == 1


def test_words_of_somebody_signed_out_are_kept_and_come_back(browser, sent, question):
    out = Client()
    answer = out.post(
        DOOR + address(sent, "statements/T1-1/"), {"text": "Typed while signed out.", "revision": "1"}
    )
    assert answer.status_code == 302
    token = KeptText.objects.get().token
    assert (
        "Typed while signed out."
        in browser.get(address(sent, f"statements/T1-1/?kept={token}")).content.decode()
    )


def test_two_who_write_at_once_both_keep_their_words(browser, sent, question):
    colleague = make_account(name="Bo Editor")
    make_team_member(sent, colleague, "editor")
    other = Client()
    sign_in(other, colleague)
    revision = hidden(other.get(address(sent, "statements/T1-1/")), "revision")
    write(browser, sent, "The owner's words.")
    answer = press(other, address(sent, "statements/T1-1/"), text="The editor's words.", revision=revision)

    said = text_of(answer)
    assert "This answer was changed while you were writing" in said
    assert "The owner's words." in said
    assert "The editor's words." in said


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "Enter your answer, or press 'Save and come back later'"), ("word " * 401, "400 words or less")],
)
def test_something_to_mend_is_said_and_saved_and_not_sent(browser, sent, question, text, said):
    answer = write(browser, sent, text)
    assert said in text_of(answer)
    assert sent.answers.get(statement__code="T1-1").text == text
    check = browser.get(address(sent, "statements/T1-1/answer/"))
    assert "something in it is still to do" in text_of(check)
    press(browser, address(sent, "statements/T1-1/answer/"))
    assert sent.versions.count() == 1


def test_come_back_later_saves_and_says_that_nothing_is_sent(browser, sent, question):
    answer = write(browser, sent, "Half a thought", pause="")
    assert answer["Location"] == address(sent, "statements/T1-1/saved/")
    assert "It is not sent yet." in text_of(browser.get(answer["Location"]))
    assert not sent.answers.get(statement__code="T1-1").is_complete


def test_an_unchanged_answer_can_be_sent_as_it_is(browser, sent, question):
    assert "You have not changed it." in text_of(browser.get(address(sent, "statements/T1-1/answer/")))
    press(browser, address(sent, "statements/T1-1/answer/"))
    assert sent.versions.count() == 2


@pytest.mark.parametrize("statements", [1, 30])
def test_pages_with_a_question_keep_to_their_queries(client, officer, statements):
    owner = make_account()
    application = complete(make_draft(owner, round=None, statements=statements))
    make_application_page(application.round)
    send_application(application, by=owner, declared_name="A", declared_role="", declaration="D")
    application.refresh_from_db()
    for place in range(min(statements, 5)):
        ask(application, officer, place)
    sign_in(client, owner)
    pages = ("", "statements/T1-1/", "statements/T1-1/answer/")
    for page in pages:
        client.get(address(application, page))
    numbers = []
    for page in pages:
        with CaptureQueriesContext(connection) as asked:
            client.get(address(application, page))
        numbers.append(len(asked))

    assert numbers == [11, 14, 13]


# The desk


def step(application, slug):
    return f"/admin/charter/applications/steps/{application.pk}/{slug}/"


def inspect(application):
    return f"/admin/charter/applications/inspect/{application.pk}/"


def test_the_story_of_an_officer_who_asks(client, sent, officer, owner):
    client.force_login(officer)
    assert "Ask a question" in text_of(client.get(inspect(sent)))
    form = client.get(step(sent, "ask"))
    in_two_weeks = (timezone.localdate() + datetime.timedelta(days=14)).isoformat()
    assert in_two_weeks in form.content.decode()
    typed = {"statement": statements_of(sent)[0].pk, "words": SECRET, "answer_by": "2020-01-01"}
    refused = client.post(step(sent, "ask"), typed)
    assert "Date must be in the future" in text_of(refused)
    assert SECRET in refused.content.decode()
    client.post(step(sent, "ask"), {**typed, "answer_by": in_two_weeks})
    question = StatementQuestion.objects.get()
    assert (question.asked_by, question.words) == (officer, SECRET)
    said = text_of(client.get(inspect(sent)))
    assert SECRET in said
    assert "Not yet" in said
    again = client.post(step(sent, "ask"), {**typed, "answer_by": in_two_weeks})
    assert again.status_code == 200, "one open question for an answer"

    portal = Client()
    sign_in(portal, owner)
    write(portal, sent, "What we do about nights.")
    press(portal, address(sent, "statements/T1-1/answer/"))
    page = client.get(inspect(sent))
    assert "version 2" in text_of(page)
    assert "<ins>nights. </ins>" in page.content.decode()
    assert "<del>T1-1. </del>" in page.content.decode()
    assert "Take the question back" not in text_of(page)


def test_an_officer_takes_a_question_back(client, sent, question, officer):
    client.force_login(officer)
    assert "Take the question back" in text_of(client.get(inspect(sent)))
    client.post(step(sent, "take-back"), {"question": question.pk})

    question.refresh_from_db()
    assert question.closed_at is not None
    assert "Taken back" in text_of(client.get(inspect(sent)))
    assert client.get(step(sent, "take-back")).status_code == 404


@pytest.mark.parametrize("roles", [(), (Role.EDITOR,), (Role.CHAIR,)])
@pytest.mark.parametrize("slug", ["ask", "take-back"])
def test_nobody_else_asks_or_takes_back(client, sent, question, roles, slug):
    client.force_login(make_staff(*roles))
    assert client.get(step(sent, slug)).status_code in (302, 404)
    client.post(step(sent, slug), {"question": question.pk})
    assert StatementQuestion.objects.get().is_open


def test_a_restricted_case_is_asked_by_its_caseworker_only(client, sent, question):
    Application.objects.update(is_restricted=True)
    client.force_login(make_officer())
    assert client.get(step(sent, "ask")).status_code == 404
    assert client.get(inspect(sent)).status_code == 404
