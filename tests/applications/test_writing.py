"""Saving an answer: one conditional step, nothing replaced in silence, and every word kept."""

import datetime

import pytest
from django.utils import timezone

from tests.factories.accounts import make_account
from tests.factories.applications import make_answer, make_draft, make_round, statements_of
from tests.factories.framework import make_edition
from wagtail_charter.applications.models import Application, KeptText, StatementAnswer
from wagtail_charter.applications.services import AnswerChanged, WritingClosed, keep_words, save_answer
from wagtail_charter.applications.services.writing import KEPT_PER_NETWORK
from wagtail_charter.applications.states import ApplicationState
from wagtail_charter.events.models import Event
from wagtail_charter.events.services import SYSTEM, move

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    return make_account(name="Alex Writer")


@pytest.fixture
def draft(writer):
    return make_draft(writer)


@pytest.fixture
def asked(draft):
    return statements_of(draft)[0]


def held(draft, asked):
    return StatementAnswer.objects.get(application=draft, statement=asked)


def test_the_first_save_makes_the_answer(draft, asked, writer):
    save_answer(draft, asked, text="First.", revision=0, by=writer, is_complete=True)

    answer = held(draft, asked)
    assert (answer.text, answer.revision, answer.is_complete, answer.written_by) == (
        "First.",
        1,
        True,
        writer,
    )


def test_a_save_counts_on(draft, asked, writer):
    first = save_answer(draft, asked, text="First.", revision=0, by=writer)
    second = save_answer(draft, asked, text="Second.", revision=first.revision, by=writer)

    assert (second.revision, held(draft, asked).text) == (2, "Second.")
    assert not KeptText.objects.exists()


@pytest.mark.parametrize("revision", [0, 2, 99])
def test_a_save_that_finds_another_revision_replaces_nothing_and_keeps_the_words(
    draft, asked, writer, revision
):
    make_answer(draft, asked, "Theirs.")

    with pytest.raises(AnswerChanged) as refused:
        save_answer(draft, asked, text="Mine.", revision=revision, by=writer)

    assert (held(draft, asked).text, held(draft, asked).revision) == ("Theirs.", 1)
    assert refused.value.answer.text == "Theirs."
    kept = KeptText.objects.get()
    assert (kept.text, kept.written_by, kept.revision) == ("Mine.", writer, revision)
    assert refused.value.kept == kept


def test_the_same_words_twice_are_one_save(draft, asked, writer):
    save_answer(draft, asked, text="Same.", revision=0, by=writer)

    again = save_answer(draft, asked, text="Same.", revision=0, by=writer)

    assert (again.revision, held(draft, asked).revision) == (1, 1)
    assert not KeptText.objects.exists()


def test_the_same_words_with_another_choice_are_no_double_press(draft, asked, writer):
    save_answer(draft, asked, text="Same.", revision=0, by=writer)

    with pytest.raises(AnswerChanged):
        save_answer(draft, asked, text="Same.", revision=0, by=writer, is_complete=True)


def test_words_that_are_replaced_on_purpose_are_kept(draft, asked, writer):
    other = make_account(name="Sam Other")
    make_answer(draft, asked, "Theirs.", written_by=other, revision=4)

    save_answer(draft, asked, text="Mine.", revision=4, by=writer, replaces_saved=True)

    assert (held(draft, asked).text, held(draft, asked).revision) == ("Mine.", 5)
    kept = KeptText.objects.get()
    assert (kept.text, kept.written_by, kept.taken_at) == ("Theirs.", other, None)


def test_words_typed_in_by_the_team_become_the_writers_own(draft, asked, writer):
    make_answer(
        draft, asked, "By phone.", source="phone", source_on=datetime.date(2026, 3, 1), source_name="Sam"
    )

    save_answer(draft, asked, text="Mine.", revision=1, by=writer)

    answer = held(draft, asked)
    assert (answer.source, answer.source_on, answer.source_name, answer.typed_by) == (
        "portal",
        None,
        "",
        None,
    )


def test_the_first_save_begins_the_drafting_once(writer):
    draft = make_draft(writer, at_state=ApplicationState.INVITED)
    first, second, _third = statements_of(draft)

    save_answer(draft, first, text="One.", revision=0, by=writer)
    save_answer(draft, second, text="Two.", revision=0, by=writer)

    assert Application.objects.get().state == ApplicationState.DRAFTING
    assert [event.to_state for event in Event.objects.about(draft).order_by("sequence")] == [
        "invited",
        "drafting",
    ]


def test_nothing_is_written_after_the_round_and_the_words_are_kept(writer):
    draft = make_draft(writer, round=make_round(edition=make_edition(), closes_at=timezone.now()))

    with pytest.raises(WritingClosed) as refused:
        save_answer(draft, statements_of(draft)[0], text="Late.", revision=0, by=writer)

    assert not StatementAnswer.objects.exists()
    assert refused.value.kept.text == "Late."


def test_more_time_counts(writer):
    draft = make_draft(writer, round=make_round(edition=make_edition(), closes_at=timezone.now()))
    Application.objects.update(extended_until=timezone.now() + datetime.timedelta(days=1))

    save_answer(draft, statements_of(draft)[0], text="In time.", revision=0, by=writer)

    assert StatementAnswer.objects.get().text == "In time."


def test_nothing_is_written_once_it_is_sent_even_by_a_form_opened_before(draft, asked, writer):
    opened = Application.objects.select_related("round").get()
    move(draft, to=ApplicationState.SENT, by=SYSTEM)

    with pytest.raises(WritingClosed):
        save_answer(opened, asked, text="Too late.", revision=0, by=writer)

    assert not StatementAnswer.objects.exists()


def test_kept_words_are_taken_up_with_the_save(draft, asked, writer):
    kept = keep_words(draft, asked, text="Kept.", revision=0, network="here")

    save_answer(draft, asked, text="Kept.", revision=0, by=writer, kept_token=kept.token)

    kept.refresh_from_db()
    assert kept.taken_at is not None


def test_a_network_can_keep_only_so_many_words_in_an_hour(draft, asked, writer):
    for number in range(KEPT_PER_NETWORK):
        assert keep_words(draft, asked, text=f"{number}", revision=0, network="here")

    assert keep_words(draft, asked, text="One more.", revision=0, network="here") is None
    assert keep_words(draft, asked, text="Elsewhere.", revision=0, network="there")
    assert keep_words(draft, asked, text="Signed in.", revision=0, written_by=writer)
    KeptText.objects.update(kept_at=timezone.now() - datetime.timedelta(hours=2))
    assert keep_words(draft, asked, text="Later.", revision=0, network="here")


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 100_001])
def test_no_words_and_too_many_are_not_kept(draft, asked, text):
    assert keep_words(draft, asked, text=text, revision=0, network="here") is None
