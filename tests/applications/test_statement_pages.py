"""The page of one statement: what it shows, that every press saves, and that no press loses a word."""

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
    make_answer,
    make_application_page,
    make_draft,
    make_round,
    make_team_member,
    statements_of,
)
from tests.factories.framework import make_edition
from wagtail_charter.applications.models import Application, KeptText, StatementAnswer
from wagtail_charter.applications.services.writing import KEPT_PER_NETWORK
from wagtail_charter.framework.models import EvidenceStatement, FrameworkEdition

pytestmark = pytest.mark.django_db

DOOR = "/charter-scheme/press"


@pytest.fixture
def writer():
    return make_account(name="Alex Writer")


@pytest.fixture
def draft(writer):
    application = make_draft(writer)
    make_application_page(application.round)
    return application


@pytest.fixture
def browser(client, writer):
    sign_in(client, writer)
    return client


def address(application, below="statements/T1-1/"):
    return f"/apply/{application.reference}/{below}"


def press(client, path, **typed):
    """Press the form of the page at ``path``; the test client's presses are fresh unless it checks tokens."""
    return client.post(DOOR + path, {"revision": "0", "is_complete": "no", **typed})


def box(answer):
    """What stands in the box of a page."""
    found = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", answer.content.decode(), re.S)
    return html.unescape(found.group(1)) if found else None


def hidden(answer, name):
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())
    return found.group(1) if found else ""


def saved():
    return StatementAnswer.objects.get()


def test_the_page_explains_what_is_asked_before_it_asks(browser, draft):
    page = browser.get(address(draft))
    text = page.content.decode()

    for said in (
        "<h1", "Statement 1", "What is true in place 1.", "1 Started", "It looks like 3.", "Job advert", "A slogan",
        "Share numbers, not names.", "About 200 words is a good length.", "You can enter up to 400 words",
        "Have you completed this section?", "Save and continue", "Save and come back later", "Who can see this",
    ):  # fmt: skip
        assert said in text, said
    assert re.search(r'<label[^>]*for="id_text"[^>]*>What do you do about 1\?</label>', text)
    assert page["Cache-Control"].count("no-store") == 1
    assert "novalidate" in text
    assert "does_not_apply" not in text


def test_a_press_saves_and_leads_back_to_the_list(browser, draft, writer):
    answer = press(browser, address(draft), text="We lead.", is_complete="yes")

    assert (answer.status_code, answer["Location"]) == (302, f"{address(draft, '')}#task-T1-1")
    assert (saved().text, saved().is_complete, saved().written_by) == ("We lead.", True, writer)


def test_a_press_from_the_check_page_leads_back_there(browser, draft):
    page = browser.get(address(draft) + "?from=check")
    answer = press(browser, address(draft), text="We lead.", from_check=hidden(page, "from_check"))

    assert answer["Location"] == f"{address(draft, 'check/')}#T1-1"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": "", "is_complete": "yes"}, "Enter your answer, or select"),
        ({"text": "word " * 401, "is_complete": "yes"}, "Answer must be 400 words or less"),
        ({"text": "No choice.", "is_complete": ""}, "Select whether you"),
    ],
)
def test_a_press_with_something_to_mend_saves_all_the_same(browser, draft, typed, said):
    answer = press(browser, address(draft), **typed)
    text = answer.content.decode()

    assert answer.status_code == 200
    assert said in html.unescape(text)
    assert "<title>Error: " in text.replace("\n", "")
    assert saved().text == typed["text"]
    assert not saved().is_complete
    assert box(answer) == typed["text"]
    mended = press(
        browser, address(draft), text="Short.", is_complete="yes", revision=hidden(answer, "revision")
    )
    assert mended.status_code == 302
    assert (saved().text, saved().revision, saved().is_complete) == ("Short.", 2, True)


def test_a_long_draft_is_no_error(browser, draft):
    answer = press(browser, address(draft), text="word " * 900)

    assert answer.status_code == 302
    assert saved().text == "word " * 900


