"""Today, with every room on: each number leads to a list that holds exactly the rows that were counted."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.accounts import make_account
from tests.factories.applications import make_application, make_interest, make_round
from tests.factories.assessment import make_outcome, make_ratings, make_sent_application
from tests.factories.awards import make_accepted
from tests.factories.letters import make_letter
from tests.factories.organisations import make_claim
from tests.factories.people import make_officer, make_staff
from tests.factories.showcase import make_entry, make_index
from tests.factories.support import make_concern
from wagtail_charter.applications.modeladmin.casework import today_lists
from wagtail_charter.applications.models import Application, ExpressionOfInterest
from wagtail_charter.applications.states import ApplicationState, InterestState
from wagtail_charter.assessment.models import HearingChoice
from wagtail_charter.assessment.services import accept_result, record_outcome, release_outcome
from wagtail_charter.letters.models import Letter
from wagtail_charter.organisations.models import OrganisationClaim
from wagtail_charter.organisations.states import ClaimState
from wagtail_charter.roles import Role
from wagtail_charter.showcase.models import EntryToWrite
from wagtail_charter.support.states import ConcernState

pytestmark = pytest.mark.django_db
S = ApplicationState
TODAY = "/admin/charter/today/"

#: How many of each list are made for whoever looks, beside all that could leak in.
FOR_THE_OFFICER = {
    "interest": 1,
    "claims": 1,
    "concerns": 2,
    "letters": 1,
    "call-first": 1,
    "to-rate": 3,  # a restricted one that the officer covers is theirs too
    "to-release": 1,
    "to-issue": 2,
    "entries-to-write": 1,
    "entries-without-place": 0,
}
FOR_THE_CHAIR = {"call-first": 2, "to-sign": 2}


@pytest.fixture
def every_state():
    """An application in every state, and a restricted one beside it."""
    round = make_round()
    for state in set(S) - {S.DECIDED}:  # What is decided has an outcome: see below.
        make_application(round=round, at_state=state)
        make_application(round=round, at_state=state, is_restricted=True)


def counted(client):
    response = client.get(TODAY)
    shown = {(str(words), address): number for words, number, address in response.context["other_lines"]}
    lines = [*response.context["my_lines"], *response.context["all_lines"]]
    return shown, {(str(words), address): number for words, number, address in lines}


def rows_at(client, address):
    """How many rows the list at ``address`` shows."""
    context = client.get(address).context
    if "result_count" in context:
        return context["result_count"]
    if "calls" in context:
        return len(context["calls"])
    return len(context["rows"]) if "rows" in context else context["paginator"].count


def waits_for_a_signature(by, **facts):
    application = make_ratings(make_sent_application(**facts), 2)
    level = application.round.edition.levels.get(key="gold")
    return record_outcome(application, level=level, by=by, reason="So")


def make_call(**facts):
    application = make_sent_application(**facts)
    HearingChoice.objects.create(application=application, way="call", phone="0191 496 0000")
    return make_outcome(application, released=True)


def make_neighbours(officer, chair):
    """All that is counted, and its neighbours."""
    # Signing: two wait; one was recorded by the chair, and one in the same state has no outcome.
    waits_for_a_signature(officer)
    waits_for_a_signature(officer, is_restricted=True)
    waits_for_a_signature(chair)
    # Release: one waits; one is planned, one is restricted.
    make_outcome()
    make_outcome(make_sent_application(is_restricted=True))
    planned = make_outcome()
    release_outcome(planned, by=officer, at=timezone.now() + datetime.timedelta(days=3))
    # Calls: one waits, and a restricted one; one was called, one accepted, one is not released.
    make_call()
    make_call(is_restricted=True)
    called = make_call()
    HearingChoice.objects.filter(application=called.application).update(called_at=timezone.now())
    accept_result(make_call(), by=make_account(), wants_listing=False)
    HearingChoice.objects.create(application=planned.application, way="call", phone="0191 496 0000")
    # Beside the applications.
    for state in InterestState:
        ExpressionOfInterest.objects.filter(pk=make_interest().pk).update(state=state)
    for state in ClaimState:
        OrganisationClaim.objects.filter(pk=make_claim().pk).update(state=state)
    for state in ConcernState:
        make_concern(at_state=state)
    now = timezone.now()
    Letter.objects.all().delete()
    make_letter()
    make_letter(sent_at=now)
    make_letter(given_up_at=now)
    make_letter(given_up_at=now, cleared_at=now, to_email="", to_name="", facts={})


def check(client, user, expected):
    client.force_login(user)
    others, lines = counted(client)
    titles = {each.slug: (str(each.title), each.url(user)) for each in today_lists()}
    for slug, number in expected.items():
        assert others[titles[slug]] == number, slug
    for (words, address), number in {**others, **lines}.items():
        assert rows_at(client, address) == number, (words, address)


def test_every_number_of_today_leads_to_exactly_its_rows(client, every_state):
    officer, chair = make_officer(), make_staff(Role.CHAIR)
    make_neighbours(officer, chair)
    index = make_index()
    for is_live in (True, False):
        entry = make_entry(index=index, live=is_live)
        EntryToWrite.objects.create(application=make_application(at_state=S.AWARDED), entry=entry)
    Application.objects.filter(state=S.CHECKING).update(cover=officer)
    Application.objects.filter(state=S.WITHDRAWN).update(cover=officer)

    check(client, officer, FOR_THE_OFFICER)
    check(client, chair, FOR_THE_CHAIR)


def test_an_entry_without_a_place_leads_to_its_application(client):
    application = make_accepted("gold", wants_showcase=True)
    hidden = make_accepted("silver", wants_showcase=True)
    Application.objects.filter(pk=hidden.pk).update(is_restricted=True)
    make_accepted("bronze")

    check(client, make_officer(), {"entries-without-place": 1})
    address = reverse("charter_applications_modeladmin_index") + "?waiting=entries-without-place"
    assert list(client.get(address).context["object_list"]) == [application]


def test_nobody_is_told_of_what_is_not_theirs_to_do(client):
    make_outcome()
    client.force_login(make_staff(Role.CHAIR))

    others, _lines = counted(client)
    page = client.get(reverse("charter_applications_modeladmin_index"))

    title = "Decided, and no time of release chosen"
    assert title not in {words for words, _address in others}
    assert title not in page.content.decode()
    assert "Waiting for a second signature" in page.content.decode()
