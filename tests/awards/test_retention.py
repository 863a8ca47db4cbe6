"""The contact of an award: for reminders only, gone two years after the award is over, or when somebody asks."""

import datetime

import pytest
from django.utils import timezone

from tests.factories.awards import make_award
from wagtail_charter.awards import retention
from wagtail_charter.awards.models import Award
from wagtail_charter.awards.services import end_award
from wagtail_charter.events.services import SYSTEM
from wagtail_charter.foundations.retention import Person

pytestmark = pytest.mark.django_db


def make_held(**facts):
    return make_award(holder_name="Sam Lead", holder_email="sam@trust.example", **facts)


def test_contacts_leave_when_the_award_is_over_long_enough():
    standing, over = make_held(), make_held()
    end_award(over, by=SYSTEM)
    later = timezone.now() + datetime.timedelta(days=1)

    assert list(retention.due_holders(timezone.now() - datetime.timedelta(days=1))) == []
    assert list(retention.due_holders(later)) == [over]
    assert retention.clear_holders([over]) == 1

    assert list(retention.due_holders(later)) == []
    assert Award.objects.get(pk=over.pk).holder_email == ""
    assert Award.objects.get(pk=standing.pk).holder_email == "sam@trust.example"


def test_somebody_sees_where_they_are_the_contact_and_can_be_forgotten():
    who = Person("SAM@trust.example")
    award = make_held()
    make_award()

    [record] = retention.person(who)
    assert record.facts == {"award": award.reference, "name": "Sam Lead", "email": "sam@trust.example"}
    assert len(retention.reasons_to_keep(who)) == 1
    end_award(award, by=SYSTEM)
    assert retention.reasons_to_keep(who) == []
    assert retention.forget(who, at=timezone.now()) == 1
    assert retention.person(who) == []
