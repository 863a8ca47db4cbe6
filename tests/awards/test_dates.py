"""What the days bring to an award: one letter at a time, the days of grace, the lapse; each once."""

import datetime

import pytest
from django.core.management import call_command

from tests.factories.applications import make_application
from tests.factories.awards import make_award, make_level
from wagtail_charter.applications.states import ApplicationState
from wagtail_charter.awards import notifications, services
from wagtail_charter.awards.models import Award, RegisterCount
from wagtail_charter.awards.rules import dated_letters, renewal_of
from wagtail_charter.awards.services import keep_dates, recount_register
from wagtail_charter.awards.states import AwardState
from wagtail_charter.events.models import Event
from wagtail_charter.events.services import SYSTEM, check_chain
from wagtail_charter.letters.models import Letter
from wagtail_charter.letters.services import preview

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def make_held(level="silver", *, months=24, **facts):
    given = {
        "issued_on": datetime.date(2026, 3, 1),
        "holder_name": "Sam",
        "holder_email": "sam@trust.example",
    }
    return make_award(level=make_level(level, validity_months=months), **{**given, **facts})


def written():
    """What was written so far, in order: ``silver:ends-180`` without the award's number."""
    return [key.split(":")[-1] for key in Letter.objects.order_by("pk").values_list("key", flat=True)]


def live_through(first, last):
    """Run the command's step each day."""
    day = first
    while day <= last:
        keep_dates(on=day)
        day += DAY


def test_an_award_of_two_years_is_lived_through_with_each_letter_once():
    award = make_held()
    assert award.ends_on == datetime.date(2028, 3, 1)

    live_through(datetime.date(2027, 8, 20), award.ends_on)
    award.refresh_from_db()
    assert (written(), award.state) == (["ends-180", "ends-90", "ends-30"], AwardState.CURRENT)

    keep_dates(on=award.ends_on + DAY)
    award.refresh_from_db()
    assert written()[3:] == ["grace"]
    assert award.state == AwardState.RENEWAL_IN_PROGRESS
    assert (
        award.state_words
        == "It was valid until Wednesday 1 March 2028. It stays on the register until Sunday 30 April 2028."
    )

    live_through(award.ends_on + 2 * DAY, award.ends_on + 60 * DAY)
    award.refresh_from_db()
    assert award.state == AwardState.RENEWAL_IN_PROGRESS

    live_through(award.ends_on + 61 * DAY, award.ends_on + 70 * DAY)
    award.refresh_from_db()
    assert award.state == AwardState.LAPSED
    assert written()[4:] == ["lapsed"]
    event = Event.objects.last_about(award)
    assert (event.actor_kind, event.to_state, event.reason) == ("system", "lapsed", "time-ran-out")
    assert check_chain() is None


def test_each_day_counts_by_the_letter_of_the_edition():
    award = make_held()

    keep_dates(on=award.ends_on - 181 * DAY)
    assert written() == []
    keep_dates(on=award.ends_on - 180 * DAY)
    assert written() == ["ends-180"]


def test_gold_is_asked_how_it_goes_after_one_and_two_years_and_silver_is_not():
    gold, silver = make_held("gold", months=36), make_held("silver")
    assert [
        letter.number for letter in dated_letters(gold, renewal_of(gold.level)) if letter.about == "check-in"
    ] == [12, 24]
    assert {letter.about for letter in dated_letters(silver, renewal_of(silver.level))} == {"ends", "grace"}

    keep_dates(on=datetime.date(2027, 2, 28))
    assert written() == []
    live_through(datetime.date(2027, 3, 1), datetime.date(2027, 3, 5))
    assert written() == ["check-in-12"]


def test_an_edition_says_when_it_writes_and_how_long_the_grace_is():
    level = make_level("gold", validity_months=36)
    edition = level.edition
    edition.renewal = {
        "reminders_days_before": 10,
        "grace_days": 5,
        "check_in_months": {"gold": [6, "x", -1]},
    }
    edition.save()
    award = make_award(level=make_level("gold"))

    told = dated_letters(award, renewal_of(award.level))

    assert [(letter.day, letter.about) for letter in told] == [
        (datetime.date(2026, 9, 1), "check-in"),
        (datetime.date(2029, 2, 19), "ends"),
        (datetime.date(2029, 3, 2), "grace"),
    ]
    keep_dates(on=datetime.date(2029, 3, 6))
    assert Award.objects.get().state == AwardState.RENEWAL_IN_PROGRESS
    keep_dates(on=datetime.date(2029, 3, 7))
    assert Award.objects.get().state == AwardState.LAPSED


def test_an_old_award_that_is_entered_late_brings_one_letter_and_no_flood():
    make_held("gold", months=36, issued_on=datetime.date(2024, 3, 1))

    live_through(datetime.date(2026, 12, 20), datetime.date(2026, 12, 24))

    assert written() == ["ends-90"]


def test_one_that_ended_long_ago_lapses_at_once_with_one_letter():
    award = make_held(issued_on=datetime.date(2020, 1, 1))

    keep_dates(on=datetime.date(2026, 11, 22))

    award.refresh_from_db()
    assert (award.state, written()) == (AwardState.LAPSED, ["lapsed"])


def test_the_register_lists_it_through_the_grace_and_its_counts_are_right():
    award = make_held()
    for day in (award.ends_on + DAY, award.ends_on + 61 * DAY):
        keep_dates(on=day)
        kept = sorted(RegisterCount.objects.cube())
        listed = Award.objects.on_register().count()
        recount_register()
        assert kept == sorted(RegisterCount.objects.cube())
        assert listed == (1 if day == award.ends_on + DAY else 0)


