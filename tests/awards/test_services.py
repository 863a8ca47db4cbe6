"""Giving awards, and each step of their life."""

import datetime
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Site

from tests.factories.awards import make_award, make_external_award, make_level
from tests.factories.organisations import make_organisation, make_service
from wagtail_charter.awards import services
from wagtail_charter.awards.models import Award, RegisterCount
from wagtail_charter.awards.states import AWARD_TRANSITIONS, AwardState
from wagtail_charter.events.models import Event
from wagtail_charter.events.services import SYSTEM, InvalidTransition, check_chain
from wagtail_charter.foundations import references
from wagtail_charter.framework.models import CharterSettings

pytestmark = pytest.mark.django_db

STEPS = {
    services.begin_renewal: ({AwardState.CURRENT}, AwardState.RENEWAL_IN_PROGRESS),
    services.stop_renewal: ({AwardState.RENEWAL_IN_PROGRESS}, AwardState.CURRENT),
    services.place_under_review: (
        {AwardState.CURRENT, AwardState.RENEWAL_IN_PROGRESS},
        AwardState.UNDER_REVIEW,
    ),
    services.confirm_after_review: ({AwardState.UNDER_REVIEW}, AwardState.CURRENT),
    services.lapse_award: ({AwardState.CURRENT, AwardState.RENEWAL_IN_PROGRESS}, AwardState.LAPSED),
    services.end_award: (
        {AwardState.CURRENT, AwardState.RENEWAL_IN_PROGRESS, AwardState.UNDER_REVIEW},
        AwardState.ENDED,
    ),
    services.hand_back_award: (
        {AwardState.CURRENT, AwardState.RENEWAL_IN_PROGRESS, AwardState.UNDER_REVIEW},
        AwardState.HANDED_BACK,
    ),
    services.revoke_award: ({AwardState.UNDER_REVIEW}, AwardState.REVOKED),
}


def test_issue_award_keeps_the_facts_and_begins_its_history():
    service, level = make_service(), make_level("silver", validity_months=24)

    award = make_award(service, level=level, issued_on=datetime.date(2026, 3, 31))

    held = Award.objects.get()
    assert (held.service, held.provider_at_issue, held.level) == (service, service.provider, level)
    assert held.ends_on == datetime.date(2028, 3, 31)
    assert held.is_listed
    event = Event.objects.about(award).get()
    assert (event.from_state, event.to_state, event.actor_kind) == ("", "current", "system")


def test_issue_award_ends_on_the_last_day_of_a_short_month():
    level = make_level("silver", validity_months=24)

    award = make_award(level=level, issued_on=datetime.date(2024, 2, 29))

    assert award.ends_on == datetime.date(2026, 2, 28)


def test_issue_award_keeps_the_provider_when_the_service_moves():
    service = make_service()
    first = service.provider
    award = make_award(service)
    service.provider = make_organisation()
    service.save()

    award.refresh_from_db()
    assert award.provider_at_issue == first


def test_issue_award_does_not_list_working_towards_unless_asked():
    assert not make_award(level="working-towards").is_listed
    assert make_award(level="working-towards", is_listed=True).is_listed


def test_issue_award_refuses_to_end_before_it_begins():
    with pytest.raises(ValidationError, match="last day"):
        make_award(issued_on=datetime.date(2026, 3, 1), ends_on=datetime.date(2026, 2, 28))
    assert not Award.objects.exists()
    assert not Event.objects.exists()


def test_issue_award_refuses_the_same_award_twice():
    service = make_service()
    make_award(service)

    with pytest.raises(ValidationError, match="has this award already"):
        make_award(service)
    make_award(service, level="gold")
    make_award(service, scope="Another part.")


def test_reference_begins_as_officers_decided():
    CharterSettings.objects.create(site=Site.objects.get(is_default_site=True), reference_prefix="opc")

    reference = make_award().reference

    prefix, *groups = reference.split("-")
    assert prefix == "OPC"
    assert [len(group) for group in groups] == [4, 4]
    assert set("".join(groups)) <= set(references.SIGNS)


def test_reference_is_new_when_the_first_is_taken(monkeypatch):
    signs = iter("AAAAAAAA" + "AAAAAAAA" + "BBBBBBBB")
    monkeypatch.setattr(references, "secrets", SimpleNamespace(choice=lambda _signs: next(signs)))

    assert [make_award().reference, make_award().reference] == ["CH-AAAA-AAAA", "CH-BBBB-BBBB"]


def test_external_award_has_no_reference_and_no_place_on_the_register():
    award = make_external_award()

    assert (award.reference, award.is_listed, award.state) == (None, False, "current")
    assert not Award.objects.on_register().exists()
    assert Award.objects.for_display().get() == award


@pytest.mark.parametrize("state", AwardState)
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_step_leads_where_the_table_says_and_from_nowhere_else(step, state):
    award = make_award(at_state=state)
    allowed, to = STEPS[step]

    if state not in allowed:
        with pytest.raises(InvalidTransition):
            step(award, by=SYSTEM, public_words="Never shown.")
        to = state
    else:
        step(award, by=SYSTEM, public_words="What people read.")

    award.refresh_from_db()
    assert award.state == to == Event.objects.last_about(award).to_state
    assert award.state_words == ("What people read." if state in allowed else "")
    assert check_chain() is None


def test_every_step_of_the_table_has_a_verb():
    verbs = {(state, to) for allowed, to in STEPS.values() for state in allowed}

    assert verbs == {(state, to) for state, following in AWARD_TRANSITIONS.items() for to in following}


def test_external_award_takes_no_step():
    award = make_external_award()

    with pytest.raises(InvalidTransition, match="its own scheme decides"):
        services.end_award(award, by=SYSTEM)


def test_step_refuses_an_award_that_somebody_moved_meanwhile():
    award = make_award()
    stale = Award.objects.get()
    services.place_under_review(award, by=SYSTEM)

    with pytest.raises(InvalidTransition, match="no longer"):
        services.end_award(stale, by=SYSTEM)


def test_kept_counts_are_those_of_a_fresh_count_after_every_step():
    make_external_award()
    make_award(level="working-towards")
    award = make_award(level="gold")
    other = make_award(level="gold", at_state=AwardState.LAPSED)
    assert _kept() == [(AwardState.CURRENT, "gold", "", "", 1)]
    assert other.state == AwardState.LAPSED

    services.begin_renewal(award, by=SYSTEM)
    assert _kept() == [(AwardState.RENEWAL_IN_PROGRESS, "gold", "", "", 1)]
    make_award(level="gold", at_state=AwardState.RENEWAL_IN_PROGRESS)
    assert _kept() == [(AwardState.RENEWAL_IN_PROGRESS, "gold", "", "", 2)]

    services.end_award(award, by=SYSTEM)
    kept = _kept()
    services.recount_register()

    assert kept == _kept() == [(AwardState.RENEWAL_IN_PROGRESS, "gold", "", "", 1)]


def test_counts_are_kept_only_if_the_step_is():
    award = make_award()
    kept = _kept()

    with pytest.raises(ValidationError):
        _end_and_fail(award)

    assert _kept() == kept


@transaction.atomic
def _end_and_fail(award):
    services.end_award(award, by=SYSTEM)
    raise ValidationError("Something later did not work.")


def _kept():
    return [(row[0], *row[1:]) for row in RegisterCount.objects.cube().order_by("pk")]
