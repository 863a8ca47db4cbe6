"""The result page: no surprise, strengths first, reasons rule by rule, and a person to talk to."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.assessment.cases import address, make_case, make_result, text_of
from tests.factories.accounts import make_account, sign_in
from tests.factories.applications import make_team_member, statements_of
from tests.factories.assessment import make_outcome
from tests.factories.support import make_contact
from wagtail_charter.assessment.models import Outcome, ThemeFeedback
from wagtail_charter.assessment.services import choose_hearing
from wagtail_charter.foundations.clock import working_days_after
from wagtail_charter.framework.models import Theme
from wagtail_charter.plans.models import PlannedAction

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(client):
    """A released bronze with everything that a result can hold, and its owner signed in."""
    outcome, owner = make_result(
        ratings=1,
        quotable_line="They think of the first week.",
        conditions="Finish the review of the sickness policy.",
        conditions_by=datetime.date(2099, 6, 30),
    )
    sign_in(client, owner)
    return outcome


def read(client, outcome, below="result/?read=1"):
    return client.get(address(outcome.application, below))


def test_the_page_first_says_that_the_result_is_on_it(client, told):
    first = read(client, told, "result/")

    assert "You can read it now, or ask us to call first." in text_of(first)
    assert told.level_name not in text_of(first)
    assert "Your plan is practical and kind." not in text_of(first)
    assert 'href="?read=1"' in first.content.decode()
    assert 'href="#charter-help"' in first.content.decode()


def test_who_asked_for_a_call_is_told_that_it_comes(client):
    application, owner = make_case()
    choose_hearing(application, way="call", phone="0191 496 0000", good_times="after 2pm", by=owner)
    make_outcome(application, released=True)
    sign_in(client, owner)

    shown = text_of(client.get(address(application, "result/")))

    assert "You asked us to call first, on 0191 496 0000." in shown
    assert "after 2pm" in shown


def test_strengths_come_before_the_level_and_the_rest_follows_in_order(client, told):
    shown = text_of(read(client, told))

    order = [
        "Thank you for sharing this work.",
        "What works well",
        "Your plan is practical and kind.",
        "The result",
        told.level_name,
        "It fits what we read.",
        "Your action plan",
        "Ask people to help redesign the first month.",
        "They think of the first week.",
        "Finish the review of the sickness policy.",
        "The rules, one by one",
        "What happens next",
        "Hear it from a person",
        "If something is factually wrong, or you want someone else to look again",
    ]
    places = [shown.index(said) for said in order]
    assert places == sorted(places)
    assert "Tuesday 30 June 2099" in shown


def test_every_rule_of_every_level_is_met_or_not_met_yet_with_what_would_meet_it(client, told):
    shown = text_of(read(client, told))
    statements = "; ".join(f"{each.code} {each.title}" for each in statements_of(told.application))

    assert shown.count("not met yet") == sum(not rule["is_met"] for rule in told.rules) == 2
    assert shown.count(": met") == sum(rule["is_met"] for rule in told.rules) == 2
    assert f"What would meet it: A rating of 2 or more here too: {statements}." in shown


def test_the_day_to_tell_us_what_is_wrong_is_twenty_working_days_on(client, told):
    Outcome.objects.update(released_at=datetime.datetime(2026, 3, 12, 10, tzinfo=datetime.UTC))

    assert "by Thursday 9 April 2026" in text_of(read(client, told))


def test_working_days_leave_out_weekends_and_closed_days():
    friday = datetime.date(2026, 4, 2)

    assert working_days_after(friday, 1, closed_days={datetime.date(2026, 4, 3)}) == datetime.date(2026, 4, 6)
    assert working_days_after(friday, 0) == friday


def test_plan_check_in_and_who_leads_are_shown(client, told):
    plan = told.application.plan
    type(plan).objects.update(check_in_on=datetime.date(2099, 9, 1))
    PlannedAction.objects.update(who_leads="The peer lead", by_when=datetime.date(2099, 8, 1))

    shown = text_of(read(client, told))

    for said in (
        "Led by: The peer lead",
        "By 1 August 2099",
        "We look at it together on Tuesday 1 September 2099",
    ):
        assert said in shown, said


STEP = "Ask people to help redesign the first month."


@pytest.mark.parametrize("below", ["result/?read=1", "result/text/"])
def test_a_next_step_stands_once_in_the_plan_with_its_theme(client, told, below):
    PlannedAction.objects.create(plan=told.application.plan, words="Something that we added.")
    theme = told.feedback.get().theme

    shown = " ".join(text_of(read(client, told, below)).split())

    assert shown.count(STEP) == 1
    assert re.search(rf"{theme.name}:? {STEP}", shown)
    assert "Something that we added." in shown
    assert "the next step in each theme" not in shown.casefold()


@pytest.mark.parametrize("below", ["result/?read=1", "result/text/"])
def test_a_next_step_that_the_plan_does_not_hold_stands_with_its_theme(client, told, below):
    PlannedAction.objects.update(words="Something else.")
    other = Theme.objects.filter(edition=told.application.round.edition).last()
    ThemeFeedback.objects.exclude(theme=other).filter(outcome=told).update(theme=other)

    shown = text_of(read(client, told, below))

    assert shown.count(STEP) == 1
    assert "the next step in each theme" in shown.casefold()
    assert "Something else." in shown


def test_a_next_step_with_other_spaces_is_the_same(client, told):
    PlannedAction.objects.update(words=f"{STEP}\r\n".replace("help redesign", "help\r\nredesign"))

    assert "The next step in each theme" not in text_of(read(client, told))


def test_a_named_contact_stands_once_at_the_end(client, told):
    told.application.contact = make_contact("Robin Hale")
    told.application.save()

    page = read(client, told).content.decode()

    assert page.count('id="charter-help"') == 1
    assert page.index("Robin Hale") > page.index("Hear it from a person")


@pytest.mark.parametrize(
    ("level", "ratings", "said"),
    [
        ("gold", 3, "has reached Gold"),
        ("working_towards", 0, "This is a step on the way, and not yet an award."),
    ],
)
def test_each_kind_of_result_has_its_words(client, level, ratings, said):
    outcome, owner = make_result(ratings=ratings)
    sign_in(client, owner)

    shown = text_of(read(client, outcome))

    assert outcome.level.key == level
    assert said in shown
    assert "You do not have to." in shown


def test_not_ready_yet_is_kind_and_asks_nothing(client):
    outcome, owner = make_result(level="not_ready_yet", ratings=0)
    sign_in(client, owner)

    shown = read(client, outcome)

    assert outcome.level_id is None
    assert "It is too early for an award this time. That is common." in text_of(shown)
    assert "result/accept/" not in shown.content.decode()


def test_others_of_the_team_read_and_the_owner_accepts(client, told):
    viewer = make_account()
    make_team_member(told.application, viewer, "viewer")
    sign_in(client, viewer)

    shown = read(client, told)

    assert told.level_name in text_of(shown)
    assert "The owner of the application can accept the result." in text_of(shown)
    assert "result/accept/" not in shown.content.decode()


def test_before_the_release_the_answer_is_that_of_no_such_application(client):
    application, owner = make_case()
    make_outcome(application, release_at=timezone.now() + datetime.timedelta(days=1))
    sign_in(client, owner)
    for below in ("result/", "result/?read=1", "result/text/", "result/accept/", "result/accepted/"):
        held = client.get(address(application, below))
        missing = client.get(address(application, below).replace(application.reference, "A-2026-NONE-NONE"))

        assert held.status_code == missing.status_code == 404
        assert held.content.replace(application.reference.encode(), b"") == missing.content.replace(
            b"A-2026-NONE-NONE", b""
        )


@pytest.mark.parametrize("below", ["result/", "result/text/", "result/accept/", "result/accepted/"])
def test_strangers_get_not_found_and_guests_are_asked_to_sign_in(client, told, below):
    client.logout()
    assert "/sign-in/" in client.get(address(told.application, below)).url
    sign_in(client, make_account())

    assert client.get(address(told.application, below)).status_code == 404


def test_the_plain_text_says_the_same(client, told):
    answer = read(client, told, "result/text/")
    words = answer.content.decode()

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert f"{told.application.reference}-result.txt" in answer["Content-Disposition"]
    for said in (
        told.level_name,
        "Your plan is practical and kind.",
        "Ask people to help redesign the first month.",
        "They think of the first week.",
        "not met yet",
        "20 working days",
    ):
        assert said in words, said
    assert "<" not in words
    assert "&" not in words


def test_more_feedback_and_actions_cost_no_more(client, told):
    read(client, told)
    with CaptureQueriesContext(connection) as one:
        read(client, told)
    edition, plan = told.application.round.edition, told.application.plan
    themes = [Theme(edition=edition, code=f"X{number}", name=f"Theme {number}") for number in range(29)]
    for theme in themes:
        super(type(theme), theme).save_base(raw=True)
    ThemeFeedback.objects.bulk_create(
        ThemeFeedback(outcome=told, theme=theme, strengths="Good.", next_step="More.") for theme in themes
    )
    PlannedAction.objects.bulk_create(PlannedAction(plan=plan, words="More.") for _each in range(29))
    with CaptureQueriesContext(connection) as thirty:
        read(client, told)

    assert len(one) == len(thirty) <= 16
