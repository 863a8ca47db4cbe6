"""Officers see who belongs where and end it; what somebody had a part in goes on without them."""

import pytest
from django.urls import reverse

from tests.factories.accounts import make_account
from tests.factories.applications import make_application, make_round, make_team_member
from tests.factories.organisations import make_membership, make_organisation, make_service
from tests.factories.people import make_officer, make_staff
from wagtail_charter.applications.models import TeamMember, TeamRole
from wagtail_charter.applications.permissions import applications_of
from wagtail_charter.applications.services import BegunByColleague, begin_application, leave_organisation
from wagtail_charter.organisations.models import Membership
from wagtail_charter.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return make_membership(organisation=make_organisation("Northmoor"), is_owner=True)


@pytest.fixture
def colleague(owner):
    return make_membership(make_account("kim@trust.example"), owner.organisation)


@pytest.fixture
def application(owner):
    made = make_application(
        service=make_service(provider=owner.organisation), round=make_round(), at_state="drafting"
    )
    make_team_member(made, owner.account)
    return made


def test_who_leaves_opens_the_organisations_applications_no_more(owner, colleague, application):
    elsewhere = make_application(at_state="drafting")
    make_team_member(elsewhere, owner.account)

    leave_organisation(owner, by=make_officer(), heir=colleague)

    assert list(applications_of(owner.account)) == [elsewhere]
    assert application.team.get().account == colleague.account
    assert application.team.get().role == TeamRole.OWNER


def test_another_of_the_team_owns_what_the_leaver_owned_alone(owner, application):
    make_team_member(application, make_account(), role=TeamRole.EDITOR)

    leave_organisation(owner, by=make_officer())

    assert application.team.get().role == TeamRole.OWNER


def test_application_that_nobody_works_on_is_taken_up_by_who_begins_next(owner, application):
    newcomer = make_membership(organisation=owner.organisation).account
    with pytest.raises(BegunByColleague):
        begin_application(newcomer, application.service, round=application.round, by=newcomer)
    TeamMember.objects.all().delete()

    assert (
        begin_application(newcomer, application.service, round=application.round, by=newcomer) == application
    )

    application.refresh_from_db()
    assert application.lead_email == newcomer.email
    assert application.team.get().account == newcomer


def step(client, membership, word, **data):
    return client.post(reverse("charter_memberships:step", kwargs={"pk": membership.pk, "word": word}), data)


def test_officer_finds_a_membership_and_ends_it(client, owner, colleague, application):
    client.force_login(make_officer())
    make_membership(organisation=make_organisation("Elsewhere"))

    listed = client.get(reverse("charter_memberships:index"), {"q": "northmoor", "standing": "owner"})
    assert list(listed.context["object_list"]) == [owner]
    address = reverse("charter_memberships:inspect", args=[owner.pk])
    assert f'href="{address}"' in listed.content.decode()
    page = client.get(address).content.decode()
    assert application.reference in page

    refused = step(client, owner, "end")
    assert "They are the last owner." in refused.content.decode()
    assert not Membership.objects.filter(ended_at__isnull=False).exists()

    answer = step(client, owner, "end", heir=colleague.pk)
    assert answer.status_code == 302
    assert "Ended" in client.get(answer.url).content.decode()
    assert "They are the last owner" not in client.get(answer.url).content.decode()


def test_officer_makes_owners_and_members(client, owner, colleague):
    client.force_login(make_officer())

    assert "keeps an owner" in step(client, owner, "member").content.decode()
    step(client, colleague, "owner")
    step(client, owner, "member")

    assert [each.account for each in Membership.objects.owners()] == [colleague.account]


@pytest.mark.parametrize("heir", ["x", "99999", "\x00"])
def test_nonsense_for_an_heir_is_refused_in_words(client, owner, heir):
    client.force_login(make_officer())

    assert step(client, owner, "end", heir=heir).status_code == 200
    assert Membership.objects.current().count() == 1


@pytest.mark.parametrize("role", [Role.EDITOR, Role.CHAIR, Role.GOVERNANCE])
def test_others_neither_see_nor_end_memberships(client, owner, role):
    client.force_login(make_staff(role))

    assert client.get(reverse("charter_memberships:index")).status_code in (302, 403)
    assert client.get(reverse("charter_memberships:inspect", args=[owner.pk])).status_code in (302, 403, 404)
    assert step(client, owner, "end").status_code in (302, 403, 404)
    assert Membership.objects.current().exists()


def test_list_of_memberships_costs_the_same_for_many(client, owner, django_assert_num_queries):
    client.force_login(make_officer())
    address = reverse("charter_memberships:index")
    client.get(address)
    with django_assert_num_queries(11) as one:
        client.get(address)
    for _each in range(20):
        make_membership()
    with django_assert_num_queries(len(one)):
        client.get(address)
