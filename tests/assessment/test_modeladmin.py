"""The desk of assessing in the admin: rating sheet, outcome, signature, release."""

import datetime

import pytest
import yaml
from django.utils import timezone

from tests.assessment.desk import level_now, rate, sheet, step, written
from tests.factories.applications import make_round, make_staff, statements_of
from tests.factories.assessment import make_outcome, make_ratings, make_sent_application
from tests.factories.framework import DEMO_FILE, PUBLIC_SHAPE_FILE, load_demo_edition, make_edition
from tests.factories.people import make_officer
from tests.factories.people import make_staff as make_role
from tests.factories.plans import make_plan
from wagtail_charter.applications.modeladmin import case_url
from wagtail_charter.applications.services import ask_question, take_back_question
from wagtail_charter.assessment.models import Outcome, StatementRating
from wagtail_charter.assessment.services import rate_statement, record_outcome
from wagtail_charter.roles import Role

pytestmark = pytest.mark.django_db

WORKED = yaml.safe_load(DEMO_FILE.read_text(encoding="utf-8"))["tests"]
STEPS = ["ratings", "outcome", "outcome-preview", "outcome-sign", "outcome-take-back", "outcome-release"]


@pytest.fixture
def officer(client):
    user = make_officer()
    client.force_login(user)
    return user


def moved(application, by):
    level = application.round.edition.levels.get(key="gold")
    return record_outcome(make_ratings(application, 2), level=level, by=by, reason="So")


class TestRatingSheet:
    @pytest.mark.parametrize("name", ["Ashgrove Secure Children's Home", "Harbour Reconnect"])
    def test_a_worked_outcome_comes_out_through_the_admin(self, client, officer, name):
        row = next(each for each in WORKED if each["organisation"] == name)
        application = make_sent_application(round=make_round(edition=load_demo_edition()))

        rate(client, application, row["ratings"])
        client.post(step(application, "outcome"), written(client, application))

        outcome = Outcome.objects.get()
        assert (outcome.level.key, outcome.ratings) == (row["expect"], row["ratings"])
        assert outcome.application.state == "decided"

    def test_what_is_not_rated_stays_so(self, client, officer):
        application = make_sent_application()

        rate(client, application, {"T1-2": 1})

        assert [(row.statement.code, row.rating) for row in StatementRating.objects.all()] == [("T1-2", 1)]
        application.refresh_from_db()
        assert application.state == "assessing"

    def test_summary_says_each_rule_in_words(self, client, officer):
        application = make_ratings(make_sent_application(), 2)

        html = client.get(step(application, "ratings")).content.decode()

        assert "3 of 3 statements are rated." in html
        assert "The rules reach: <strong>Silver</strong>" in html
        assert "<td>Every statement is 3 or more</td><td><strong>Not met yet</strong></td>" in html

    def test_a_colleague_who_saved_first_is_not_overwritten_and_nothing_typed_is_lost(self, client, officer):
        application = make_sent_application()
        first, second, _third = statements_of(application)
        mine = sheet(client, application)
        rate_statement(application, statement=first, rating=3, note="Theirs", by=make_officer())

        mine.update({"T1-1-rating": "1", "T1-1-note": "Mine", "T1-2-rating": "2"})
        response = client.post(step(application, "ratings"), mine)

        html = response.content.decode()
        assert (response.status_code, "Theirs" in html, "Mine</textarea>" in html) == (200, True, True)
        assert dict(StatementRating.objects.values_list("statement", "rating")) == {first.pk: 3, second.pk: 2}
        again = {name: response.context["form"].data.get(name, "") for name in response.context["form"].data}
        client.post(step(application, "ratings"), again)
        assert StatementRating.objects.get(statement=first).note == "Mine"

    def test_what_a_colleague_rated_and_i_left_alone_is_no_conflict(self, client, officer):
        application = make_sent_application()
        first, second, _third = statements_of(application)
        mine = sheet(client, application)
        rate_statement(application, statement=first, rating=3, by=make_officer())

        response = client.post(step(application, "ratings"), {**mine, "T1-2-rating": "2"})

        assert response.status_code == 302
        assert dict(StatementRating.objects.values_list("statement", "rating")) == {first.pk: 3, second.pk: 2}

    def test_saving_at_one_statement_saves_all_and_comes_back_there(self, client, officer):
        application = make_sent_application()
        data = {**sheet(client, application), "T1-1-rating": "1", "T1-3-rating": "2", "save": "T1-3"}

        response = client.post(step(application, "ratings"), data)

        assert response.url.endswith("/ratings/#T1-3")
        assert StatementRating.objects.count() == 2

    def test_only_what_may_not_apply_can_be_left_out(self, client, officer):
        application = make_sent_application()

        response = client.post(
            step(application, "ratings"), {**sheet(client, application), "T1-1-rating": "none"}
        )

        assert response.status_code == 200
        assert not StatementRating.objects.exists()

    def test_a_number_that_is_none_is_told(self, client, officer):
        application = make_sent_application()
        data = {**sheet(client, application), "T1-1-rating": "1", "T1-1-revision": "x"}

        assert client.post(step(application, "ratings"), data).status_code == 200

    @pytest.mark.parametrize("statements", [1, 30])
    def test_queries(self, client, officer, statements, django_assert_num_queries):
        application = make_sent_application(round=make_round(edition=make_edition(statements=statements)))
        make_ratings(application, 2, by=officer)
        client.get(step(application, "ratings"))

        with django_assert_num_queries(24):
            client.get(step(application, "ratings"))


