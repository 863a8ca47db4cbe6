"""What of assessing and of plans goes, when, and what stays."""

import datetime

import pytest
from django.utils import timezone

from tests.factories.assessment import make_outcome
from wagtail_charter.applications.models import ApplicationVersion
from wagtail_charter.applications.retention import clear_applications
from wagtail_charter.assessment import retention
from wagtail_charter.assessment.models import HearingChoice, Outcome, StatementRating
from wagtail_charter.foundations.retention import Person
from wagtail_charter.plans import retention as plans
from wagtail_charter.plans.models import ActionPlan

pytestmark = pytest.mark.django_db

LONG_AGO = timezone.now() - datetime.timedelta(days=3000)
AFTER, BEFORE = timezone.now() + datetime.timedelta(days=1), LONG_AGO - datetime.timedelta(days=1)


def ended():
    """An outcome whose application came to its end long ago."""
    outcome = make_outcome(released=True, opening="Thank you, Kim Example.")
    rows = type(outcome.application).objects.filter(pk=outcome.application_id)
    rows.update(decided_at=LONG_AGO, state="not_ready_yet")
    HearingChoice.objects.create(application=outcome.application, phone="0191 496 0000")
    StatementRating.objects.update(note="Ask Kim Example")
    return outcome


@pytest.mark.parametrize(
    "due", [retention.due_notes, retention.due_hearing, retention.due_outcomes], ids=lambda due: due.__name__
)
def test_what_ended_before_is_due_and_nothing_else(due):
    ended()

    assert due(AFTER).exists()
    assert not due(BEFORE).exists()


def test_what_still_runs_is_never_due():
    make_outcome(released=True)
    StatementRating.objects.update(note="Ask Kim")

    assert not retention.due_notes(AFTER).exists()
    assert not retention.due_outcomes(AFTER).exists()
    assert not plans.due_plans(AFTER).exists()


def test_words_and_names_go_and_the_decision_stays():
    level = ended().level

    retention.clear_notes(list(retention.due_notes(AFTER)))
    retention.clear_outcomes(list(retention.due_outcomes(AFTER)))

    held = Outcome.objects.get()
    assert (held.opening, held.decided_by, held.feedback.count()) == ("", None, 0)
    assert (held.level, len(held.ratings), len(held.rules)) == (level, 3, 4)
    assert set(StatementRating.objects.values_list("note", "rated_by", "rating")) == {("", None, 2)}
    assert not retention.due_outcomes(AFTER).exists()


def test_what_was_planned_goes_and_that_there_was_a_plan_stays():
    ended()

    plans.clear_plans(list(plans.due_plans(AFTER)))

    assert ActionPlan.objects.get().actions.count() == 0


def test_versions_can_go_though_an_outcome_rests_on_them():
    outcome = ended()
    outcome.application.refresh_from_db()
    version = ApplicationVersion.objects.create(
        application=outcome.application, number=1, declared_name="Sam", declaration="Yes", content={}
    )
    Outcome.objects.update(version=version)

    clear_applications([outcome.application])

    assert Outcome.objects.get().version is None


def test_texts_that_name_somebody_are_found():
    ended()

    found = {str(record.kind) for record in retention.mentions(["Kim Example"])}

    assert found == {"Reason for a rating", "Outcome"}


def test_what_is_held_about_somebody_never_tells_a_result():
    outcome = make_outcome()
    HearingChoice.objects.create(application=outcome.application, phone="0191 496 0000")

    records = retention.person(Person(outcome.application.lead_email))

    assert [record.facts["phone"] for record in records] == ["0191 496 0000"]
    assert outcome.level_name not in str(records)


def test_forgetting_takes_the_telephone_number_of_what_ended():
    outcome = ended()

    retention.forget(Person(outcome.application.lead_email), at=timezone.now())

    assert not HearingChoice.objects.exists()
