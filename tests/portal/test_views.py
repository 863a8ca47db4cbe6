"""Your applications: what is mine, what happens next, and what waits for my answer."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from tests.factories.accounts import make_account, sign_in
from tests.factories.applications import (
    make_application,
    make_application_page,
    make_round,
    make_team_member,
)
from tests.factories.organisations import make_claim, make_membership, make_organisation
from tests.factories.support import make_contact
from wagtail_charter.applications.models import Application, Round
from wagtail_charter.applications.pages import ApplicationPage
from wagtail_charter.applications.states import ApplicationState
from wagtail_charter.events.services import SYSTEM, move
from wagtail_charter.framework.models import CharterSettings
from wagtail_charter.portal.sections import application_cards

pytestmark = pytest.mark.django_db

#: What the team of an application reads in place of the state's own name.
STANDINGS = {
    **dict.fromkeys(("sent", "checking", "assessing", "moderating", "decided"), "With the charter team"),
    **dict.fromkeys(("result_shared", "not_ready_yet"), "Your result is ready"),
}


@pytest.fixture
def account(client):
    return sign_in(client, make_account(name="Alex Person"))


@pytest.fixture
def site():
    site = Site.objects.get(is_default_site=True)
    CharterSettings.objects.create(site=site, contact=make_contact("Charter team"))
    return site


def home(client):
    page = client.get(reverse("charter:home"))
    assert page.status_code == 200
    return page.content.decode()


def test_home_asks_to_sign_in_first(client):
    assert client.get(reverse("charter:home")).url.startswith(reverse("charter:sign_in"))


def test_home_without_applications_leads_to_how_to_apply(client, account, site):
    page = make_application_page(make_round())

    shown = home(client)

    assert "You have no application yet." in shown
    assert f'href="{page.get_url()}"' in shown
    assert shown.count('id="charter-help"') == 1
    assert "Charter team" in shown
    assert "no-store" in client.get(reverse("charter:home"))["Cache-Control"]


def test_home_without_a_page_to_apply_on_says_so(client, account, site):
    assert "You cannot apply on this site at the moment." in home(client)


def test_home_shows_mine_with_the_way_to_go_on(client, account, site):
    round_ = make_round(closes_at=datetime.datetime(2099, 3, 12, 17, tzinfo=datetime.UTC))
    page = make_application_page(round_)
    mine, other = (make_application(round=round_, at_state="drafting") for _each in range(2))
    make_team_member(mine, account)
    make_team_member(other, make_account())

    shown = home(client)

    assert f'href="{page.get_url()}{mine.reference}/"' in shown
    assert other.reference not in shown
    assert "You can send it until 5pm on Thursday 12 March 2099." in shown
    assert "Your turn." in shown


@pytest.mark.parametrize("state", list(ApplicationState))
def test_every_state_has_its_words(account, site, state):
    application = make_application(at_state=state)
    make_team_member(application, account)

    (card,) = application_cards(account, site)

    assert card.next_step
    assert "%" not in card.next_step
    assert card.standing == STANDINGS.get(state, state.label)
    assert card.is_your_turn is (state in ("invited", "drafting", "result_shared"))


def test_nobody_can_tell_from_home_whether_it_is_decided(client, account, site):
    make_application_page(round_ := make_round())
    sent_at = timezone.now()
    pages = set()
    application = make_application(round=round_, at_state="sent", sent_at=sent_at)
    make_team_member(application, account)
    for to in ("checking", "assessing", "moderating", "decided"):
        shown = home(client)
        pages.add(re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", shown))
        move(application, to=ApplicationState(to), by=SYSTEM)
    pages.add(re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", home(client)))

    assert len(pages) == 1
    assert "With the charter team" in pages.pop()
    assert f"{application.reference}/hearing/" in shown


def test_a_result_that_is_there_is_a_press_away(client, account, site):
    make_application_page(round_ := make_round())
    application = make_application(round=round_, at_state="result_shared", sent_at=timezone.now())
    make_team_member(application, account)

    assert f"{application.reference}/result/" in home(client)


def test_round_that_closed_and_a_pause_are_nobodys_turn(account, site):
    application = make_application(at_state="drafting")
    make_team_member(application, account)
    Round.objects.update(closes_at=timezone.now() - datetime.timedelta(days=1))

    assert "The time to write ended" in application_cards(account, site)[0].next_step
    assert not application_cards(account, site)[0].is_your_turn
    Application.objects.update(extended_until=timezone.now() + datetime.timedelta(days=3))
    assert application_cards(account, site)[0].is_your_turn
    Application.objects.update(paused_at=timezone.now())
    assert "It was paused on" in application_cards(account, site)[0].next_step
    assert not application_cards(account, site)[0].is_your_turn


def test_what_waits_for_the_person_comes_first(account, site):
    for state in ("sent", "drafting", "awarded"):
        make_team_member(make_application(at_state=state), account)

    assert next(card.application.state for card in application_cards(account, site)) == "drafting"


def test_application_whose_round_has_no_page_any_more_lives_under_that_of_the_site(client, account, site):
    application = make_application(at_state="drafting")
    make_team_member(application, account)

    assert "Go on with your application" not in home(client)
    page = make_application_page(make_round())
    assert f'href="{page.get_url()}{application.reference}/"' in home(client)
    assert ApplicationPage.for_application(application, site) == page


def test_claims_of_mine_show_how_they_stand(client, account, site):
    waiting = make_claim(account, service_name="Waits")
    declined = make_claim(account, service_name="Declined")
    long_ago = make_claim(account, service_name="Long ago")
    make_claim(service_name="Foreign")
    decline(declined, words="Talk to us.", at=timezone.now())
    decline(long_ago, words="No.", at=timezone.now() - datetime.timedelta(days=100))

    shown = home(client)

    assert reverse("charter:claim_withdraw", args=[waiting.pk]) in shown
    assert "Talk to us." in shown
    assert "Long ago" not in shown
    assert "Foreign" not in shown


def decline(claim, *, words, at):
    move(claim, to="declined", by=SYSTEM, answer_words=words, decided_at=at)


def test_owner_sees_what_waits_for_their_answer(client, account, site):
    organisation = make_organisation("Northfield NHS Trust")
    make_membership(account, organisation, is_owner=True)
    asked = make_claim(organisation=organisation)
    own, foreign = (
        make_claim(account, organisation=organisation),
        make_claim(organisation=make_organisation()),
    )

    shown = home(client)

    assert reverse("charter:claim_answer", args=[asked.pk]) in shown
    for other in (own, foreign):
        assert reverse("charter:claim_answer", args=[other.pk]) not in shown


def test_header_says_who_is_signed_in_and_leads_out(client, account, site):
    shown = home(client)

    assert "Signed in as Alex Person" in shown
    for name in ("home", "account"):
        assert f'href="{reverse(f"charter:{name}")}"' in shown
    assert "Signed in as" not in client.get(reverse("charter:home")).content.decode().replace(
        "Signed in as Alex Person", "", 1
    )
    client.cookies.clear()
    assert "Signed in as" not in client.get(reverse("charter:concern")).content.decode()


def test_home_takes_the_same_queries_for_1_and_30(client, account, site):
    organisation = make_organisation()
    make_membership(account, organisation, is_owner=True)

    def fill():
        round_ = make_round()
        make_application_page(round_, slug=f"apply-{round_.pk}")
        make_team_member(make_application(round=round_, at_state="drafting"), account)
        make_claim(account)
        make_claim(organisation=organisation)

    def queries():
        with CaptureQueriesContext(connection) as taken:
            home(client)
        return len(taken)

    fill()
    queries()
    one = queries()
    for _each in range(29):
        fill()

    assert queries() == one
    assert one <= 14
