"""Claims in the portal and in the admin."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.accounts import make_account, sign_in
from tests.factories.applications import make_staff as make_reader
from tests.factories.organisations import make_claim, make_membership, make_organisation, make_service
from tests.factories.people import make_officer, make_staff
from wagtail_charter.foundations.press import press_url
from wagtail_charter.organisations.models import Membership, Organisation, OrganisationClaim
from wagtail_charter.roles import Role

pytestmark = pytest.mark.django_db
SAID = {"organisation_name": "Northfield NHS Trust", "service_name": "Reconnect", "work": "Manager"}


@pytest.fixture
def person():
    """A browser in which somebody is signed in; it checks tokens as a host does."""
    browser = Client(enforce_csrf_checks=True)
    browser.account = sign_in(browser, make_account())
    return browser


def press(browser, address, data):
    token = browser.get(address).context["csrf_token"]
    return browser.post(press_url(address), {**data, "csrfmiddlewaretoken": str(token)})


def words_of(answer):
    return answer.content.decode()


def test_claim_is_made_and_confirmed(person):
    answer = press(person, reverse("charter:claim"), SAID)

    claim = OrganisationClaim.objects.get()
    assert (claim.account, claim.work) == (person.account, "Manager")
    assert answer.url == reverse("charter:claim_sent", args=[claim.pk])
    page = person.get(answer.url)
    assert "no-store" in page["Cache-Control"]
    assert "Thank you for telling us" in words_of(page)
    assert 'role="alert"' not in words_of(page)


@pytest.mark.parametrize(("back", "is_kept"), [("/apply/begin/", True), ("https://evil.example/", False)])
def test_confirmation_leads_back_to_where_somebody_was(person, back, is_kept):
    opened = person.get(reverse("charter:claim"), {"next": back})
    given = {
        "next": opened.context["form"]["next"].value(),
        "csrfmiddlewaretoken": opened.context["csrf_token"],
    }

    answer = person.post(press_url(reverse("charter:claim")), {**SAID, **given}, follow=True)

    assert (f'href="{back}"' in words_of(answer)) is is_kept


def test_empty_claim_says_how_to_mend_it(person):
    page = press(
        person, reverse("charter:claim"), {"organisation_name": "", "service_name": "", "area": "North"}
    )

    assert "Enter the name of the organisation" in words_of(page)
    assert 'value="North"' in words_of(page)
    assert not OrganisationClaim.objects.exists()


def test_claim_of_what_somebody_has_says_so(person):
    service = make_service("Reconnect", provider=make_organisation("Northfield NHS Trust"))
    make_membership(person.account, service.provider)

    page = press(person, reverse("charter:claim"), SAID)

    assert "You belong to this organisation already" in words_of(page)
    assert not OrganisationClaim.objects.exists()


def test_stale_press_acts_on_nothing_and_keeps_the_words(person):
    page = person.post(press_url(reverse("charter:claim")), SAID)

    assert not OrganisationClaim.objects.exists()
    assert 'value="Reconnect"' in words_of(page)
    assert "Press Send once more" in words_of(page)


@pytest.mark.parametrize("name", ["claim", "claim_sent", "claim_withdraw", "claim_answer"])
def test_pages_ask_to_sign_in_first(client, name):
    args = [] if name == "claim" else [make_claim().pk]

    answer = client.get(reverse(f"charter:{name}", args=args))

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("charter:sign_in"))


def test_claim_is_taken_back(person):
    claim = make_claim(person.account)

    assert press(person, reverse("charter:claim_withdraw", args=[claim.pk]), {}).url == reverse(
        "charter:home"
    )
    claim.refresh_from_db()
    assert claim.state == "withdrawn"
    assert person.get(reverse("charter:claim_withdraw", args=[claim.pk])).status_code == 404


@pytest.mark.parametrize("name", ["claim_sent", "claim_withdraw", "claim_answer"])
def test_claims_of_others_are_not_there(person, name):
    organisation = make_organisation()
    make_membership(person.account, organisation)  # a member, no owner
    foreign = make_claim(organisation=organisation)
    address = reverse(f"charter:{name}", args=[foreign.pk])

    assert person.get(address).status_code == 404
    assert person.post(press_url(address), {"answer": "yes"}).status_code == 404


@pytest.mark.parametrize(
    ("answer", "state"), [("yes", "matched"), ("no", "declined"), ("perhaps", "proposed")]
)
def test_owner_answers(person, answer, state):
    organisation = make_organisation("Northfield NHS Trust")
    make_membership(person.account, organisation, is_owner=True)
    claim = make_claim(organisation=organisation)
    address = reverse("charter:claim_answer", args=[claim.pk])

    assert claim.account.email in words_of(person.get(address))
    person.post(press_url(address), {"answer": answer})
    claim.refresh_from_db()
    assert claim.state == "proposed"  # no token, no act
    press(person, address, {"answer": answer})

    claim.refresh_from_db()
    assert claim.state == state
    assert Membership.objects.joins(claim.account, organisation) is (answer == "yes")


# In the admin


@pytest.fixture
def officer(client):
    client.force_login(make_officer())
    return client


def inspect_address(claim):
    return reverse("charter_claims:inspect", args=[claim.pk])


def answer_address(claim, word):
    return reverse("charter_claims:answer", kwargs={"pk": claim.pk, "word": word})


def test_officer_sees_what_was_said_beside_what_is_known(officer):
    service = make_service(
        "Liaison", provider=make_organisation("Test Trust", identifiers=[("GB-NHS", "RX1")])
    )
    page = words_of(officer.get(inspect_address(make_claim(message="Near the station"))))

    for said in (
        "Near the station",
        "Test Trust",
        "RX1",
        f'name="service" value="{service.pk}"',
        "Same name",
    ):
        assert said in page


def test_officer_matches_with_one_press(officer):
    claim, service = make_claim(), make_service()

    answer = officer.post(answer_address(claim, "match"), {"service": service.pk})

    assert answer.url == reverse("charter_claims:index")
    claim.refresh_from_db()
    assert claim.service == service


def test_officer_enters_a_new_service_of_a_known_organisation(officer):
    claim, organisation = make_claim(), make_organisation()

    officer.post(
        answer_address(claim, "match"), {"organisation": organisation.pk, "service_name": "New team"}
    )

    assert organisation.services.get().name == "New team"


def test_officer_enters_a_new_organisation(officer):
    claim = make_claim()
    form = officer.get(inspect_address(claim)).context["create_form"]
    facts = {name: form[name].value() or "" for name in form.fields}

    officer.post(answer_address(claim, "create"), facts)

    claim.refresh_from_db()
    assert (claim.state, Organisation.objects.get().name) == ("created", "Test Trust")


def test_officer_declines_with_words(officer):
    claim = make_claim()
    assert "Enter the words" in words_of(officer.post(answer_address(claim, "decline"), {"words": ""}))

    officer.post(answer_address(claim, "decline"), {"words": "Talk to us."})

    claim.refresh_from_db()
    assert (claim.state, claim.answer_words) == ("declined", "Talk to us.")


@pytest.mark.parametrize(
    ("word", "facts", "said"),
    [
        ("match", {}, "Choose a service, or an organisation"),
        ("match", {"service": "x"}, "Choose a service, or an organisation"),
        ("match", {"service": "999999"}, "Choose a service of the list."),
        ("match", {"organisation": "999999"}, "Choose an organisation that is in use."),
        (
            "create",
            {
                "organisation_name": "test TRUST",
                "service_name": "S",
                "provider_type": "charity",
                "age_group": "adults",
            },
            "is known already",
        ),
        ("create", {"organisation_name": "", "service_name": "S"}, "required"),
    ],
)
def test_answer_that_cannot_be_says_how_to_mend_it(officer, word, facts, said):
    make_organisation("Test Trust")
    claim = make_claim()

    page = officer.post(answer_address(claim, word), facts)

    assert page.status_code == 200
    assert said in words_of(page)
    claim.refresh_from_db()
    assert claim.state == "proposed"


def test_answering_what_was_answered_changes_nothing(officer):
    claim = make_claim()
    officer.post(answer_address(claim, "decline"), {"words": "First."})

    officer.post(answer_address(claim, "decline"), {"words": "Second."})

    claim.refresh_from_db()
    assert claim.answer_words == "First."
    assert "Decline with these words" not in words_of(officer.get(inspect_address(claim)))


@pytest.mark.parametrize("role", [Role.EDITOR, Role.CHAIR, Role.GOVERNANCE])
def test_only_officers_find_claims(client, role):
    claim = make_claim()
    client.force_login(make_staff(role))

    for address in (reverse("charter_claims:index"), inspect_address(claim)):
        assert client.get(address).status_code in (302, 404)
    assert client.post(answer_address(claim, "decline"), {"words": "No."}).status_code in (302, 404)
    claim.refresh_from_db()
    assert claim.state == "proposed"


def test_reading_is_not_answering(client):
    claim = make_claim()
    client.force_login(make_reader("view_organisationclaim"))

    assert "Decline with these words" not in words_of(client.get(inspect_address(claim)))
    client.post(answer_address(claim, "decline"), {"words": "No."})
    claim.refresh_from_db()
    assert claim.state == "proposed"


def test_list_takes_the_same_queries_for_1_and_30(officer):
    def queries():
        with CaptureQueriesContext(connection) as taken:
            officer.get(reverse("charter_claims:index"))
        return len(taken)

    make_claim()
    queries()
    one = queries()
    for _each in range(29):
        make_claim()

    assert queries() == one


def test_page_leads_back_to_where_somebody_came_from(client):
    sign_in(client, make_account())

    page = client.get(reverse("charter:claim"), {"next": "/apply/begin/"}).content.decode()
    assert page.count('href="/apply/begin/"') == 2
    assert (
        "evil.example"
        not in client.get(reverse("charter:claim"), {"next": "//evil.example"}).content.decode()
    )