class TestRecording:
    def test_two_levels_away_is_not_offered(self, client, officer):
        application = make_ratings(make_sent_application(), 2)

        form = client.get(step(application, "outcome")).context["form"]

        assert [key for key, _label in form.fields["level"].choices] == ["gold", "silver", "bronze"]

    def test_a_moved_level_without_a_reason_is_told_at_the_field(self, client, officer):
        application = make_ratings(make_sent_application(), 2)

        response = client.post(
            step(application, "outcome"), written(client, application, level="gold", opening="Mine")
        )

        assert list(response.context["form"].errors) == ["reason"]
        assert "Mine</textarea>" in response.content.decode()

    def test_an_open_question_is_told_at_the_form_and_nothing_typed_is_lost(self, client, officer):
        application = make_ratings(make_sent_application(), 2)
        data = written(client, application, opening="Mine")
        question = ask_question(
            application,
            statement=statements_of(application)[0],
            words="How often?",
            answer_by=timezone.localdate() + datetime.timedelta(days=14),
            by=officer,
        )

        shown = client.post(step(application, "outcome"), data).content.decode()

        assert "A question to the service is still open." in shown
        assert "take the question back first." in shown
        assert "Mine</textarea>" in shown
        assert not Outcome.objects.exists()
        take_back_question(question, by=officer)
        assert client.post(step(application, "outcome"), data).status_code == 302
        assert Outcome.objects.get().opening == "Mine"

    def test_words_to_avoid_are_shown_and_pass_when_confirmed(self, client, officer):
        application = make_sent_application(round=make_round(edition=make_edition(words_to_avoid=["weak"])))
        make_ratings(application, 2)
        data = written(client, application, **{"strengths-T1": "No weak point."})

        shown = client.post(step(application, "outcome"), data)

        assert "“weak” is on the list" in shown.content.decode()
        assert "No weak point.</textarea>" in shown.content.decode()
        assert not Outcome.objects.exists()
        kept = shown.context["form"].found_words
        assert client.post(step(application, "outcome"), {**data, "kept_words": kept}).status_code == 302
        assert Outcome.objects.get().feedback.get().strengths == "No weak point."

    def test_another_word_to_avoid_is_shown_again(self, client, officer):
        application = make_sent_application(
            round=make_round(edition=make_edition(words_to_avoid=["weak", "poor"]))
        )
        make_ratings(application, 2)
        data = written(client, application, **{"strengths-T1": "poor", "kept_words": "strengths-T1:weak"})

        assert client.post(step(application, "outcome"), data).status_code == 200

    def test_a_word_inside_another_is_not_meant(self, client, officer):
        application = make_sent_application(round=make_round(edition=make_edition(words_to_avoid=["weak"])))
        make_ratings(application, 2)

        data = written(client, application, **{"strengths-T1": "They tweak it."})

        assert client.post(step(application, "outcome"), data).status_code == 302

    def test_strengths_come_first(self, client, officer):
        application = make_ratings(make_sent_application(), 2)

        response = client.post(
            step(application, "outcome"), written(client, application, **{"next_step-T1": "More."})
        )

        assert list(response.context["form"].errors) == ["strengths-T1"]

    def test_what_is_kept_for_later_is_there_again(self, client, officer):
        application = make_ratings(make_sent_application(), 2)
        data = written(client, application, action="keep", level="bronze", **{"next_step-T1": "More."})

        client.post(step(application, "outcome"), data)

        form = client.get(step(application, "outcome")).context["form"]
        assert (form["level"].value(), form["next_step-T1"].value()) == ("bronze", "More.")
        application.refresh_from_db()
        assert application.state == "assessing"

    def test_preview_shows_what_they_will_read(self, client, officer):
        application = make_ratings(make_sent_application(), 2)
        data = written(client, application, action="preview", **{"strengths-T1": "Kind and practical."})

        response = client.post(step(application, "outcome"), data, follow=True)

        assert "This is not decided yet." in response.content.decode()
        assert "Kind and practical." in response.content.decode()

    def test_a_colleague_who_saved_first_is_shown_beside_mine(self, client, officer):
        application = make_ratings(make_sent_application(), 2)
        mine = written(client, application, opening="Mine")
        client.post(
            step(application, "outcome"), written(client, application, opening="Theirs", action="keep")
        )

        response = client.post(step(application, "outcome"), mine)

        html = response.content.decode()
        assert ("Theirs" in html, "Mine</textarea>" in html) == (True, True)
        assert Outcome.objects.get().opening == "Theirs"
        again = {**mine, "revision": response.context["form"]["revision"].value()}
        assert client.post(step(application, "outcome"), again).status_code == 302
        assert Outcome.objects.get().opening == "Mine"

    def test_opening_words_that_nobody_changed_follow_the_level(self, client, officer):
        application = make_ratings(make_sent_application(), 1)
        data = written(client, application, level="working_towards", reason="So")

        client.post(step(application, "outcome"), data)

        assert "You are working towards the charter." in Outcome.objects.get().opening

    def test_an_edition_in_words_offers_every_level_and_asks_why(self, client, officer):
        edition = load_demo_edition(path=PUBLIC_SHAPE_FILE)
        application = make_sent_application(round=make_round(edition=edition))

        refused = client.post(step(application, "outcome"), written(client, application, level="gold"))
        client.post(
            step(application, "outcome"), written(client, application, level="gold", reason="It is kind.")
        )

        assert list(refused.context["form"].errors) == ["reason"]
        assert Outcome.objects.get().decided_at is not None

    def test_a_missing_plan_is_said_and_working_towards_is_reached_once_it_is_agreed(self, client, officer):
        row = next(each for each in WORKED if each["expect"] == "working_towards")
        application = make_sent_application(round=make_round(edition=load_demo_edition()))
        rate(client, application, row["ratings"])

        assert level_now(application) == "not_ready_yet"
        make_plan(
            application.service,
            application=application,
            at_state="agreed",
            check_in_on=datetime.date(2027, 6, 1),
        )
        assert level_now(application) == "working_towards"

    @pytest.mark.parametrize("statements", [1, 30])
    def test_queries(self, client, officer, statements, django_assert_num_queries):
        application = make_sent_application(round=make_round(edition=make_edition(statements=statements)))
        make_ratings(application, 2, by=officer)
        client.get(step(application, "outcome"))

        with django_assert_num_queries(23):
            client.get(step(application, "outcome"))