def test_pausing_saves_says_when_and_leads_back_to_the_same_place(browser, draft):
    answer = press(browser, address(draft), text="Half.", is_complete="", pause="1")
    page = browser.get(answer["Location"])

    assert answer["Location"] == address(draft, "statements/T1-1/saved/")
    assert saved().text == "Half."
    assert "Your answer is saved" in page.content.decode()
    assert f'href="{address(draft)}"' in page.content.decode()
    assert not saved().is_complete


def test_what_may_not_apply_can_be_said_not_to(browser, draft):
    FrameworkEdition._base_manager.update(does_not_apply_at_most=1)
    EvidenceStatement._base_manager.filter(code="T1-1").update(
        may_not_apply=True, may_not_apply_when="No role needs a check."
    )
    page = browser.get(address(draft))

    answer = press(browser, address(draft), text="", does_not_apply="on", is_complete="yes")

    assert "No role needs a check." in page.content.decode()
    assert answer.status_code == 302
    assert (saved().does_not_apply, saved().is_complete) == (True, True)


def test_a_choice_that_is_not_offered_is_not_taken(browser, draft):
    press(browser, address(draft), text="Words.", does_not_apply="on")

    assert not saved().does_not_apply


# Two tabs, two people


def test_other_words_are_shown_beside_mine_and_the_second_press_replaces_them(browser, draft):
    other = make_account(name="Sam Other")
    make_answer(draft, statements_of(draft)[0], "Theirs.", written_by=other)

    first = press(browser, address(draft), text="Mine.")
    text = first.content.decode()

    assert first.status_code == 200
    assert saved().text == "Theirs."
    assert box(first) == "Mine."
    assert "Theirs." in text
    assert "Sam Other" in text
    assert KeptText.objects.get().text == "Mine."
    second = press(
        browser, address(draft), text="Mine.", revision=hidden(first, "revision"),
        replaces_saved=hidden(first, "replaces_saved"),
    )  # fmt: skip
    assert second.status_code == 302
    assert (saved().text, saved().revision) == ("Mine.", 2)
    assert sorted(KeptText.objects.values_list("text", flat=True)) == ["Mine.", "Theirs."]
    assert "Theirs." in browser.get(address(draft)).content.decode(), "the page offers words that were kept"


def test_a_third_save_in_between_is_told_again(browser, draft):
    make_answer(draft, statements_of(draft)[0], "Theirs.")
    first = press(browser, address(draft), text="Mine.")
    StatementAnswer.objects.update(text="A third.", revision=7)

    second = press(
        browser, address(draft), text="Mine.", revision=hidden(first, "revision"), replaces_saved="True"
    )

    assert second.status_code == 200
    assert "A third." in second.content.decode()
    assert saved().text == "A third."


def test_a_double_press_is_one_save(browser, draft):
    press(browser, address(draft), text="Same.")
    again = press(browser, address(draft), text="Same.")

    assert again.status_code == 302
    assert saved().revision == 1


# Signed out, and signed in again


def test_words_of_somebody_who_is_signed_out_are_kept_and_given_back(draft, writer):
    stranger = Client()
    answer = press(stranger, address(draft), text="Nobody’s words are lost.")
    kept = KeptText.objects.get()

    assert answer.status_code == 302
    assert "no-store" in answer["Cache-Control"]
    assert kept.token in answer["Location"]
    assert (kept.text, kept.written_by) == ("Nobody’s words are lost.", None)
    assert not StatementAnswer.objects.exists()
    sign_in(stranger, writer)
    page = stranger.get(address(draft) + f"?kept={kept.token}")
    assert box(page) == "Nobody’s words are lost."
    assert "We kept what you wrote on" in page.content.decode()
    press(
        stranger, address(draft), text=box(page), revision=hidden(page, "revision"), kept=hidden(page, "kept")
    )
    assert saved().text == "Nobody’s words are lost."
    assert box(stranger.get(address(draft) + f"?kept={kept.token}")) == saved().text
    assert (
        "We kept what you wrote on"
        not in stranger.get(address(draft) + f"?kept={kept.token}").content.decode()
    )


