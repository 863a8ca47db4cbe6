"""A button pressed many times at one instant tells the safeguarding contact once."""

import datetime

import pytest
from wagtail.models import Site

from tests.endurance.threads import at_once
from tests.factories.support import make_contact
from wagtail_charter.framework.models import CharterSettings
from wagtail_charter.letters.models import Letter
from wagtail_charter.support import services
from wagtail_charter.support.models import Concern

pytestmark = [pytest.mark.endurance, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def test_many_presses_at_once_are_one_concern_and_one_letter():
    site = Site.objects.get(is_default_site=True)
    CharterSettings.objects.create(
        site=site, safeguarding_contact=make_contact(email="robin@charter.example")
    )

    told = at_once(
        lambda _place: services.report_concern("Sam frightens me.", site=site, network="n" * 64), 20
    )

    assert {concern.pk for concern in told} == {Concern.objects.get().pk}
    assert Letter.objects.count() == 1


def test_same_words_of_another_day_are_another_concern():
    long_ago = datetime.timedelta(days=1)
    for _day in range(3):
        services.report_concern("Sam frightens me.", site=None)
        for concern in Concern.objects.all():
            Concern.objects.filter(pk=concern.pk).update(created_at=concern.created_at - long_ago)

    at_once(lambda _place: services.report_concern("Sam frightens me.", site=None), 10)

    assert Concern.objects.count() == 4
