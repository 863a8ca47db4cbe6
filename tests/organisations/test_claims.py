"""Nobody joins an organisation without a yes; nothing is entered twice; everybody hears kindly."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import Site

from tests.factories.accounts import make_account
from tests.factories.organisations import make_claim, make_membership, make_organisation, make_service
from tests.factories.people import make_officer
from tests.factories.support import make_contact
from wagtail_charter.events.models import Event
from wagtail_charter.events.services import InvalidTransition
from wagtail_charter.framework.models import CharterSettings
from wagtail_charter.letters.models import Letter
from wagtail_charter.organisations import services
from wagtail_charter.organisations.models import Membership, Organisation, OrganisationClaim, Service
from wagtail_charter.organisations.rules import MAX_WAITING_CLAIMS, likely_matches, plain_name

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_officer()


@pytest.fixture
def account():
    return make_account("alex@northfield.example")


def propose(account, organisation="Northfield NHS Trust", service="Reconnect", **facts):
    return services.propose_claim(
        account, organisation_name=organisation, service_name=service, by=account, **facts
    )


def letters_to(email):
    return list(Letter.objects.filter(to_email=email).order_by("pk").values_list("template", flat=True))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Northfield  NHS Trust", "northfield nhs trust"),
        ("Women & Work", "Women and work"),
        ("St. Mary’s", "St Mary's"),
        ("A-B", "a b"),
    ],
)
def test_names_that_read_the_same_are_the_same(one, other):
    assert plain_name(one) == plain_name(other)


def test_claim_waits_and_the_person_hears(account):
    claim = propose(account, area="Five districts", work="Manager", message="Code RX1")

    assert (claim.state, claim.organisation, claim.area) == ("proposed", None, "Five districts")
    assert Event.objects.last_about(claim).to_state == "proposed"
    assert letters_to(account.email) == ["organisations/claim_proposed"]
    assert not Membership.objects.exists()


def test_same_claim_again_is_the_one_there_is(account):
    first = propose(account)

    assert propose(account, organisation="northfield  NHS trust ", service="RECONNECT") == first
    assert propose(make_account()) != first
    assert OrganisationClaim.objects.count() == 2
    assert letters_to(account.email) == ["organisations/claim_proposed"]


def test_claims_that_wait_have_a_bound(account):
    for number in range(MAX_WAITING_CLAIMS):
        propose(account, service=f"Service {number}")

    with pytest.raises(ValidationError, match="several organisations already"):
        propose(account, service="One more")


def test_what_somebody_has_already_is_not_claimed(account):
    service = make_service("Reconnect", provider=make_organisation("Northfield NHS Trust"))
    make_membership(account, service.provider)

    with pytest.raises(ValidationError, match="belong to this organisation already"):
        propose(account)
    assert propose(account, service="A new team").organisation == service.provider


def test_team_hears_that_a_claim_waits(account):
    site = Site.objects.get(is_default_site=True)
    CharterSettings.objects.create(site=site, contact=make_contact(email="team@charter.example"))

    propose(account, site=site)

    assert letters_to("team@charter.example") == ["organisations/claim_waits"]


def test_owners_of_an_organisation_of_that_name_are_asked(account):
    organisation = make_organisation("Northfield NHS Trust")
    owner = make_membership(organisation=organisation, is_owner=True).account
    member = make_membership(organisation=organisation).account
    gone = make_membership(organisation=organisation, is_owner=True, ended_at="2026-01-01T00:00Z").account

    claim = propose(account)

    assert claim.organisation == organisation
    assert letters_to(owner.email) == ["organisations/claim_asks_owner"]
    assert letters_to(member.email) == letters_to(gone.email) == []
    assert not Membership.objects.joins(account, organisation)


def test_names_that_two_organisations_share_are_left_to_the_team(account):
    make_organisation("Mind"), make_organisation("MIND")

    assert propose(account, organisation="Mind").organisation is None


# The team's answers


def test_match_with_a_service_makes_the_first_an_owner(account, officer):
    claim, service = make_claim(account), make_service()

    membership = services.match_claim(claim, service=service, by=officer)

    claim.refresh_from_db()
    assert (claim.state, claim.service, claim.organisation) == ("matched", service, service.provider)
    assert (membership.account, membership.organisation, membership.is_owner) == (
        account,
        service.provider,
        True,
    )
    assert letters_to(account.email) == ["organisations/claim_accepted"]
    assert Event.objects.last_about(claim).to_state == claim.state


def test_second_of_an_organisation_is_no_owner(officer):
    service = make_service()
    make_membership(organisation=service.provider, is_owner=True)

    assert not services.match_claim(make_claim(), service=service, by=officer).is_owner


def test_match_twice_makes_one_membership(account, officer):
    service = make_service()

    first = services.match_claim(make_claim(account), service=service, by=officer)
    second = services.match_claim(
        make_claim(account, service_name="Other"), organisation=service.provider, by=officer
    )

    assert first == second
    assert service.provider.services.count() == 2
    assert first.is_owner


def test_match_refuses_a_service_that_is_there_and_a_merged_organisation(officer):
    service = make_service("Reconnect")
    claim = make_claim(service_name="reconnect")

    with pytest.raises(ValidationError, match="already"):
        services.match_claim(claim, organisation=service.provider, by=officer)
    with pytest.raises(ValidationError, match="was merged into"):
        services.match_claim(claim, organisation=make_organisation(merged_into=service.provider), by=officer)
    claim.refresh_from_db()
    assert claim.state == "proposed"
    assert not Membership.objects.exists()


def test_create_enters_organisation_and_service(account, officer):
    claim = make_claim(account, area="Five districts")

    membership = services.create_from_claim(claim, provider_type="charity", by=officer)

    assert (claim.state, claim.organisation.provider_type) == ("created", "charity")
    assert (claim.service.name, claim.service.provider, claim.service.area) == (
        "Test Service",
        claim.organisation,
        "Five districts",
    )
    assert membership.is_owner


def test_two_claims_of_one_organisation_enter_it_once(officer):
    one, two = make_claim(), make_claim(organisation_name="TEST trust")
    services.create_from_claim(one, by=officer)

    with pytest.raises(ValidationError) as refusal:
        services.create_from_claim(two, by=officer)

    assert "organisation_name" in refusal.value.message_dict
    assert Organisation.objects.count() == 1
    two.refresh_from_db()
    assert two.state == "proposed"
    services.match_claim(two, service=one.service, by=officer)
    assert Membership.objects.count() == 2
    assert Membership.objects.filter(is_owner=True).count() == 1


def test_decline_sends_the_words(account, officer):
    claim = make_claim(account)

    services.decline_claim(claim, words="Talk to us.", by=officer)

    assert (claim.state, claim.answer_words) == ("declined", "Talk to us.")
    letter = Letter.objects.get(to_email=account.email)
    assert (letter.template, letter.facts["words"]) == ("organisations/claim_declined", "Talk to us.")


def test_answered_claim_is_not_answered_again(officer):
    claim = make_claim()
    services.withdraw_claim(claim, by=claim.account)

    for answer in (
        lambda: services.match_claim(claim, service=make_service(), by=officer),
        lambda: services.create_from_claim(claim, organisation_name="Another", by=officer),
        lambda: services.decline_claim(claim, words="No.", by=officer),
        lambda: services.withdraw_claim(claim, by=claim.account),
    ):
        with pytest.raises(InvalidTransition):
            answer()
    assert not Membership.objects.exists()
    assert not Organisation.objects.filter(name="Another").exists()
    assert not Letter.objects.exists()


# An owner's answer


@pytest.fixture
def asked(account):
    """A claim of an organisation, and its owner."""
    organisation = make_organisation("Northfield NHS Trust")
    owner = make_membership(organisation=organisation, is_owner=True).account
    return propose(account), owner


def test_owner_says_yes(asked, account):
    claim, owner = asked

    membership = services.answer_claim_as_owner(claim, owner, is_yes=True)

    assert (membership.account, membership.is_owner) == (account, False)
    assert (claim.state, claim.service.name) == ("matched", "Reconnect")
    assert letters_to(account.email)[-1] == "organisations/claim_accepted"
    assert Event.objects.last_about(claim).actor_id == str(owner.pk)


def test_owner_says_yes_to_a_service_that_is_there(asked):
    claim, owner = asked
    service = make_service("RECONNECT", provider=claim.organisation)

    services.answer_claim_as_owner(claim, owner, is_yes=True)

    assert claim.service == service
    assert Service.objects.count() == 1


def test_owner_says_no(asked, account):
    claim, owner = asked

    services.answer_claim_as_owner(claim, owner, is_yes=False)

    assert claim.state == "declined"
    assert "talk to us" in Letter.objects.get(template="organisations/claim_declined").facts["words"]
    assert not Membership.objects.joins(account, claim.organisation)


@pytest.mark.parametrize("who", ["stranger", "member", "former owner", "owner of another", "oneself"])
def test_nobody_else_says_yes(asked, account, who):
    claim, _owner = asked
    answering = account if who == "oneself" else make_account()
    if who in ("member", "former owner", "oneself"):
        make_membership(
            answering,
            claim.organisation,
            is_owner=who != "member",
            ended_at="2026-01-01T00:00Z" if who == "former owner" else None,
        )
    if who == "owner of another":
        make_membership(answering, is_owner=True)

    with pytest.raises(PermissionDenied):
        services.answer_claim_as_owner(claim, answering, is_yes=True)
    claim.refresh_from_db()
    assert claim.state == "proposed"


def test_claim_of_an_unknown_organisation_has_no_owner_to_ask(account):
    claim = propose(account, organisation="Nowhere")

    with pytest.raises(PermissionDenied):
        services.answer_claim_as_owner(claim, make_membership(is_owner=True).account, is_yes=True)


# Likely matches


def test_likely_matches_come_by_name_short_name_and_identifier():
    same = make_organisation("Northfield NHS Foundation Trust")
    short = make_organisation("Something Else", short_name="Northfield")
    coded = make_organisation("Unlike", identifiers=[("GB-NHS", "RX1")])
    make_organisation("Southfield NHS Foundation Trust")
    make_organisation("Northfield (old)", merged_into=same)

    claim = make_claim(organisation_name="Northfield Trust", message="Our code is RX1.")
    found = {each.organisation: each for each in likely_matches(claim)}

    assert set(found) == {same, short, coded}
    assert found[coded].is_by_identifier
    assert next(iter(found)) == coded
    assert not found[same].is_same_name


def test_likely_service_comes_first():
    organisation = make_organisation("Test Trust")
    for name in ("Alpha", "Liaison team", "Zeta"):
        make_service(name, provider=organisation)

    match = likely_matches(make_claim(service_name="Liaison and diversion team"))[0]

    assert match.is_same_name
    assert [each.name for each in match.services] == ["Liaison team", "Alpha", "Zeta"]


def test_merging_takes_people_and_claims_along(officer, account):
    old, new = make_organisation("Old"), make_organisation("New")
    both = make_account()
    make_membership(both, old), make_membership(both, new), make_membership(account, old, is_owner=True)
    claim = propose(make_account(), organisation="Old")

    services.merge_organisations(old, into=new, by=officer)

    assert set(new.memberships.current().values_list("account", flat=True)) == {both.pk, account.pk}
    assert not old.memberships.current().exists()
    claim.refresh_from_db()
    assert claim.organisation == new