def test_kept_words_are_given_to_nobody_else(draft, client):
    kept = KeptText.objects.create(
        token="t" * 43, application=draft, statement=statements_of(draft)[0], text="A secret word."
    )
    theirs = make_draft(make_account(name="Somebody else"))
    sign_in(client, theirs.team.get().account)

    for path in (address(draft), address(theirs)):
        answer = client.get(f"{path}?kept={kept.token}")
        assert "A secret word." not in answer.content.decode()
    viewer = make_account()
    make_team_member(draft, viewer, "viewer")
    sign_in(client, viewer)
    assert "A secret word." not in client.get(f"{address(draft)}?kept={kept.token}").content.decode()
    assert "A secret word." not in client.get(address(draft)).content.decode()


def test_kept_words_do_not_replace_what_was_saved_meanwhile(browser, draft):
    asked = statements_of(draft)[0]
    make_answer(draft, asked, "Saved meanwhile.", revision=3)
    kept = KeptText.objects.create(
        token="t" * 43, application=draft, statement=asked, text="Kept.", revision=2
    )
    page = browser.get(f"{address(draft)}?kept={kept.token}")

    answer = press(browser, address(draft), text="Kept.", revision=hidden(page, "revision"), kept=kept.token)

    assert hidden(page, "revision") == "2"
    assert answer.status_code == 200
    assert saved().text == "Saved meanwhile."
    assert "Saved meanwhile." in answer.content.decode()


def test_a_stranger_learns_nothing_of_what_exists(draft):
    known = press(Client(), address(draft), text="Words.")
    unknown = press(Client(), "/apply/A-2026-XXXX-XXXX/statements/T1-1/", text="Words.")
    no_statement = press(Client(), address(draft, "statements/ZZ9/"), text="Words.")

    for answer in (known, unknown, no_statement):
        assert answer.status_code == 302
        assert re.search(r"kept%3D[\w%-]{40,}", answer["Location"]), answer["Location"]
    assert KeptText.objects.count() == 1


@pytest.mark.parametrize("case", ["too long", "too many"])
def test_words_that_cannot_be_kept_are_shown_to_be_copied(draft, case):
    if case == "too many":
        for _number in range(KEPT_PER_NETWORK):
            press(Client(), address(draft), text="Words.")
    words = "Long. " * 20_000 if case == "too long" else "One more."

    answer = press(Client(), address(draft), text=words)

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert box(answer).strip() == words.strip()


def test_a_form_from_before_a_new_sign_in_keeps_its_words_and_acts_on_the_next_press(draft, writer):
    strict = Client(enforce_csrf_checks=True)
    sign_in(strict, writer)
    opened = strict.get(address(draft))
    stale = hidden(opened, "csrfmiddlewaretoken")
    strict.cookies.pop("csrftoken")
    strict.get(address(draft, "statements/T1-2/"))

    first = press(strict, address(draft), text="Typed before.", csrfmiddlewaretoken=stale)
    assert not StatementAnswer.objects.exists()
    assert first.status_code == 200
    assert "Nothing is lost" in first.content.decode()
    assert box(first) == "Typed before."
    second = press(
        strict, address(draft), text=box(first), csrfmiddlewaretoken=hidden(first, "csrfmiddlewaretoken")
    )
    assert second.status_code == 302
    assert saved().text == "Typed before."


# What people type


@pytest.mark.parametrize(
    "words",
    [
        "a\x00b",
        "مرحبا بالعالم",
        "\u202ebackwards\u202c and \u200bnothing",
        "👩🏽‍🚀 " * 50,
        "<script>alert(1)</script> </textarea><b>",
        "%s {{ text }} {% now %} ' \" \\",
        "\n\n  spaces kept  \n",
    ],
)
def test_whatever_is_typed_is_saved_as_it_is(browser, draft, words):
    answer = press(browser, address(draft), text=words)

    assert answer.status_code == 302
    assert saved().text == words.replace("\x00", "")
    page = browser.get(address(draft))
    assert "<script>alert" not in page.content.decode()
    assert browser.get(address(draft, "check/")).status_code == 200


