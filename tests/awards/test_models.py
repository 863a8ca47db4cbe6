"""An award's facts and state: written once, by the services."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.factories.awards import make_award, make_external_award, make_level
from tests.factories.organisations import make_organisation, make_region, make_service, make_setting
from wagtail_charter.awards.models import Award
from wagtail_charter.awards.querysets import FACTS, KEPT_BY_THE_DOOR, reading_of

pytestmark = pytest.mark.django_db

OTHER = {
    "reference": "CH-0000-0000",
    "reference_key": "CH00000000",
    "service": make_service,
    "provider_at_issue": make_organisation,
    "level": lambda: make_level("gold"),
    "scope": "Everything.",
    "issued_on": datetime.date(2020, 1, 1),
    "ends_on": datetime.date(2050, 1, 1),
    "is_external": True,
    "issuer_name": "Somebody else",
    "issuer_url": "https://other.example/",
    "level_as_published": "Platinum",
    "year": 1999,
    "checked_on": datetime.date(2020, 1, 1),
    "checked_by": "Nobody",
    "level_key": "gold",
    "region_key": "elsewhere",
    "setting_group_key": "elsewhere",
    "replaces": lambda: make_award(level="gold"),
    "state": "ended",
    "state_words": "Over.",
}


def other(name):
    value = OTHER[name]
    return value() if callable(value) else value


def test_every_fact_is_tried():
    assert {*OTHER, "application"} == {*FACTS, *KEPT_BY_THE_DOOR}


@pytest.mark.parametrize("name", sorted(OTHER))
def test_fact_cannot_be_saved(name):
    award = make_award()
    setattr(award, name, other(name))

    with pytest.raises(ValidationError, match="cannot be changed"):
        award.save()
    with pytest.raises(ValidationError, match="cannot be changed"):
        award.save(update_fields=[name])


@pytest.mark.parametrize("name", sorted(OTHER))
def test_fact_cannot_be_updated_in_bulk(name):
    award = make_award()
    value = other(name)

    with pytest.raises(TypeError, match=name):
        Award.objects.filter(pk=award.pk).update(**{name: value})
    setattr(award, name, value)
    with pytest.raises(TypeError, match=name):
        Award.objects.bulk_update([award], [name])


def test_fact_cannot_be_updated_by_its_column():
    make_award()

    with pytest.raises(TypeError, match="level_id"):
        Award.objects.update(level_id=make_level("gold").pk)


def test_award_cannot_be_deleted():
    award = make_award()

    with pytest.raises(ValidationError):
        award.delete()
    with pytest.raises(TypeError):
        Award.objects.all().delete()
    assert Award.objects.count() == 1


def test_awards_cannot_be_made_in_bulk():
    with pytest.raises(TypeError, match="one by one"):
        Award.objects.bulk_create([])


def test_public_words_can_be_saved():
    award = make_award()
    award.public_words = "Well deserved."
    award.save()

    assert Award.objects.get().public_words == "Well deserved."


def test_save_of_words_never_writes_a_state():
    award = make_award()
    Award._base_manager.filter(pk=award.pk).update(state_words="Written meanwhile")
    award.refresh_from_db()
    award.public_words = "Later."
    award.save(update_fields=["public_words"])

    assert Award.objects.get().state_words == "Written meanwhile"


def test_award_keeps_what_it_is_found_by():
    region, setting = make_region("London"), make_setting("Prison")
    award = make_award(make_service(region=region, setting=setting), level="gold")

    found = (award.level_key, award.region_key, award.setting_group_key)
    assert found == ("gold", "london", setting.group.slug)


def test_external_award_is_found_by_its_level_as_published():
    award = make_external_award(level_as_published="Silver award")

    assert award.level_key == "silver-award"
    assert str(award.sentence) == "Silver award, awarded by Another Charter, 2022"


@pytest.mark.parametrize(
    "typed", ["OPC-7K4M-Q2XD", "opc 7k4m q2xd", "0PC7K4MQ2XD", " opc–7k4m–q2xd ", "opc/7k4m/q2xd"]
)
def test_reading_of_a_reference_is_forgiving(typed):
    assert reading_of(typed) == reading_of("OPC-7K4M-Q2XD")


def test_reading_of_ones_and_noughts_is_forgiving():
    assert reading_of("CH-1I0O-L000") == reading_of("ch-1100-1ooo") == "CH11001000"


def test_database_refuses_an_award_without_issuer():
    award = make_external_award()

    with pytest.raises(IntegrityError), transaction.atomic():
        Award._base_manager.filter(pk=award.pk).update(issuer_name="")
