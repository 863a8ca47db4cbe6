"""The state door: it refuses what the table forbids, refuses what is stale, and leaves an event each time."""

import threading

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, connections, transaction

from tests.factories.framework import make_edition
from wagtail_charter.events.models import AppendOnlyError, Event
from wagtail_charter.events.services import SYSTEM, InvalidTransition, begin, check_chain, move
from wagtail_charter.framework.models import FrameworkEdition
from wagtail_charter.framework.states import EditionState

pytestmark = pytest.mark.django_db


def draft(version="one"):
    return begin(FrameworkEdition(name="Charter", version=version), by=SYSTEM)


def test_begin_saves_the_first_state_with_its_event():
    edition = draft()

    event = Event.objects.last_about(edition)
    assert (event.sequence, event.from_state, event.to_state, event.actor_kind, event.actor_id) == (
        1,
        "",
        "draft",
        "system",
        "",
    )


def test_begin_refuses_a_row_that_has_begun():
    edition = draft()

    with pytest.raises(InvalidTransition, match="begun already"):
        begin(edition, by=SYSTEM)
    assert Event.objects.count() == 1


def test_begin_can_enter_a_later_state_of_the_table_only():
    entered = begin(FrameworkEdition(name="Old", version="old"), by=SYSTEM, at_state=EditionState.RETIRED)
    with pytest.raises(InvalidTransition, match="no state of framework edition"):
        begin(FrameworkEdition(name="Odd", version="odd"), by=SYSTEM, at_state="lost")

    assert entered.state == EditionState.RETIRED
    assert Event.objects.last_about(entered).to_state == "retired"
    assert not FrameworkEdition.objects.filter(version="odd").exists()


def test_begin_leaves_nothing_behind_when_the_actor_is_nobody():
    with pytest.raises(TypeError, match="by must be"):
        begin(FrameworkEdition(name="Odd", version="odd"), by=None)

    assert not FrameworkEdition.objects.exists()
    assert not Event.objects.exists()


def test_move_writes_state_facts_and_event():
    user = get_user_model().objects.create_user("chair", "chair@example.org", "x")
    edition = draft()

    moved = move(edition, to=EditionState.PUBLISHED, by=user, reason="agreed", status_text="In use")

    held = FrameworkEdition.objects.get()
    event = Event.objects.last_about(edition)
    assert moved is edition
    assert (edition.state, edition.status_text) == ("published", "In use")
    assert (held.state, held.status_text) == ("published", "In use")
    assert (event.from_state, event.to_state, event.reason) == ("draft", "published", "agreed")
    assert (event.actor_kind, event.actor_id) == (user._meta.model_name, str(user.pk))
    assert Event.objects.last_about(held).to_state == held.state


def test_move_refuses_what_the_table_forbids():
    edition = draft()

    with pytest.raises(InvalidTransition, match="cannot go from draft to retired"):
        move(edition, to=EditionState.RETIRED, by=SYSTEM)

    assert FrameworkEdition.objects.get().state == EditionState.DRAFT
    assert Event.objects.count() == 1


def test_move_refuses_what_somebody_else_changed_first():
    edition = draft()
    stale = FrameworkEdition.objects.get()
    move(edition, to=EditionState.PUBLISHED, by=SYSTEM)

    with pytest.raises(InvalidTransition, match="is no longer draft"):
        move(stale, to=EditionState.PUBLISHED, by=SYSTEM)

    assert stale.state == EditionState.DRAFT
    assert Event.objects.about(edition).count() == 2


def test_move_and_its_event_are_undone_together():
    edition = draft()

    with pytest.raises(TypeError, match="by must be"):
        move(edition, to=EditionState.PUBLISHED, by="somebody")

    assert FrameworkEdition.objects.get().state == EditionState.DRAFT
    assert edition.state == EditionState.DRAFT


def test_events_are_only_ever_added():
    draft()
    event = Event.objects.get()

    for change in (event.save, event.delete):
        with pytest.raises(AppendOnlyError):
            change()
    with pytest.raises(TypeError):
        Event.objects.update(to_state="published")
    with pytest.raises(TypeError):
        Event.objects.all().delete()
    with pytest.raises(TypeError), transaction.atomic():
        Event.objects.bulk_update([event], ["to_state"])
    assert check_chain() is None


@pytest.mark.parametrize(
    "tamper",
    [
        "UPDATE wagtail_charter_event SET to_state = 'retired' WHERE sequence = 2",
        "UPDATE wagtail_charter_event SET actor_id = '7' WHERE sequence = 2",
        "DELETE FROM wagtail_charter_event WHERE sequence = 2",
    ],
)
def test_chain_breaks_where_somebody_wrote_past_the_app(tamper):
    for version in ("one", "two", "three"):
        draft(version)
    assert check_chain() is None

    with connection.cursor() as cursor:
        cursor.execute(tamper)

    assert check_chain() in (2, 3)


def test_checking_the_chain_costs_the_same_for_1_and_30_events(django_assert_num_queries):
    for number in range(30):
        draft(f"edition-{number}")

    with django_assert_num_queries(1):
        assert check_chain() is None


def test_chain_is_whole_after_a_life_and_its_last_event_is_the_state():
    edition = make_edition(retired=True)

    assert check_chain() is None
    assert Event.objects.last_about(edition).to_state == edition.state == EditionState.RETIRED


def _in_threads(work, workers):
    """Run ``work(number)`` at once in as many threads, each with its own connection; returns what each gave."""
    found = [None] * workers
    start = threading.Barrier(workers)

    def run(number):
        try:
            start.wait()
            found[number] = work(number)
        except Exception as error:
            found[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.fixture
def many_connections(transactional_db, tmp_path):
    """A database that several threads can use: the test server's, or on SQLite a file instead of memory."""
    if connection.vendor != "sqlite":
        yield
        return
    held = dict(connection.settings_dict)
    path = tmp_path / "many.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    memory, connection.connection = connection.connection, None
    connection.settings_dict.update(NAME=str(path))
    is_shared = connection.is_in_memory_db
    connection.is_in_memory_db = lambda: False
    yield
    connection.close()
    connection.is_in_memory_db = is_shared
    connection.settings_dict.update(held)
    connection.connection = memory


@pytest.mark.django_db(transaction=True)
def test_of_many_who_move_at_once_one_succeeds(many_connections):
    edition = draft()

    def publish(_number):
        row = FrameworkEdition.objects.get(pk=edition.pk)
        return move(row, to=EditionState.PUBLISHED, by=SYSTEM).state

    found = _in_threads(publish, 4)

    assert found.count(EditionState.PUBLISHED) == 1
    assert sum(isinstance(each, InvalidTransition) for each in found) == 3
    assert Event.objects.about(edition).count() == 2
    assert check_chain() is None


@pytest.mark.django_db(transaction=True)
def test_events_of_many_writers_stand_in_one_chain(many_connections):
    def start(number):
        with transaction.atomic():
            return draft(f"edition-{number}").version

    found = _in_threads(start, 6)

    assert sorted(found) == [f"edition-{number}" for number in range(6)]
    assert [event.sequence for event in Event.objects.all()] == [1, 2, 3, 4, 5, 6]
    assert check_chain() is None
