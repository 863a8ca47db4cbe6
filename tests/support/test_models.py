"""Contacts who are away, and a log that stays as it was written."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from tests.factories.people import make_officer
from tests.factories.support import make_concern, make_contact
from wagtail_charter.support.models import ConcernNote, Contact, FixedNote

DAY = datetime.date(2027, 3, 10)
PAST = datetime.date(2020, 3, 10)


@pytest.mark.parametrize(
    ("first", "last", "is_away"),
    [
        (None, None, False),
        (None, DAY, False),
        (DAY, DAY, True),
        (DAY, None, True),
        (DAY - datetime.timedelta(days=9), DAY - datetime.timedelta(days=1), False),
        (DAY + datetime.timedelta(days=1), None, False),
    ],
)
def test_contact_is_away_from_the_first_day_to_the_last(first, last, is_away):
    assert Contact(away_from=first, away_until=last).is_away(on=DAY) is is_away


@pytest.mark.django_db
def test_cover_is_the_first_who_is_there():
    there = make_contact("There")
    away = make_contact("Away too", cover=there, away_from=PAST)
    first = make_contact("First", cover=away, away_from=PAST)

    assert Contact.objects.with_cover().get(pk=first.pk).covered_by == there
    Contact.objects.filter(pk=first.pk).update(away_from=None)
    assert Contact.objects.get(pk=first.pk).covered_by is None


@pytest.mark.django_db
def test_cover_in_a_circle_is_refused_and_shows_nobody():
    one = make_contact("One", away_from=PAST, away_text="Away.")
    two = make_contact("Two", cover=one, away_from=PAST)
    one.cover = two

    with pytest.raises(ValidationError, match="in a circle"):
        one.full_clean(exclude=["away_text"])
    one.save()
    assert one.covered_by is None
    alone = make_contact("Alone")
    alone.cover = alone
    with pytest.raises(ValidationError, match="in a circle"):
        alone.full_clean()


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"away_from": DAY, "away_until": DAY - datetime.timedelta(days=1)}, "away_until"),
        ({"away_from": DAY}, "away_text"),
    ],
)
def test_contact_away_needs_dates_in_order_and_words(facts, field):
    with pytest.raises(ValidationError) as refusal:
        Contact(name="A", phone="1", **facts).clean()

    assert list(refusal.value.message_dict) == [field]


@pytest.mark.django_db
def test_line_of_the_log_cannot_be_changed():
    note = ConcernNote.objects.create(concern=make_concern(), by=make_officer(), words="Called back.")

    note.words = "Did nothing."
    with pytest.raises(FixedNote):
        note.save()

    assert ConcernNote.objects.get().words == "Called back."