class TestSigningAndReleasing:
    def test_the_chair_signs(self, client):
        outcome = moved(make_sent_application(), by=make_officer())
        client.force_login(make_role(Role.CHAIR))

        client.post(step(outcome.application, "outcome-sign"))

        assert Outcome.objects.get().decided_at is not None

    def test_whoever_recorded_it_is_not_offered_to_sign(self, client):
        both = make_role(Role.OFFICER, Role.CHAIR)
        outcome = moved(make_sent_application(), by=both)
        client.force_login(both)

        client.post(step(outcome.application, "outcome-sign"))

        assert client.get(step(outcome.application, "outcome-sign")).status_code == 404
        assert Outcome.objects.get().second_by is None

    def test_taking_back(self, client, officer):
        outcome = make_outcome()

        client.post(step(outcome.application, "outcome-take-back"))

        assert Outcome.objects.get().decided_at is None

    def test_release_is_offered_at_ten_on_the_next_working_day(self, client, officer):
        outcome = make_outcome()

        form = client.get(step(outcome.application, "outcome-release")).context["form"]

        assert form["time"].value() == datetime.time(10)
        assert form["day"].value() > timezone.localdate()
        assert form["day"].value().weekday() < 5

    def test_release_now(self, client, officer):
        outcome = make_outcome()

        client.post(step(outcome.application, "outcome-release"), {"when": "now"})

        assert Outcome.objects.get().released_at is not None

    def test_release_later(self, client, officer):
        outcome = make_outcome()
        day = timezone.localdate() + datetime.timedelta(days=3)

        client.post(
            step(outcome.application, "outcome-release"),
            {"when": "later", "day": day.isoformat(), "time": "11:30"},
        )

        held = Outcome.objects.get()
        assert timezone.localtime(held.release_at).replace(tzinfo=None) == datetime.datetime.combine(
            day, datetime.time(11, 30)
        )
        assert held.released_at is None

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            ({"when": "later", "day": "2020-01-01", "time": "10:00"}, "day"),
            ({"when": "later", "day": "", "time": "10:00"}, "day"),
            ({"when": "later", "day": "2030-01-01", "time": "x"}, "time"),
            ({"when": "later", "day": "0001-01-01", "time": "00:00"}, "day"),
            ({}, "when"),
        ],
    )
    def test_a_time_that_cannot_be_is_told_at_the_field(self, client, officer, typed, field):
        outcome = make_outcome()

        response = client.post(step(outcome.application, "outcome-release"), typed)

        assert field in response.context["form"].errors


