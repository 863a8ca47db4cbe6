"""Rating, deciding, signing and releasing."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.factories.applications import make_application, make_round, statements_of
from tests.factories.assessment import make_outcome, make_ratings, make_sent_application
from tests.factories.framework import PUBLIC_SHAPE_FILE, load_demo_edition, make_edition
from tests.factories.people import make_officer
from tests.factories.plans import make_plan
from wagtail_charter.applications.states import ApplicationState
from wagtail_charter.assessment.models import Outcome, StatementRating
from wagtail_charter.assessment.services import (
    GivenRating,
    OutcomeChanged,
    explain,
    keep_outcome_words,
    rate_statement,
    ratings_of,
    record_outcome,
    release_due,
    release_outcome,
    save_ratings,
    sign_outcome,
    standing_of,
    take_back_outcome,
)
from wagtail_charter.events.models import Event
from wagtail_charter.events.services import SYSTEM
from wagtail_charter.plans.models import ActionPlan
from wagtail_charter.plans.services import plan_of

pytestmark = pytest.mark.django_db


def level_of(application, key):
    return application.round.edition.levels.get(key=key)


def path_of(application):
    return list(Event.objects.about(application).values_list("to_state", flat=True))


class TestRating:
    def test_first_rating_moves_a_sent_application_on_to_assessing(self):
        application = make_sent_application()

        rate_statement(application, statement=statements_of(application)[0], rating=2, by=SYSTEM)

        assert path_of(application) == ["sent", "checking", "assessing"]

    def test_ratings_are_told_by_code(self):
        application = make_ratings(make_sent_application(), 2)

        assert ratings_of(application) == {"T1-1": 2, "T1-2": 2, "T1-3": 2}

    @pytest.mark.parametrize("rating", [4, -1])
    def test_a_rating_that_the_scale_does_not_have_is_refused(self, rating):
        application = make_sent_application()

        with pytest.raises(ValidationError, match="Statement T1-1: use one of 0"):
            rate_statement(application, statement=statements_of(application)[0], rating=rating, by=SYSTEM)

    def test_a_statement_that_always_applies_cannot_be_left_out(self):
        application = make_sent_application()

        with pytest.raises(ValidationError, match="Statement T1-1 always applies"):
            rate_statement(application, statement=statements_of(application)[0], rating=None, by=SYSTEM)

    def test_a_statement_of_another_edition_is_refused(self):
        other = make_sent_application()

        with pytest.raises(ValidationError, match="There is no statement"):
            rate_statement(make_sent_application(), statement=statements_of(other)[0], rating=1, by=SYSTEM)

    def test_the_later_of_two_writers_overwrites_nothing(self):
        application = make_sent_application()
        statement = statements_of(application)[0]
        rate_statement(application, statement=statement, rating=2, note="First", by=SYSTEM)

        overtaken = save_ratings(
            application, [GivenRating(statement, rating=3, note="Second", revision=0)], by=SYSTEM
        )

        assert [(row.rating, row.note) for row in overtaken] == [(2, "First")]
        assert StatementRating.objects.get().rating == 2

    def test_both_writing_the_same_is_no_conflict(self):
        application = make_sent_application()
        statement = statements_of(application)[0]
        rate_statement(application, statement=statement, rating=2, by=SYSTEM)

        assert save_ratings(application, [GivenRating(statement, rating=2, revision=0)], by=SYSTEM) == []

    def test_a_reason_alone_is_kept_and_is_no_rating(self):
        application = make_sent_application()

        save_ratings(application, [GivenRating(statements_of(application)[0], note="Ask Kim")], by=SYSTEM)

        assert (ratings_of(application), StatementRating.objects.get().note) == ({}, "Ask Kim")
        application.refresh_from_db()
        assert application.state == ApplicationState.SENT

    def test_standing_says_what_is_missing_and_what_the_rules_say_so_far(self):
        application = make_sent_application()
        rate_statement(application, statement=statements_of(application)[0], rating=3, by=SYSTEM)

        standing = standing_of(application)

        assert (standing.rated, standing.total, standing.unrated) == (1, 3, ("T1-2", "T1-3"))
        assert standing.explanation.level == "working_towards"
        assert not standing.is_ready

    def test_explain_names_what_is_not_rated(self):
        application = make_sent_application()
        rate_statement(application, statement=statements_of(application)[0], rating=3, by=SYSTEM)

        with pytest.raises(ValidationError) as refusal:
            explain(application)

        assert refusal.value.messages == ["Statement T1-2 has no rating.", "Statement T1-3 has no rating."]

    def test_a_decided_application_is_not_rated(self):
        outcome = make_outcome()

        with pytest.raises(ValidationError, match="Ratings cannot change"):
            make_ratings(outcome.application, 3)

    def test_another_rating_after_recording_means_recording_anew(self):
        application = make_ratings(make_sent_application(), 2)
        record_outcome(application, level=level_of(application, "bronze"), by=make_officer(), reason="So")

        make_ratings(application, 1)

        held = Outcome.objects.get()
        assert (application.state, held.recorded_at, held.reason) == ("assessing", None, "So")


class TestDeciding:
    def test_the_level_of_the_rules_is_decided_at_once_and_frozen(self):
        officer = make_officer()
        application = make_ratings(make_sent_application(), 2)

        outcome = record_outcome(application, level=level_of(application, "silver"), by=officer)

        application.refresh_from_db()
        assert (application.state, application.decided_at) == ("decided", outcome.decided_at)
        assert (outcome.decided_by, outcome.second_by, outcome.proposed_level) == (officer, None, "silver")
        assert outcome.ratings == {"T1-1": 2, "T1-2": 2, "T1-3": 2}
        assert outcome.rules[-1] == {
            "level": "gold",
            "sentence": "Every statement is 3 or more",
            "is_met": False,
        }

    @pytest.mark.parametrize("key", ["bronze", "gold"])
    def test_a_moved_level_waits_for_a_second_signature(self, key):
        application = make_ratings(make_sent_application(), 2)

        outcome = record_outcome(
            application, level=level_of(application, key), by=make_officer(), reason="So"
        )

        application.refresh_from_db()
        assert (application.state, application.decided_at, outcome.needs_second) == ("moderating", None, True)

    @pytest.mark.parametrize("key", ["working_towards", None])
    def test_a_level_is_not_moved_by_two(self, key):
        application = make_ratings(make_sent_application(), 2)
        level = level_of(application, key) if key else None

        with pytest.raises(ValidationError, match="by 1 level at most"):
            record_outcome(application, level=level, by=make_officer(), reason="So")

    def test_a_level_is_not_moved_without_a_reason(self):
        application = make_ratings(make_sent_application(), 2)

        with pytest.raises(ValidationError) as refusal:
            record_outcome(application, level=level_of(application, "gold"), by=make_officer(), reason=" ")

        assert list(refusal.value.message_dict) == ["reason"]
        assert not Outcome.objects.exists()

    def test_working_towards_moved_down_is_not_ready_yet(self):
        application = make_ratings(make_sent_application(), 0)

        outcome = record_outcome(application, level=None, by=make_officer(), reason="So")

        assert (outcome.level, outcome.level_name, outcome.needs_second) == (None, "Not ready yet", True)

    def test_nothing_is_decided_while_a_question_is_open(self):
        application = make_ratings(make_sent_application(), 2)
        type(application).objects.filter(pk=application.pk).update(question_open_at=timezone.now())

        with pytest.raises(ValidationError) as refused:
            record_outcome(application, level=level_of(application, "silver"), by=make_officer())

        assert refused.value.messages == [
            "A question to the service is still open. Wait for the answer, or take the question back first."
        ]
        assert not Outcome.objects.exists()

    def test_strengths_come_first(self):
        application = make_ratings(make_sent_application(), 2)
        theme = statements_of(application)[0].theme

        with pytest.raises(ValidationError, match="say first what works well"):
            record_outcome(
                application,
                level=level_of(application, "silver"),
                by=make_officer(),
                feedback={theme: ("", "Do more.")},
            )

    def test_a_condition_has_a_day(self):
        application = make_ratings(make_sent_application(), 2)

        with pytest.raises(ValidationError, match="by which day"):
            record_outcome(
                application, level=level_of(application, "silver"), by=make_officer(), conditions="Finish it."
            )

    def test_next_steps_seed_the_plan(self):
        outcome = make_outcome()

        plan = plan_of(outcome.application)
        assert (plan.state, [each.words for each in plan.actions.all()]) == (
            "draft",
            ["Ask people to help redesign the first month."],
        )

    def test_an_agreed_plan_is_left_as_it_is(self):
        application = make_sent_application()
        make_plan(
            application.service,
            application=application,
            at_state="agreed",
            check_in_on=datetime.date(2027, 6, 1),
            actions=["Ours"],
        )

        make_outcome(application)

        assert [each.words for each in ActionPlan.objects.get().actions.all()] == ["Ours"]

    def test_an_edition_in_words_takes_a_level_with_its_reason_and_no_second_signature(self):
        edition = load_demo_edition(path=PUBLIC_SHAPE_FILE)
        application = make_sent_application(round=make_round(edition=edition))

        with pytest.raises(ValidationError, match="this edition is decided in words"):
            record_outcome(application, level=level_of(application, "silver"), by=make_officer())
        outcome = record_outcome(
            application,
            level=level_of(application, "silver"),
            by=make_officer(),
            reason="The culture is kind.",
        )

        assert (outcome.rules, outcome.proposed_level, outcome.decided_at is None) == ([], "", False)
        assert path_of(application) == ["sent", "checking", "assessing", "moderating", "decided"]

    def test_words_that_are_kept_decide_nothing(self):
        application = make_ratings(make_sent_application(), 2)

        outcome = keep_outcome_words(application, by=SYSTEM, opening="Thank you.")

        application.refresh_from_db()
        assert (application.state, outcome.recorded_at, outcome.opening) == ("assessing", None, "Thank you.")

    def test_the_later_of_two_who_decide_is_told(self):
        application = make_ratings(make_sent_application(), 2)
        keep_outcome_words(application, by=SYSTEM, opening="First")

        with pytest.raises(OutcomeChanged):
            record_outcome(
                application,
                level=level_of(application, "silver"),
                by=make_officer(),
                opening="Second",
                revision=0,
            )

        assert Outcome.objects.get().opening == "First"

    def test_a_level_of_another_edition_is_refused(self):
        application = make_ratings(make_sent_application(), 2)

        with pytest.raises(ValidationError, match="another edition"):
            record_outcome(application, level=make_edition().levels.get(key="silver"), by=make_officer())


class TestSecondSignature:
    def moved(self, by, **words):
        application = make_ratings(make_sent_application(), 2)
        return record_outcome(application, level=level_of(application, "gold"), by=by, reason="So", **words)

    def test_somebody_else_signs_and_it_is_decided(self):
        chair = make_officer()

        outcome = sign_outcome(self.moved(make_officer()), by=chair)

        outcome.application.refresh_from_db()
        assert (outcome.application.state, outcome.second_by) == ("decided", chair)

    def test_nobody_signs_their_own_outcome(self):
        officer = make_officer()
        outcome = self.moved(officer)

        with pytest.raises(ValidationError, match="somebody other"):
            sign_outcome(outcome, by=officer)

        assert Outcome.objects.get().second_by is None

    def test_the_app_itself_does_not_sign(self):
        with pytest.raises(ValidationError, match="somebody other"):
            sign_outcome(self.moved(make_officer()), by=SYSTEM)

    def test_what_does_not_wait_is_not_signed(self):
        with pytest.raises(ValidationError, match="does not wait"):
            sign_outcome(make_outcome(), by=make_officer())

    def test_a_time_that_passed_while_it_waited_is_chosen_anew(self):
        outcome = self.moved(make_officer(), release_at=timezone.now() - datetime.timedelta(hours=1))

        assert sign_outcome(outcome, by=make_officer()).release_at is None


class TestTakingBack:
    def test_a_decided_outcome_waits_to_be_recorded_again_with_its_words(self):
        outcome = make_outcome(opening="Thank you.")

        held = take_back_outcome(outcome, by=make_officer())

        held.application.refresh_from_db()
        assert (held.application.state, held.application.decided_at) == ("moderating", None)
        assert (held.recorded_at, held.decided_at, held.opening) == (None, None, "Thank you.")

    def test_it_can_be_recorded_again(self):
        outcome = take_back_outcome(make_outcome(), by=make_officer())

        again = record_outcome(outcome.application, level=outcome.level, by=make_officer())

        assert again.application.state == "decided"

    def test_what_was_released_is_not_taken_back(self):
        with pytest.raises(ValidationError, match="is released"):
            take_back_outcome(make_outcome(released=True), by=make_officer())


class TestReleasing:
    def test_now(self):
        outcome = release_outcome(make_outcome(), by=make_officer())

        outcome.application.refresh_from_db()
        assert outcome.application.state == "result_shared"
        assert outcome.released_at is not None

    def test_twice_is_once(self):
        outcome = make_outcome(released=True)

        again = release_outcome(outcome, by=make_officer())

        assert again.released_at == outcome.released_at
        assert path_of(outcome.application).count("result_shared") == 1

    def test_later_waits_for_the_tick(self):
        outcome = release_outcome(
            make_outcome(), by=make_officer(), at=timezone.now() + datetime.timedelta(hours=1)
        )

        assert (release_due(), outcome.released_at) == ("0 released", None)
        Outcome.objects.update(release_at=timezone.now())
        assert (release_due(), release_due()) == ("1 released", "0 released")
        assert Outcome.objects.get().released_at is not None

    def test_the_tick_leaves_what_was_withdrawn(self):
        outcome = make_outcome()
        Outcome.objects.update(release_at=timezone.now())
        type(outcome.application).objects.filter(pk=outcome.application.pk).update(state="withdrawn")

        assert release_due() == "0 released"

    def test_what_is_not_decided_is_not_released(self):
        application = make_ratings(make_sent_application(), 2)
        outcome = record_outcome(
            application, level=level_of(application, "gold"), by=make_officer(), reason="So"
        )

        with pytest.raises(ValidationError, match="Only a decided outcome"):
            release_outcome(outcome, by=make_officer())


def test_an_application_that_is_still_written_is_not_rated():
    application = make_application(
        round=make_round(edition=make_edition()), at_state=ApplicationState.DRAFTING
    )

    with pytest.raises(ValidationError, match="Ratings cannot change"):
        make_ratings(application)
