"""Who reads and writes answers: the page says in words what the table decides."""

import pytest

from tests.factories.accounts import make_account
from tests.factories.applications import make_application, make_staff, make_team_member
from wagtail_charter.applications.permissions import (
    READERS,
    applications_of,
    can_edit_answers,
    can_read_answers,
    can_send,
    can_view,
    can_withdraw,
    who_can_see,
)
from wagtail_charter.applications.states import WRITING_STATES, ApplicationState

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "views", "writes", "sends"),
    [
        ("owner", True, True, True),
        ("editor", True, True, False),
        ("viewer", True, False, False),
        (None, False, False, False),
    ],
)
def test_what_each_role_may_do(role, views, writes, sends):
    application, account = make_application(at_state=ApplicationState.DRAFTING), make_account()
    if role:
        make_team_member(application, account, role)

    assert can_view(account, application) == views
    assert can_edit_answers(account, application) == writes
    assert can_send(account, application) == can_withdraw(account, application) == sends
    assert applications_of(account).count() == int(views)


def test_each_of_a_team_has_the_role_that_is_theirs():
    application, other = make_application(), make_application()
    lead, reader = make_account(), make_account()
    make_team_member(application, lead, "owner")
    make_team_member(application, reader, "viewer")
    make_team_member(other, lead, "viewer")
    make_team_member(other, reader, "owner")

    def roles_of(account):
        rows = applications_of(account).order_by("pk")
        return [(row.pk, row.portal_role, row.portal_account_id) for row in rows]

    assert roles_of(lead) == [(application.pk, "owner", lead.pk), (other.pk, "viewer", lead.pk)]
    assert roles_of(reader) == [(application.pk, "viewer", reader.pk), (other.pk, "owner", reader.pk)]


def test_a_role_belongs_to_one_person_only():
    application = make_application(at_state=ApplicationState.DRAFTING)
    owner, viewer = make_account(), make_account()
    make_team_member(application, owner)
    make_team_member(application, viewer, "viewer")
    seen_by_owner = applications_of(owner).get()

    assert can_send(owner, seen_by_owner)
    assert not can_send(viewer, seen_by_owner)
    assert not can_view(make_account(), seen_by_owner)
    assert not can_view(None, seen_by_owner)


@pytest.mark.parametrize("state", list(ApplicationState))
def test_nobody_writes_outside_the_states_for_writing(state):
    application, account = make_application(at_state=state), make_account()
    make_team_member(application, account)

    assert can_edit_answers(account, application) == (state in WRITING_STATES)


#: For each line of the table: somebody it lets in. A new line without somebody here fails the test below.
PEOPLE = {
    "You and the people who work on this application with you": lambda application: (
        make_team_member(application, make_account(), "viewer").account
    ),
    "People of the charter team who type in answers that come by telephone, on paper or by e-mail": lambda _a: (
        make_staff("view_application", "type_in_answers")
    ),
    "The charter team, once you have sent it": lambda _a: make_staff("view_application"),
}


@pytest.mark.parametrize("state", list(ApplicationState))
def test_the_words_say_who_may_read(state):
    application = make_application(at_state=state)

    assert {str(reader.words) for reader in READERS} == set(PEOPLE)
    assert [str(line) for line in who_can_see(application)] == list(PEOPLE)
    for reader in READERS:
        person = PEOPLE[str(reader.words)](application)
        expected = "once you have sent it" not in str(reader.words) or state not in WRITING_STATES
        assert can_read_answers(person, application) == expected, reader.words
    for stranger in (make_account(), make_staff(), make_staff("type_in_answers")):
        assert not can_read_answers(stranger, application)


def test_a_restricted_application_says_so_and_is_read_by_few():
    application = make_application(at_state=ApplicationState.SENT, is_restricted=True)
    officer, cover = make_staff("view_application"), make_staff("view_application")

    told = str(who_can_see(application)[-1])
    assert "only the person who looks after this application, the person who covers for them" in told
    assert not can_read_answers(officer, application)
    application.cover = cover
    assert can_read_answers(cover, application)
    assert not can_read_answers(officer, application)
    assert can_read_answers(make_staff("view_application", "view_restricted_application"), application)