class TestWhoMay:
    #: What each role may open while an outcome of gold waits for its second signature.
    MATRIX = {
        Role.OFFICER: ["ratings", "outcome", "outcome-preview"],
        Role.CHAIR: ["outcome-preview", "outcome-sign"],
        Role.EDITOR: [],
        Role.GOVERNANCE: [],
    }

    @pytest.mark.parametrize("role", MATRIX)
    def test_each_role_opens_its_own_steps_alone(self, client, role):
        outcome = moved(make_sent_application(), by=make_officer())
        client.force_login(make_role(role))

        opened = [slug for slug in STEPS if client.get(step(outcome.application, slug)).status_code == 200]

        assert opened == self.MATRIX[role]

    def test_a_restricted_case_is_not_there_for_other_officers(self, client, officer):
        outcome = moved(make_sent_application(is_restricted=True), by=make_officer())

        assert {client.get(step(outcome.application, slug)).status_code for slug in STEPS} == {404}

    def test_who_only_views_applications_sees_no_rating_and_no_outcome(self, client):
        outcome = make_outcome(opening="Words of the outcome")
        client.force_login(make_staff("view_application"))

        html = client.get(case_url(outcome.application)).content.decode()

        assert "Words of the outcome" not in html
        assert "Ratings and level" not in html

    def test_the_case_shows_ratings_and_outcome_to_the_officer(self, client, officer):
        outcome = make_outcome()

        html = client.get(case_url(outcome.application)).content.decode()

        assert "Ratings and level" in html
        assert "Your plan is practical and kind." in html


def test_a_sheet_of_a_decided_case_says_so_instead_of_saving(client, officer):
    application = make_ratings(make_sent_application(), 2)
    data = sheet(client, application)
    make_outcome(application)

    response = client.post(step(application, "ratings"), {**data, "T1-1-rating": "3"}, follow=True)

    assert "This cannot be done any more." in response.content.decode()
    assert StatementRating.objects.filter(rating=3).count() == 0