@pytest.mark.parametrize("signed_in", [True, False])
def test_half_a_character_is_no_fault(client, draft, writer, signed_in):
    if signed_in:
        sign_in(client, writer)
    for body, kind in (
        (b"text=half+%ED%A0%80+a+sign&is_complete=no&revision=0", "application/x-www-form-urlencoded"),
        (b"text=%FF%FE&is_complete=no&revision=0", "application/x-www-form-urlencoded"),
    ):
        answer = client.post(DOOR + address(draft), body, content_type=kind)
        assert answer.status_code in (200, 302)


def test_a_text_of_a_megabyte_is_shown_again_and_not_saved(browser, draft):
    words = "word " * 200_000

    answer = press(browser, address(draft), text=words)

    assert answer.status_code == 200
    assert "Answer must be 100000 characters or less" in answer.content.decode()
    assert box(answer) == words
    assert not StatementAnswer.objects.exists()


@pytest.mark.parametrize("revision", ["", "-1", "x", "9" * 400, "1.5", "\x00"])
def test_a_revision_that_is_none_replaces_nothing(browser, draft, revision):
    make_answer(draft, statements_of(draft)[0], "Theirs.")

    answer = press(browser, address(draft), text="Mine.", revision=revision)

    assert answer.status_code == 200
    assert saved().text == "Theirs."
    assert box(answer) == "Mine."


# When writing has ended, and who may not write


def test_after_the_round_the_page_is_read_and_says_when_it_closed(client, writer):
    closes = timezone.now() - datetime.timedelta(days=1)
    draft = make_draft(writer, round=make_round(edition=make_edition(), closes_at=closes))
    make_application_page(draft.round)
    make_answer(draft, statements_of(draft)[0], "What we wrote.")
    sign_in(client, writer)

    page = client.get(address(draft))
    pressed = press(client, address(draft), text="Late words.", revision="1")

    for answer in (page, pressed):
        assert "This round closed on" in answer.content.decode()
        assert "What we wrote." in answer.content.decode()
        assert "<textarea" not in answer.content.decode()
    assert "Late words." in pressed.content.decode()
    assert saved().text == "What we wrote."
    assert KeptText.objects.get().text == "Late words."
    Application.objects.update(extended_until=timezone.now() + datetime.timedelta(days=1))
    assert press(client, address(draft), text="With more time.", revision="1").status_code == 302


def test_a_viewer_reads_and_does_not_write(client, draft):
    viewer = make_account()
    make_team_member(draft, viewer, "viewer")
    sign_in(client, viewer)

    answer = press(client, address(draft), text="Not mine to write.")

    assert answer.status_code == 200
    assert "Not mine to write." in answer.content.decode()
    assert not StatementAnswer.objects.exists()
    assert "<textarea" not in client.get(address(draft)).content.decode()


def test_an_editor_writes(client, draft):
    editor = make_account()
    make_team_member(draft, editor, "editor")
    sign_in(client, editor)

    assert press(client, address(draft), text="By an editor.").status_code == 302
    assert saved().written_by == editor


def test_a_page_of_a_statement_costs_the_same_however_much_is_written(browser, draft):
    browser.get(address(draft))
    with CaptureQueriesContext(connection) as empty:
        browser.get(address(draft))
    for statement in statements_of(draft):
        make_answer(draft, statement, "word " * 300)
    for number in range(30):
        KeptText.objects.create(
            token=f"{number}", application=draft, statement=statements_of(draft)[0], text="Kept.",
            written_by=draft.team.get().account,
        )  # fmt: skip
    with CaptureQueriesContext(connection) as full:
        browser.get(address(draft))

    assert len(empty) == len(full) == 13


def test_a_save_asks_the_database_seldom(browser, draft):
    press(browser, address(draft), text="Warm.")
    with CaptureQueriesContext(connection) as saving:
        assert press(browser, address(draft), text="Words.", revision="1").status_code == 302

    assert len(saving) == 15