def test_working_towards_has_words_of_its_own():
    award = make_held("working-towards", months=12)
    live_through(award.ends_on - 31 * DAY, award.ends_on + 61 * DAY)

    assert written() == ["ends-90", "ends-30", "grace", "lapsed"]
    for letter in Letter.objects.all():
        words = preview(letter)
        text = f"{words.subject} {words.text} {words.html}".lower()
        assert "award" not in text.replace("/awards/", "")
        assert "result" in text


def test_no_letter_says_the_level():
    award = make_held("gold", months=36)
    for day in (360, 400):
        keep_dates(on=award.issued_on + day * DAY)
    live_through(award.ends_on - DAY, award.ends_on + 62 * DAY)

    assert len(written()) >= 3
    for letter in Letter.objects.all():
        words = preview(letter)
        assert "gold" not in f"{words.subject} {words.text} {words.html}".lower()


def test_a_tick_that_is_stopped_halfway_does_nothing_twice(monkeypatch):
    for _n in range(3):
        make_held()
    day = datetime.date(2028, 3, 2)
    held, calls = notifications.award_date, []

    def stumble(award, letter, **facts):
        calls.append(award.pk)
        made = held(award, letter, **facts)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return made

    monkeypatch.setattr(notifications, "award_date", stumble)
    with pytest.raises(KeyboardInterrupt):
        keep_dates(on=day)
    assert (written(), Award.objects.filter(state=AwardState.RENEWAL_IN_PROGRESS).count()) == (["grace"], 1)
    monkeypatch.undo()

    for _n in range(2):
        keep_dates(on=day)

    assert written() == ["grace"] * 3
    assert Award.objects.filter(state=AwardState.RENEWAL_IN_PROGRESS).count() == 3
    assert Event.objects.filter(reason="days-of-grace").count() == 3


def test_nobody_known_at_the_service_gets_no_letter_until_somebody_is():
    award = make_held(holder_email="")
    keep_dates(on=award.ends_on - 80 * DAY)
    assert written() == []

    award.holder_email = "new@trust.example"
    award.save()
    keep_dates(on=award.ends_on - 79 * DAY)

    assert written() == ["ends-90"]


def test_a_form_that_was_read_before_a_letter_does_not_make_it_leave_again():
    award = make_held()
    stale = Award.objects.get()
    keep_dates(on=award.ends_on - 80 * DAY)

    stale.public_words = "New words."
    stale.save()

    award.refresh_from_db()
    assert (award.reminded_on, award.public_words) == (award.ends_on - 90 * DAY, "New words.")


def test_an_award_does_not_lapse_while_we_look_at_the_next_application():
    award = make_held()
    make_application(award.service, at_state=ApplicationState.ASSESSING)

    keep_dates(on=award.ends_on + 100 * DAY)
    award.refresh_from_db()
    assert (award.state, written()) == (AwardState.RENEWAL_IN_PROGRESS, [])
    assert "The service has applied again" in award.state_words

    keep_dates(on=award.ends_on + 100 * DAY)
    assert Event.objects.about(award).count() == 2


@pytest.mark.parametrize("state", ["under_review", "lapsed", "ended", "handed_back", "revoked"])
def test_awards_elsewhere_are_left_alone(state):
    award = make_held(at_state=state)

    live_through(award.ends_on - DAY, award.ends_on + DAY)
    keep_dates(on=award.ends_on + 100 * DAY)

    award.refresh_from_db()
    assert (award.state, written()) == (state, [])


def test_a_renewal_that_is_in_progress_is_not_reminded_and_lapses_in_its_time():
    award = make_held()
    services.begin_renewal(award, by=SYSTEM)

    live_through(award.ends_on - 31 * DAY, award.ends_on)
    assert written() == []
    live_through(award.ends_on + DAY, award.ends_on + 61 * DAY)
    assert written() == ["grace", "lapsed"]


def test_an_award_of_a_leap_day_keeps_to_the_last_of_february():
    award = make_held("gold", months=36, issued_on=datetime.date(2024, 2, 29))
    assert award.ends_on == datetime.date(2027, 2, 28)

    told = dated_letters(award, renewal_of(award.level))
    days = [letter.day for letter in told if letter.about == "check-in"]
    assert days == [datetime.date(2025, 2, 28), datetime.date(2026, 2, 28)]


@pytest.mark.parametrize(
    ("moment", "is_over"),
    [("2028-06-30T22:59:00+00:00", False), ("2028-06-30T23:01:00+00:00", True)],
)
def test_the_day_ends_at_midnight_by_the_clock_of_the_site(time_machine, moment, is_over):
    """In summer, midnight in London is 11pm in UTC."""
    award = make_held(issued_on=datetime.date(2026, 6, 30))
    time_machine.move_to(datetime.datetime.fromisoformat(moment), tick=False)

    call_command("charter_tick", verbosity=0)

    award.refresh_from_db()
    assert award.state == (AwardState.RENEWAL_IN_PROGRESS if is_over else AwardState.CURRENT)


def test_a_round_costs_the_same_however_many_awards_wait_for_nothing(django_assert_num_queries):
    for count in (1, 29):
        for _n in range(count):
            make_held()
        with django_assert_num_queries(2):
            keep_dates(on=datetime.date(2026, 4, 1))
