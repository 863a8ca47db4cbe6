"""Beginning an application: whose it is, when it can begin, and that two presses begin one."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from tests.factories.accounts import make_account, sign_in
from tests.factories.applications import (
    make_application,
    make_application_page,
    make_round,
    make_team_member,
)
from tests.factories.organisations import make_claim, make_membership, make_organisation, make_service
from wagtail_charter.applications.models import Application, TeamMember, TeamRole
from wagtail_charter.applications.services import (
    BegunByColleague,
    CannotBegin,
    accept_invitation,
    begin_application,
)
from wagtail_charter.applications.states import ApplicationState, RoundStage
from wagtail_charter.events.models import Event
from wagtail_charter.events.services import SYSTEM
from wagtail_charter.letters.models import Letter
from wagtail_charter.letters.services import preview

pytestmark = pytest.mark.django_db

PRESS = "/charter-scheme/press/apply/begin/"
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def fresh_site_cache():
    Site.clear_site_root_paths_cache()
    yield
    Site.clear_site_root_paths_cache()


def person_of(organisation=None, **facts):
    """Somebody of the portal who belongs to ``organisation``."""
    account = make_account(**facts)
    make_membership(account, organisation or make_organisation())
    return account


def page_with(stage=RoundStage.OPEN):
    """A live application page whose round is in ``stage``."""
    now = timezone.now()
    opens, closes = {RoundStage.NOT_OPEN_YET: (30, 60), RoundStage.CLOSED: (-60, -30)}.get(stage, (-30, 30))
    return make_application_page(
        make_round(
            opens_at=now + opens * DAY,
            closes_at=now + closes * DAY,
            is_by_invitation=stage == RoundStage.BY_INVITATION,
        )
    )


def test_begin_asks_to_sign_in_first(client):
    page_with()

    response = client.get("/apply/begin/")

    assert response.status_code == 302
    assert response["Location"] == "/charter-scheme/sign-in/?next=%2Fapply%2Fbegin%2F"
    assert "no-store" in response["Cache-Control"]


def test_person_begins_for_a_service_of_their_organisation(client):
    page = page_with()
    service = make_service("Riverside")
    account = sign_in(client, person_of(service.provider, email="kit@trust.example", name="Kit Lead"))

    asked = client.get("/apply/begin/")
    response = client.post(PRESS, {"act": "choose", "service": service.pk})

    application = Application.objects.get()
    assert "Riverside" in asked.text
    assert "no-store" in asked["Cache-Control"]
    assert response["Location"] == f"/apply/{application.reference}/"
    assert (application.state, application.round) == (ApplicationState.DRAFTING, page.round)
    assert (application.lead_name, application.lead_email) == ("Kit Lead", "kit@trust.example")
    assert "Riverside" in application.search_text
    assert TeamMember.objects.get().role == TeamRole.OWNER
    assert Event.objects.last_about(application).actor_id == str(account.pk)
    letter = Letter.objects.get()
    assert letter.to_email == "kit@trust.example"
    assert "/apply/begin/" in preview(letter).text
    assert application.reference in preview(letter).text


def test_person_goes_on_where_they_began(client):
    page = page_with()
    account = sign_in(client, make_account())
    application = make_application(round=page.round, at_state=ApplicationState.DRAFTING)
    make_team_member(application, account)

    assert client.get("/apply/begin/")["Location"] == f"/apply/{application.reference}/"
    assert client.get("/apply/begin/?another=1").status_code == 200


def test_person_whose_application_is_sent_can_begin_for_another_service(client):
    page = page_with()
    sent = make_service("Riverside")
    make_service("Tidewell", provider=sent.provider)
    account = sign_in(client, person_of(sent.provider))
    application = make_application(sent, round=page.round, at_state=ApplicationState.SENT)
    make_team_member(application, account)

    text = client.get("/apply/begin/").text

    assert f'href="/apply/{application.reference}/"' in text
    assert "Begin for another service" in text
    assert "Tidewell" in text


def test_person_whose_one_application_is_sent_reads_it(client):
    page = page_with()
    service = make_service()
    account = sign_in(client, person_of(service.provider))
    application = make_application(service, round=page.round, at_state=ApplicationState.SENT)
    make_team_member(application, account)

    assert client.get("/apply/begin/")["Location"] == f"/apply/{application.reference}/"


def test_person_with_two_applications_chooses(client):
    page = page_with()
    account = sign_in(client, make_account())
    for name in ("Riverside", "Harbour"):
        application = make_application(
            make_service(name), round=page.round, at_state=ApplicationState.DRAFTING
        )
        make_team_member(application, account)

    text = client.get("/apply/begin/").text

    assert "Riverside" in text
    assert "Harbour" in text


def test_a_name_that_is_not_known_is_asked_and_kept(client):
    page_with()
    service = make_service()
    account = sign_in(client, person_of(service.provider, name=""))

    missing = client.post(PRESS, {"act": "choose", "service": service.pk, "name": ""})
    client.post(PRESS, {"act": "choose", "service": service.pk, "name": "Kit Lead"})

    assert "Enter an answer to “Your name”" in missing.text
    account.refresh_from_db()
    assert account.name == Application.objects.get().lead_name == "Kit Lead"


def test_nothing_chosen_says_how_to_mend_it(client):
    page_with()
    sign_in(client, person_of(make_service().provider))

    text = client.post(PRESS, {"act": "choose"}).text

    assert "Select the service that this application is for" in text
    assert "Error: " in text
    assert not Application.objects.exists()


def test_a_service_of_others_cannot_be_chosen(client):
    page_with()
    sign_in(client, person_of(make_service().provider))
    foreign = make_service("Foreign")

    asked = client.get("/apply/begin/").text
    response = client.post(PRESS, {"act": "choose", "service": foreign.pk})

    assert "Foreign" not in asked + response.text
    assert response.status_code == 200
    assert not Application.objects.exists()


def test_a_membership_that_ended_chooses_nothing(client):
    page_with()
    service = make_service("Left behind")
    account = sign_in(client, make_account())
    make_membership(account, service.provider, ended_at=timezone.now())

    text = client.get("/apply/begin/").text

    assert "Left behind" not in text
    assert "Name an organisation and service" in text


def test_another_service_leads_to_the_claim(client):
    page_with()
    sign_in(client, person_of(make_service().provider))

    assert (
        client.post(PRESS, {"act": "choose", "service": "another"})["Location"]
        == "/charter-scheme/claim/?next=%2Fapply%2Fbegin%2F"
    )


def test_somebody_whose_claim_waits_is_told_what_happens_next(client):
    page_with()
    make_claim(sign_in(client, make_account()), service_name="My team")

    text = client.get("/apply/begin/").text

    assert "You told us of My team" in text
    assert "Then you can begin here with one press." in text


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        (RoundStage.NOT_OPEN_YET, "This round is not open yet"),
        (RoundStage.CLOSED, "This round is closed"),
        (RoundStage.BY_INVITATION, "This round is by invitation"),
    ],
)
def test_a_round_that_is_not_open_says_so_on_a_plain_page(client, stage, words):
    page_with(stage)
    service = make_service()
    sign_in(client, person_of(service.provider))

    asked = client.get("/apply/begin/")
    pressed = client.post(PRESS, {"act": "choose", "service": service.pk})

    assert words in asked.text
    assert "There is a problem" not in pressed.text
    assert not Application.objects.exists()


def test_a_page_without_a_round_says_so(client):
    make_application_page()
    sign_in(client, person_of(make_service().provider))

    assert "No round is planned" in client.get("/apply/begin/").text


def test_the_day_on_which_a_round_opens_is_said(client):
    zone = timezone.get_default_timezone()
    make_application_page(
        make_round(
            opens_at=datetime.datetime(2098, 1, 4, 9, tzinfo=zone),
            closes_at=datetime.datetime(2099, 1, 4, 9, tzinfo=zone),
        )
    )
    sign_in(client, make_account())

    assert "This round opens on 4 January 2098 at 9am." in client.get("/apply/begin/").text


@pytest.mark.parametrize("stage", [RoundStage.OPEN, RoundStage.BY_INVITATION])
def test_an_invitation_is_taken_up_with_one_press(client, stage):
    page = page_with(stage)
    account = sign_in(client, make_account(email="kit@trust.example", name="Kit Lead"))
    application = make_application(
        round=page.round, at_state=ApplicationState.INVITED, lead_email="Kit@Trust.example"
    )

    asked = client.get("/apply/begin/").text
    facts = {"act": "accept", "application": application.reference}
    first, second = client.post(PRESS, facts), client.post(PRESS, facts)

    assert "You are invited to apply" in asked
    assert first["Location"] == second["Location"] == f"/apply/{application.reference}/"
    application.refresh_from_db()
    assert (application.state, application.lead_name) == (ApplicationState.DRAFTING, "Kit Lead")
    assert TeamMember.objects.get().account == account
    assert Letter.objects.count() == 1


def test_an_invitation_of_others_is_not_shown_and_cannot_be_taken(client):
    page = page_with(RoundStage.BY_INVITATION)
    application = make_application(round=page.round, at_state=ApplicationState.INVITED)
    sign_in(client, make_account())

    response = client.post(PRESS, {"act": "accept", "application": application.reference})

    assert application.service.name not in response.text
    application.refresh_from_db()
    assert application.state == ApplicationState.INVITED


def test_a_colleague_may_take_up_the_invitation_of_their_service(client):
    page = page_with(RoundStage.BY_INVITATION)
    application = make_application(round=page.round, at_state=ApplicationState.INVITED)
    account = sign_in(client, person_of(application.service.provider))

    client.post(PRESS, {"act": "choose", "service": application.service_id})

    application.refresh_from_db()
    assert application.state == ApplicationState.DRAFTING
    assert application.lead_email == account.email


def test_a_colleague_who_began_is_told_of_kindly(client):
    page = page_with()
    application = make_application(
        make_service("Riverside"), round=page.round, at_state=ApplicationState.DRAFTING
    )
    make_team_member(application, make_account(name="Secret Name"))
    sign_in(client, person_of(application.service.provider))

    text = client.post(PRESS, {"act": "choose", "service": application.service_id}).text

    assert "A colleague has begun" in text
    assert application.service.provider.name in text
    assert "Secret Name" not in text
    assert application.reference not in text


def test_a_press_that_is_not_fresh_begins_nothing_and_keeps_the_choice():
    browser = Client(enforce_csrf_checks=True)
    page_with()
    service = make_service()
    sign_in(browser, person_of(service.provider, name=""))

    response = browser.post(PRESS, {"act": "choose", "service": service.pk, "name": "Kit Lead"})

    assert "Press the button again. Nothing has begun yet." in response.text
    assert 'value="Kit Lead"' in response.text
    assert not Application.objects.exists()


def test_a_stale_press_does_not_take_up_an_invitation():
    browser = Client(enforce_csrf_checks=True)
    page = page_with()
    account = sign_in(browser, make_account())
    application = make_application(
        round=page.round, at_state=ApplicationState.INVITED, lead_email=account.email
    )

    response = browser.post(PRESS, {"act": "accept", "application": application.reference})

    assert "Press the button again." in response.text
    application.refresh_from_db()
    assert application.state == ApplicationState.INVITED


def test_two_presses_begin_one():
    round, service = make_round(), make_service()
    account = person_of(service.provider)

    first = begin_application(account, service, round=round, by=account)
    second = begin_application(account, service, round=round, by=account)

    assert first == second
    assert Application.objects.count() == TeamMember.objects.count() == Letter.objects.count() == 1
    assert Event.objects.about(first).count() == 1


def test_a_colleague_cannot_begin_the_same():
    round, service = make_round(), make_service()
    account = person_of(service.provider)
    begin_application(account, service, round=round, by=account)
    colleague = person_of(service.provider)

    with pytest.raises(BegunByColleague):
        begin_application(colleague, service, round=round, by=colleague)


def test_a_service_that_withdrew_can_begin_anew():
    round, service = make_round(), make_service()
    make_application(service, round=round, at_state=ApplicationState.WITHDRAWN)
    account = person_of(service.provider)

    assert begin_application(account, service, round=round, by=account).state == ApplicationState.DRAFTING


def test_an_application_that_the_team_noted_is_taken_up_while_the_round_is_open():
    application = make_application()
    account = person_of(application.service.provider)

    begin_application(account, application.service, round=application.round, by=account)

    application.refresh_from_db()
    assert application.state == ApplicationState.DRAFTING
    assert Event.objects.about(application).count() == 3


@pytest.mark.parametrize("state", [None, ApplicationState.INTERESTED])
def test_nobody_begins_uninvited_where_an_invitation_is_needed(state):
    round, service = make_round(is_by_invitation=True), make_service()
    if state:
        make_application(service, round=round, at_state=state)
    account = person_of(service.provider)

    with pytest.raises(CannotBegin) as refusal:
        begin_application(account, service, round=round, by=account)
    assert refusal.value.stage == RoundStage.BY_INVITATION


def test_an_invitation_waits_for_its_round_and_may_be_given_more_time():
    now = timezone.now()
    closed = make_round(opens_at=now - 9 * DAY, closes_at=now - DAY)
    application = make_application(round=closed, at_state=ApplicationState.INVITED)
    account = make_account(email=application.lead_email)

    with pytest.raises(CannotBegin):
        accept_invitation(application, account, by=account)
    Application.objects.filter(pk=application.pk).update(extended_until=now + DAY)
    application.refresh_from_db()

    assert accept_invitation(application, account, by=SYSTEM).state == ApplicationState.DRAFTING
