"""The life of an action plan, and who sees it."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.assessment.desk import step
from tests.factories.assessment import make_outcome, make_sent_application
from tests.factories.people import make_officer, make_staff
from tests.factories.plans import make_plan
from wagtail_charter.applications.modeladmin import case_url
from wagtail_charter.events.services import SYSTEM, InvalidTransition
from wagtail_charter.plans.models import ActionPlan
from wagtail_charter.plans.services import agree_plan, close_plan, plan_of, reopen_plan, seed_plan
from wagtail_charter.roles import Role

pytestmark = pytest.mark.django_db

DAY = datetime.date(2027, 6, 1)


def words_of(plan):
    return sorted(each.words for each in plan.actions.all())


def test_seeding_again_adds_what_is_new_alone():
    application = make_sent_application()
    seed_plan(application, next_steps=["One"], by=SYSTEM)

    plan = seed_plan(application, next_steps=["One", "Two", " "], check_in_on=DAY, by=SYSTEM)

    assert (words_of(plan), plan.check_in_on, ActionPlan.objects.count()) == (["One", "Two"], DAY, 1)


def test_an_agreed_plan_is_not_seeded():
    application = make_sent_application()
    plan = make_plan(application.service, application=application, at_state="agreed", actions=["One"])

    seed_plan(application, next_steps=["Two"], by=SYSTEM)

    assert words_of(plan) == ["One"]


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [({"actions": ["One"]}, "Choose the day"), ({"check_in_on": DAY}, "Write at least one thing")],
)
def test_a_plan_without_a_day_or_without_anything_to_do_is_not_agreed(facts, sentence):
    with pytest.raises(ValidationError, match=sentence):
        agree_plan(make_plan(**facts), agreed_with="Sam", by=SYSTEM)


def test_agreeing_says_with_whom_and_when():
    plan = agree_plan(make_plan(check_in_on=DAY, actions=["One"]), agreed_with="Sam", by=SYSTEM)

    assert (plan.state, plan.agreed_with, plan.agreed_at is None) == ("agreed", "Sam", False)


def test_a_plan_that_is_opened_again_is_not_agreed():
    plan = reopen_plan(make_plan(at_state="agreed", agreed_with="Sam"), by=SYSTEM)

    assert (plan.state, plan.agreed_with, plan.agreed_at) == ("draft", "", None)


def test_a_closed_plan_stays_closed():
    plan = close_plan(make_plan(), by=SYSTEM)

    with pytest.raises(InvalidTransition):
        reopen_plan(plan, by=SYSTEM)


def test_the_officer_begins_writes_and_agrees_a_plan_on_the_desk(client):
    application = make_sent_application()
    client.force_login(make_officer())

    client.post(
        step(application, "plan-begin"), {"next_steps": "One\r\n\r\nTwo", "check_in_on": "2027-06-01"}
    )
    client.post(step(application, "plan-agree"), {"agreed_with": "Sam"})

    plan = plan_of(application)
    assert (plan.state, words_of(plan), plan.check_in_on) == ("agreed", ["One", "Two"], DAY)
    html = client.get(case_url(application)).content.decode()
    assert "Open the action plan again" in html
    assert "/plan-begin/" not in html


def test_a_plan_that_cannot_be_agreed_says_what_is_missing(client):
    application = make_sent_application()
    make_plan(application.service, application=application, actions=["One"])
    client.force_login(make_officer())

    response = client.post(step(application, "plan-agree"), {"agreed_with": "Sam"})

    assert "Choose the day on which you look at the plan together." in response.content.decode()
    assert 'value="Sam"' in response.content.decode()


def edit_url(plan):
    return reverse("charter_plans:edit", args=[plan.pk])


def typed(plan, **facts):
    action = plan.actions.get()
    return {
        "check_in_on": "2027-06-01",
        "actions-TOTAL_FORMS": "1",
        "actions-INITIAL_FORMS": "1",
        "actions-MIN_NUM_FORMS": "0",
        "actions-MAX_NUM_FORMS": "1000",
        "actions-0-id": action.pk,
        "actions-0-words": "One, changed",
        "actions-0-who_leads": "The peer lead",
        "actions-0-by_when": "2027-05-01",
        "actions-0-done_on": "",
        **facts,
    }


def test_the_officer_writes_a_draft_in_the_admin(client):
    plan = plan_of(make_outcome().application)
    client.force_login(make_officer())

    assert client.get(edit_url(plan)).status_code == 200
    client.post(edit_url(plan), typed(plan))

    assert (words_of(plan), plan.actions.get().who_leads) == (["One, changed"], "The peer lead")


@pytest.mark.parametrize("state", ["agreed", "closed"])
def test_what_is_agreed_or_closed_is_not_written(client, state):
    plan = make_plan(at_state=state, actions=["One"])
    client.force_login(make_officer())

    client.post(edit_url(plan), typed(plan))

    assert words_of(plan) == ["One"]


def test_plans_of_restricted_cases_are_not_there_for_others(client):
    application = make_sent_application(is_restricted=True)
    plan = make_plan(application.service, application=application, actions=["One"])
    client.force_login(make_officer())

    html = client.get(reverse("charter_plans:index")).content.decode()

    assert application.reference not in html
    assert client.get(edit_url(plan)).status_code == 404


@pytest.mark.parametrize(("role", "opens"), [(Role.OFFICER, True), (Role.CHAIR, True), (Role.EDITOR, False)])
def test_who_opens_the_list(client, role, opens):
    client.force_login(make_staff(role))

    assert (client.get(reverse("charter_plans:index")).status_code == 200) is opens


@pytest.mark.parametrize("rows", [1, 30])
def test_queries_of_the_list(client, rows, django_assert_num_queries):
    for _number in range(rows):
        application = make_sent_application()
        make_plan(application.service, application=application, check_in_on=DAY)
    client.force_login(make_officer())
    client.get(reverse("charter_plans:index"))

    with django_assert_num_queries(11):
        client.get(reverse("charter_plans:index"))
