"""People stop belonging to an organisation, and it keeps somebody who looks after it."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories.organisations import make_membership, make_organisation
from tests.factories.people import make_officer
from wagtail_charter.events.models import Event
from wagtail_charter.letters.models import Letter
from wagtail_charter.organisations.models import Membership
from wagtail_charter.organisations.services import end_membership, make_member, make_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return make_membership(organisation=make_organisation("Northmoor"), is_owner=True)


@pytest.fixture
def colleague(owner):
    return make_membership(organisation=owner.organisation)


def test_ending_a_membership_says_so_and_leaves_an_event(owner, colleague):
    ended = end_membership(colleague, by=make_officer())

    assert ended.ended_at
    assert not Membership.objects.joins(colleague.account, owner.organisation)
    last = Event.objects.last_about(colleague)
    assert (last.from_state, last.to_state) == ("member", "ended")
    letter = Letter.objects.get()
    assert (letter.template, letter.to_email) == ("organisations/membership_ended", colleague.account.email)
    assert not letter.is_answer


def test_ending_twice_is_refused(owner, colleague):
    end_membership(colleague, by=make_officer())

    with pytest.raises(ValidationError):
        end_membership(colleague, by=make_officer())
    assert Letter.objects.count() == 1


def test_last_owner_leaves_only_when_somebody_takes_over(owner, colleague):
    with pytest.raises(ValidationError):
        end_membership(owner, by=make_officer())
    with pytest.raises(ValidationError):
        end_membership(owner, by=make_officer(), heir=make_membership())
    assert not Letter.objects.exists()

    end_membership(owner, by=make_officer(), heir=colleague)

    assert Membership.objects.owned_by(colleague.account, owner.organisation)
    assert set(Letter.objects.values_list("template", flat=True)) == {
        "organisations/made_owner",
        "organisations/membership_ended",
    }


def test_only_person_of_an_organisation_can_leave(owner):
    end_membership(owner, by=make_officer())

    assert not Membership.objects.current().exists()


def test_organisation_keeps_an_owner(owner, colleague):
    with pytest.raises(ValidationError):
        make_member(owner, by=make_officer())

    make_owner(colleague, by=make_officer())
    make_owner(colleague, by=make_officer())
    make_member(owner, by=make_officer())

    assert [each.account for each in Membership.objects.owners()] == [colleague.account]
    assert Letter.objects.count() == 1
