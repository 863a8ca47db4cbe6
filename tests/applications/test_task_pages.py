"""The task list, who leads, check, send, sent, record and withdraw, as a person meets them."""

import datetime
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories.accounts import make_account, sign_in
from tests.factories.applications import (
    complete,
    make_answer,
    make_application_page,
    make_draft,
    make_round,
    make_team_member,
    statements_of,
)
from tests.factories.framework import make_edition
from wagtail_charter.applications.models import Application, ApplicationVersion, Round, StatementAnswer
from wagtail_charter.applications.pages import ApplicationPage
from wagtail_charter.applications.states import ApplicationState
from wagtail_charter.events.models import Event
from wagtail_charter.events.services import SYSTEM, move
from wagtail_charter.letters.models import Letter

pytestmark = pytest.mark.django_db

DOOR = "/charter-scheme/press"
DECLARED = {"declared_name": "Alex Owner", "declared_role": "Service manager", "is_confirmed": "on"}


@pytest.fixture
def owner():
    return make_account(name="Alex Owner")


@pytest.fixture
def draft(owner):
    application = make_draft(owner)
    make_application_page(application.round)
    return application


@pytest.fixture
def browser(client, owner):
    sign_in(client, owner)
    return client


def address(application, below=""):
    return f"/apply/{application.reference}/{below}"


def text_of(answer):
    """What a page says, tags and doubled spaces left out."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def statuses(answer):
    """``{title: status}`` of the task list, with ``(linked)`` where a task can be opened."""
    found = {}
    for item in re.findall(r'<li class="nhsuk-task-list__item.*?</li>', answer.content.decode(), re.S):
        title = re.search(r'<(?:a|div)(?: class="nhsuk-link[^>]*)?>([^<]+)</(?:a|div)>', item).group(1)
        status = re.search(r'id="[^"]+_status">(.*?)</div>', item, re.S).group(1)
        words = re.sub(r"<[^>]+>", "", status).strip()
        found[title.strip()] = f"{words} (linked)" if "href=" in item else words
    return found


def test_the_task_list_says_how_far_each_answer_is(browser, draft):
    first, second, _third = statements_of(draft)
    make_answer(draft, first, is_complete=True, written_at=timezone.now() - datetime.timedelta(days=1))
    make_answer(draft, second)

    page = browser.get(address(draft))

    assert statuses(page) == {
        "Your name and your service": "Completed (linked)",
        "Statement 1": "Completed (linked)",
        "Statement 2": "In progress (linked)",
        "Statement 3": "Not yet started (linked)",
        "Check your answers": "Cannot start yet",
        "Send your application": "Cannot start yet",
    }
    words = text_of(page)
    for said in (
        "1 of 3 answers completed",
        "Your answers are saved",
        "Leadership",
        "You can write until",
        draft.reference,
    ):
        assert said in words, said
    assert re.search(r"days? left", words) is None


def test_an_answer_without_words_is_not_begun(browser, draft):
    make_answer(draft, statements_of(draft)[0], "")

    assert statuses(browser.get(address(draft)))["Statement 1"] == "Not yet started (linked)"


def test_when_everything_is_completed_it_can_be_checked_and_sent(browser, draft):
    complete(draft)
    found = statuses(browser.get(address(draft)))

    assert found["Check your answers"] == "Not yet started (linked)"
    assert found["Send your application"] == "Not yet started (linked)"


def test_an_editor_checks_and_the_owner_sends(client, draft):
    editor = make_account()
    make_team_member(draft, editor, "editor")
    complete(draft)
    sign_in(client, editor)

    found = statuses(client.get(address(draft)))
    page = client.get(address(draft, "send/"))
    client.post(DOOR + address(draft, "send/"), DECLARED)

    assert (found["Check your answers"], found["Send your application"]) == (
        "Not yet started (linked)",
        "Cannot start yet",
    )
    assert "<form" not in page.content.decode().split("<h1")[1]
    assert not ApplicationVersion.objects.exists()


@pytest.mark.parametrize("statements", [1, 30])
def test_the_task_list_costs_the_same_for_any_number_of_statements(client, owner, statements):
    draft = complete(make_draft(owner, statements=statements))
    make_application_page(draft.round)
    sign_in(client, owner)
    client.get(address(draft))

    with CaptureQueriesContext(connection) as listing:
        client.get(address(draft))
    with CaptureQueriesContext(connection) as checking:
        client.get(address(draft, "check/"))
    with CaptureQueriesContext(connection) as sending:
        assert client.post(DOOR + address(draft, "send/"), DECLARED).status_code == 302
    with CaptureQueriesContext(connection) as record:
        client.get(address(draft, "record/"))

    assert len(listing) == 11
    assert len(checking) == 11
    # PostgreSQL is asked for the lock under which events are added; SQLite has one writer anyway.
    assert len(sending) == 29 + (connection.vendor == "postgresql")
    assert len(record) == 10


def test_the_name_of_the_lead_can_be_changed(browser, draft):
    page = browser.get(address(draft, "about/"))
    answer = browser.post(DOOR + address(draft, "about/"), {"lead_name": "Robin New"})

    assert draft.service.name in page.content.decode()
    assert answer["Location"] == address(draft)
    held = Application.objects.get()
    assert held.lead_name == "Robin New"
    assert "Robin New" in held.search_text
    assert "Enter an answer" in text_of(browser.post(DOOR + address(draft, "about/"), {"lead_name": ""}))


def test_check_shows_every_answer_with_a_way_to_change_it(browser, draft):
    first, second, _third = statements_of(draft)
    make_answer(draft, first, "What we do.\n\nAnd why.", is_complete=True)
    make_answer(draft, second, "By phone.", source="phone", source_on=datetime.date(2026, 3, 1))

    page = browser.get(address(draft, "check/"))
    words, html = text_of(page), page.content.decode()

    for said in (
        "2 answers are still to complete", "What we do.", "Not provided", "Told by telephone on 1 March 2026",
        "Change your answer to Statement 1", "What do you do about 3?",
    ):  # fmt: skip
        assert said in words, said
    assert f'href="{address(draft)}statements/T1-1/?from=check"' in html
    assert f'href="{address(draft)}send/"' not in html
    StatementAnswer.objects.update(is_complete=True)
    make_answer(draft, _third, is_complete=True)
    assert f'href="{address(draft)}send/"' in browser.get(address(draft, "check/")).content.decode()


def test_sending_says_what_happens_asks_for_a_declaration_and_confirms(browser, draft, owner):
    complete(draft)
    Round.objects.update(results_by=datetime.date(2027, 5, 28))
    page = browser.get(address(draft, "send/"))
    unready = browser.post(
        DOOR + address(draft, "send/"), {"declared_name": "Alex Owner", "declared_role": ""}
    )

    assert "When you send:" in text_of(page)
    assert 'value="Alex Owner"' in page.content.decode()
    for said in ("There is a problem", "Enter your work at the service", "Tick the box to confirm"):
        assert said in text_of(unready), said
    assert not ApplicationVersion.objects.exists()
    answer = browser.post(DOOR + address(draft, "send/"), DECLARED)
    again = browser.post(DOOR + address(draft, "send/"), DECLARED)
    assert answer["Location"] == again["Location"] == address(draft, "sent/")
    sent = text_of(browser.get(answer["Location"]))
    for said in (
        "Your application has arrived",
        "Nothing more is needed",
        "What happens next",
        "Friday 28 May 2027",
        draft.reference,
    ):
        assert said in sent, said
    version = ApplicationVersion.objects.get()
    assert (version.sent_by, version.declared_name) == (owner, "Alex Owner")
    assert version.declaration.startswith("I confirm that")
    assert Letter.objects.count() == 1
    assert Letter.objects.get().facts["path"] == address(draft, "record/")


def test_what_is_missing_is_said_in_words_and_nothing_is_sent(browser, draft):
    page = browser.post(DOOR + address(draft, "send/"), DECLARED)

    assert "3 answers are still to complete" in text_of(page)
    assert not ApplicationVersion.objects.exists()
    assert browser.get(address(draft, "sent/"))["Location"] == address(draft)


def test_a_stale_press_sends_nothing_and_keeps_what_was_typed(draft, owner):
    strict = Client(enforce_csrf_checks=True)
    sign_in(strict, owner)
    complete(draft)

    page = strict.post(DOOR + address(draft, "send/"), {**DECLARED, "declared_role": "Typed before"})

    assert 'value="Typed before"' in page.content.decode()
    assert "Press the button again" in text_of(page)
    assert not ApplicationVersion.objects.exists()


def test_after_sending_the_list_says_so_and_nothing_can_be_written(browser, draft):
    complete(draft)
    browser.post(DOOR + address(draft, "send/"), DECLARED)

    page = text_of(browser.get(address(draft)))
    pressed = browser.post(
        DOOR + address(draft, "statements/T1-1/"), {"text": "Later.", "is_complete": "no", "revision": "1"}
    )

    assert "You sent this application on" in page
    assert "What happens next" in page
    assert "Later." in pressed.content.decode()
    assert not StatementAnswer.objects.filter(text="Later.").exists()


def test_the_record_is_a_draft_until_it_is_sent_and_then_never_changes(browser, draft):
    complete(draft)
    before = text_of(browser.get(address(draft, "record/")))
    browser.post(DOOR + address(draft, "send/"), DECLARED)
    StatementAnswer.objects.update(text="Changed afterwards.")
    after = text_of(browser.get(address(draft, "record/")))

    assert "This is a draft. It has not been sent." in before
    assert "What was sent" in after
    assert "What we do about T1-2." in after
    assert "Changed afterwards." not in after
    assert "Alex Owner, Service manager" in after
    assert browser.get(address(draft, "record/?version=1")).status_code == 200
    for wrong in ("2", "0", "x", "-1", "9" * 30, "%00", "²"):
        assert browser.get(address(draft, f"record/?version={wrong}")).status_code == 404


def test_the_record_as_plain_text_is_not_escaped(browser, draft):
    make_answer(draft, statements_of(draft)[0], "Tea & <b>talk</b>")

    answer = browser.get(address(draft, "record/text/"))

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="{draft.reference}.txt"'
    assert "Tea & <b>talk</b>" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_withdrawing_is_one_page_without_a_reason(browser, draft, owner):
    page = browser.get(address(draft, "withdraw/"))
    form = page.content.decode().split("<h1")[1]
    answer = browser.post(DOOR + address(draft, "withdraw/"))
    again = browser.post(DOOR + address(draft, "withdraw/"))

    assert "You do not have to say why" in text_of(page)
    assert re.findall(r'<(?:input|textarea|select)[^>]*name="(?!csrf)', form) == []
    assert answer["Location"] == again["Location"] == address(draft)
    assert Application.objects.get().state == ApplicationState.WITHDRAWN
    assert [event.to_state for event in Event.objects.about(draft).order_by("sequence")] == [
        "drafting",
        "withdrawn",
    ]
    assert Event.objects.last_about(draft).actor_id == str(owner.pk)
    assert Letter.objects.count() == 1
    shown = text_of(browser.get(address(draft)))
    assert "You withdrew this application on" in shown
    assert "Withdraw this application" not in shown
    make_draft(owner, round=draft.round, service=draft.service)


def test_after_withdrawing_the_record_can_be_read(browser, draft):
    make_answer(draft, statements_of(draft)[0], "What we wrote.")
    browser.post(DOOR + address(draft, "withdraw/"))

    assert "What we wrote." in text_of(browser.get(address(draft, "record/")))
    assert "What we wrote." in text_of(browser.get(address(draft, "statements/T1-1/")))


def test_nobody_but_the_owner_withdraws(client, draft):
    editor = make_account()
    make_team_member(draft, editor, "editor")
    sign_in(client, editor)

    assert client.get(address(draft, "withdraw/")).status_code == 404
    assert client.post(DOOR + address(draft, "withdraw/")).status_code == 404
    assert Application.objects.get().state == ApplicationState.DRAFTING


@pytest.mark.parametrize("state", list(ApplicationState))
def test_every_page_answers_in_every_state(browser, draft, state):
    make_answer(draft, statements_of(draft)[0])
    Application.objects.update(**{"state": state}, sent_at=timezone.now(), withdrawn_at=timezone.now())

    for below in PAGES:
        answer = browser.get(address(draft, below))
        assert answer.status_code in (200, 302, 404), below
    assert browser.get(address(draft)).status_code == 200


PAGES = (
    "", "about/", "check/", "send/", "sent/", "record/", "record/text/", "withdraw/", "statements/T1-1/",
    "statements/T1-1/saved/",
)  # fmt: skip


def test_after_the_round_everything_can_be_read_and_nothing_sent(client, owner):
    draft = complete(make_draft(owner, round=make_round(edition=make_edition(), closes_at=timezone.now())))
    make_application_page(draft.round)
    sign_in(client, owner)

    for below in ("", "check/", "send/"):
        assert "This round closed on" in text_of(client.get(address(draft, below))), below
    client.post(DOOR + address(draft, "send/"), DECLARED)
    assert not ApplicationVersion.objects.exists()


def test_a_round_that_is_not_open_yet_says_from_when(client, owner):
    opens = timezone.now() + datetime.timedelta(days=3)
    draft = make_draft(owner, round=make_round(edition=make_edition(), opens_at=opens))
    make_application_page(draft.round)
    sign_in(client, owner)

    assert "You can write from" in text_of(client.get(address(draft)))


def test_a_page_that_moved_on_to_the_next_round_still_leads_to_earlier_applications(browser, draft):
    complete(draft)
    move(draft, to=ApplicationState.SENT, by=SYSTEM, sent_at=timezone.now())
    ApplicationPage.objects.update(round=make_round())

    assert browser.get(address(draft)).status_code == 200
