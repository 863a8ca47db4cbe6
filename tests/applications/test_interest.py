"""Expressions of interest: asked on any page, checked, sent once, answered by the team."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Site

from tests.factories.applications import make_application, make_application_page, make_interest, make_round
from tests.factories.organisations import make_organisation, make_service
from tests.factories.people import make_officer, make_staff
from tests.factories.support import make_contact
from wagtail_charter.applications import services
from wagtail_charter.applications.models import (
    Application,
    ExpressionOfInterest,
    InterestQuestion,
    QuestionKind,
)
from wagtail_charter.applications.services.interest import MESSAGES_OF_ONE_ADDRESS, MESSAGES_OF_ONE_NETWORK
from wagtail_charter.applications.states import ApplicationState, InterestState
from wagtail_charter.applications.viewsets import InterestViewSet
from wagtail_charter.events.models import Event
from wagtail_charter.events.services import SYSTEM, InvalidTransition
from wagtail_charter.framework.models import CharterSettings
from wagtail_charter.letters.models import Letter
from wagtail_charter.letters.services import preview
from wagtail_charter.organisations.models import Service
from wagtail_charter.roles import Role

pytestmark = pytest.mark.django_db

PRESS = "/charter-scheme/press/apply/interest/"
TYPED = {
    "name": "Sam Lead",
    "email": "sam@trust.example",
    "organisation_name": "Test Trust",
    "service_name": "Test Service",
    "hopes": "We hope to learn.",
}


@pytest.fixture(autouse=True)
def fresh_site_cache():
    Site.clear_site_root_paths_cache()
    yield
    Site.clear_site_root_paths_cache()


@pytest.fixture
def visitor():
    """A browser that has no cookie, on a site that checks tokens."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def contact():
    """The named contact of the site."""
    named = make_contact("Robin Contact", email="robin@charter.example", reply_time="Within 3 working days.")
    site = Site.objects.get(is_default_site=True)
    CharterSettings.objects.update_or_create(site=site, defaults={"contact": named})
    return named


def hidden(text):
    """The hidden values of the form on a page."""
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text))


def check(visitor, **facts):
    """Press the embedded form; returns what the page to check sends on."""
    response = visitor.post(PRESS, {**TYPED, **facts})
    assert response.status_code == 200
    return hidden(response.text)


def test_form_is_on_a_page_that_sets_no_cookie(visitor):
    make_application_page(make_round())

    response = visitor.get("/apply/interest/")

    assert response.status_code == 200
    assert not response.cookies
    assert f'action="{PRESS}"' in response.text
    assert "csrfmiddlewaretoken" not in response.text


def test_first_press_shows_what_was_typed_and_acts_on_nothing(visitor):
    make_application_page(make_round())

    response = visitor.post(PRESS, TYPED)

    assert "Check what you wrote" in response.text
    assert "We hope to learn." in response.text
    assert "no-store" in response["Cache-Control"]
    assert not ExpressionOfInterest.objects.exists()
    assert not Letter.objects.exists()


def test_second_press_sends_once_and_writes_two_letters(visitor, contact):
    page = make_application_page(make_round())
    sent = {**check(visitor), "confirmed": "1"}

    first = visitor.post(PRESS, sent)
    second = visitor.post(PRESS, sent)

    interest = ExpressionOfInterest.objects.get()
    assert first.status_code == second.status_code == 302
    assert (
        first["Location"] == second["Location"] == f"/apply/interest/thanks/?reference={interest.reference}"
    )
    assert (interest.name, interest.email, interest.hopes) == (
        "Sam Lead",
        "sam@trust.example",
        "We hope to learn.",
    )
    assert interest.page_id == page.pk
    assert interest.network
    assert "127.0.0.1" not in interest.network
    assert Event.objects.about(interest).count() == 1
    letters = {letter.template: letter for letter in Letter.objects.all()}
    assert letters.keys() == {"applications/interest_received", "applications/interest_arrived"}
    assert letters["applications/interest_received"].to_email == "sam@trust.example"
    assert letters["applications/interest_arrived"].to_email == "robin@charter.example"
    words = preview(letters["applications/interest_received"]).text
    assert "Robin Contact" in words
    assert "Within 3 working days." in words
    assert "We hope to learn." not in preview(letters["applications/interest_arrived"]).text


def test_thanks_page_can_be_opened_again_and_shows_no_word_of_a_strangers_address(client, contact):
    make_application_page(make_round())

    text = client.get("/apply/interest/thanks/?reference=I-2026-ABCD-1234").text
    strange = client.get("/apply/interest/thanks/?reference=Call+0900+now").text

    assert "I-2026-ABCD-1234" in text
    assert "Robin Contact" in text
    assert "0900" not in strange


@pytest.mark.parametrize("name", ["name", "email", "organisation_name", "service_name"])
def test_first_press_with_something_missing_keeps_the_rest(visitor, name):
    make_application_page(make_round())

    response = visitor.post(PRESS, {**TYPED, name: ""})

    assert response.status_code == 200
    assert "There is a problem" in response.text
    assert "<title>Error: " in response.text
    assert all(value in response.text for key, value in TYPED.items() if key != name)


def test_a_press_without_a_token_keeps_the_words_and_asks_again(visitor):
    make_application_page(make_round())
    sent = {**check(visitor), "confirmed": "1", "csrfmiddlewaretoken": "x" * 64}

    response = visitor.post(PRESS, sent)

    assert "Press Send again. What you wrote is all here." in response.text
    assert "We hope to learn." in response.text
    assert hidden(response.text)["press_key"] == sent["press_key"]
    assert not ExpressionOfInterest.objects.exists()
    visitor.post(PRESS, {**hidden(response.text), "confirmed": "1"})
    assert ExpressionOfInterest.objects.count() == 1


def test_a_page_fetched_by_one_and_posted_by_another_without_cookies_acts_on_nothing(visitor):
    make_application_page(make_round())
    sent = {**check(visitor), "confirmed": "1"}

    response = Client(enforce_csrf_checks=True).post(PRESS, sent)

    assert "We hope to learn." in response.text
    assert not ExpressionOfInterest.objects.exists()


def test_a_post_straight_to_the_page_acts_on_nothing(client):
    make_application_page(make_round())
    sent = {**check(client), "confirmed": "1"}

    response = client.post("/apply/interest/", sent)

    assert "We hope to learn." in response.text
    assert not ExpressionOfInterest.objects.exists()


def test_change_gives_the_words_back_to_write_on(visitor):
    make_application_page(make_round())

    response = visitor.post(PRESS, {**check(visitor), "change": "1"})

    assert "We hope to learn.</textarea>" in response.text
    assert "There is a problem" not in response.text
    assert not ExpressionOfInterest.objects.exists()


@pytest.mark.parametrize("key", ["", "short", "x" * 65, "<script>alert(1)</script>xxxxxxx"])
def test_a_key_that_is_none_of_ours_is_replaced(visitor, key):
    make_application_page(make_round())

    response = visitor.post(PRESS, {**check(visitor), "press_key": key, "confirmed": "1"})

    assert len(hidden(response.text)["press_key"]) >= 20
    assert not ExpressionOfInterest.objects.exists()


def test_questions_of_the_page_are_asked_and_kept_as_they_were_asked(visitor):
    page = make_application_page(make_round())
    page.interest_questions = [
        InterestQuestion(
            question="How did you hear of us?",
            kind=QuestionKind.CHOICE,
            choices="A friend\nA visit",
            is_required=True,
        ),
        InterestQuestion(question="Anything else?", kind=QuestionKind.LONG, hint="In a few words."),
    ]
    page.save()
    choice, more = (f"question_{each.pk}" for each in page.interest_questions.all())

    missing = visitor.post(PRESS, TYPED).text
    asked = visitor.get("/apply/interest/").text
    visitor.post(PRESS, {**check(visitor, **{choice: "A visit", more: ""}), "confirmed": "1"})

    assert "Select an answer to “How did you hear of us?”" in missing
    assert "Anything else? (optional)" in asked
    assert ExpressionOfInterest.objects.get().extra_answers == [
        {"question": "How did you hear of us?", "answer": "A visit"}
    ]


def test_form_that_is_not_offered_is_not_found_but_loses_nobodys_words(visitor):
    make_application_page(make_round(), offers_interest=False)

    assert visitor.get("/apply/interest/").status_code == 404
    assert "We hope to learn." in visitor.post(PRESS, TYPED).text


@pytest.mark.parametrize(
    "facts",
    [{"name": "\x00"}, {"hopes": "a\x00b"}, {"email": "x" * 500 + "@a.example"}, {"hopes": "word " * 201}],
)
def test_bad_input_is_answered_in_words(visitor, facts):
    make_application_page(make_round())

    response = visitor.post(PRESS, {**TYPED, **facts})

    assert response.status_code == 200
    assert "There is a problem" in response.text


def test_many_messages_of_one_address_get_a_calm_answer_and_keep_the_words(visitor, contact):
    make_application_page(make_round())
    for _number in range(MESSAGES_OF_ONE_ADDRESS):
        make_interest(email="SAM@trust.example")

    response = visitor.post(PRESS, {**check(visitor), "confirmed": "1"})

    assert response.status_code == 200
    assert "Several messages came from you today" in response.text
    assert "We hope to learn." in response.text
    assert "Robin Contact" in response.text
    assert ExpressionOfInterest.objects.count() == MESSAGES_OF_ONE_ADDRESS


def test_many_messages_of_one_network_wait():
    facts = {key: value for key, value in TYPED.items() if key != "email"}
    for number in range(MESSAGES_OF_ONE_NETWORK):
        services.express_interest(
            press_key=f"k{number}", email=f"a{number}@a.example", network="n", by=SYSTEM, **facts
        )

    with pytest.raises(services.TooManyMessages):
        services.express_interest(press_key="last", email="last@a.example", network="n", by=SYSTEM, **facts)
    assert services.express_interest(press_key="else", email="b@a.example", network="m", by=SYSTEM, **facts)


def test_team_invites_a_known_service_and_the_letter_leads_to_the_begin_page(contact):
    round = make_round("Spring 2027")
    make_application_page(round, effort_in_short="About 20 hours")
    interest, service, officer = (
        make_interest(site=Site.objects.get()),
        make_service("Riverside"),
        make_officer(),
    )

    application = services.invite_interest(
        interest, service=service, round=round, words="Do join us.", by=officer
    )

    interest.refresh_from_db()
    assert (interest.state, interest.application, interest.round) == (
        InterestState.INVITED,
        application,
        round,
    )
    assert (application.state, application.lead_email) == (ApplicationState.INVITED, "sam@trust.example")
    letter = Letter.objects.get()
    words = preview(letter).text
    for said in (
        "Do join us.",
        "Riverside",
        "Spring 2027",
        "About 20 hours",
        "Robin Contact",
        "/apply/begin/",
    ):
        assert said in words
    assert Event.objects.last_about(interest).actor_id == str(officer.pk)


def test_team_invites_a_service_that_nobody_knew():
    interest, officer, round = make_interest(), make_officer(), make_round()

    services.invite_interest(
        interest, organisation_name="New Trust", service_name="New Team", round=round, by=officer
    )

    service = Service.objects.get()
    assert (service.name, service.provider.name) == ("New Team", "New Trust")


def test_a_known_name_is_not_entered_twice():
    organisation = make_organisation("Known Trust")
    make_service("Known Team", provider=organisation)
    interest, officer, round = make_interest(), make_officer(), make_round()

    with pytest.raises(ValidationError):
        services.invite_interest(
            interest, organisation_name="known trust", service_name="Other", round=round, by=officer
        )
    with pytest.raises(ValidationError):
        services.invite_interest(
            interest, organisation=organisation, service_name="known team", round=round, by=officer
        )
    assert Service.objects.count() == 1


def test_a_service_is_invited_once_to_a_round():
    application = make_application(at_state=ApplicationState.DRAFTING)
    interest = make_interest()

    with pytest.raises(ValidationError):
        services.invite_interest(
            interest, service=application.service, round=application.round, by=make_officer()
        )

    interest.refresh_from_db()
    assert interest.state == InterestState.INTERESTED
    assert not Letter.objects.exists()


def test_a_second_invitation_is_refused_and_writes_no_letter():
    interest, officer, round = make_interest(), make_officer(), make_round()
    stale = ExpressionOfInterest.objects.get(pk=interest.pk)
    services.invite_interest(interest, service=make_service(), round=round, by=officer)

    with pytest.raises(InvalidTransition):
        services.invite_interest(stale, service=make_service(), round=round, by=officer)

    assert Application.objects.count() == 1
    assert Letter.objects.count() == 1


@pytest.fixture
def officer(client):
    """An officer who is signed in."""
    user = make_officer()
    client.force_login(user)
    return user


def step_url(interest, word):
    return reverse("charter_interest:step", args=[interest.pk, word])


def test_officer_reads_what_was_asked_and_answered(client, officer):
    interest = make_interest(hopes="To learn.", extra_answers=[{"question": "Why?", "answer": "Because."}])

    text = client.get(reverse("charter_interest:inspect", args=[interest.pk])).text

    for words in (
        "To learn.",
        "Why?",
        "Because.",
        "sam@trust.example",
        "Invite to a round",
        "Answer: not now",
    ):
        assert words in text


def test_officer_finds_filters_and_exports(client, officer):
    make_interest(service_name="Riverside", hopes="=1+1")
    make_interest(service_name="Harbour")
    url = reverse("charter_interest:index")

    assert "Riverside" in client.get(url, {"q": "river"}).text
    assert "Harbour" not in client.get(url, {"q": "river"}).text
    assert "Riverside" not in client.get(url, {"state": "invited"}).text
    exported = b"".join(client.get(url, {"export": "csv"}).streaming_content).decode()
    assert "'=1+1" in exported
    assert "Interested" in exported
    book = client.get(url, {"export": "xlsx"})
    assert b"".join(book.streaming_content).startswith(b"PK")
    book.close()


def test_list_asks_the_same_for_1_and_30(client, officer):
    found = []
    for count in (1, 29):
        for _number in range(count):
            make_interest()
        client.get(reverse("charter_interest:index"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("charter_interest:index"))
        found.append(len(queries))

    assert found[0] == found[1]


def test_officer_invites_and_a_double_press_is_told_calmly(client, officer):
    interest, service, round = make_interest(), make_service(), make_round()
    facts = {"service": service.pk, "round": round.pk, "words": "Welcome."}

    first = client.post(step_url(interest, "invite"), facts, follow=True)
    second = client.post(step_url(interest, "invite"), facts, follow=True)

    assert "They are invited." in first.text
    assert "This was answered meanwhile." in second.text
    assert Application.objects.count() == 1
    assert Letter.objects.count() == 1


def test_invite_form_knows_the_service_by_its_name(client, officer):
    service = make_service("Test Service", provider=make_organisation("Test Trust"))
    interest, _round = make_interest(), make_round()

    assert f'value="{service.pk}"' in client.get(step_url(interest, "invite")).text


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "Choose a service, or enter the name of a new one below."),
        ({"service_name": "New"}, "Choose the organisation of the new service, or enter its name."),
    ],
)
def test_invite_form_says_what_is_missing(client, officer, facts, words):
    interest, round = make_interest(), make_round()

    text = client.post(
        step_url(interest, "invite"), {"round": round.pk, "words": "Kept words.", **facts}
    ).text

    assert words in text
    assert "Kept words." in text


def test_a_known_organisation_is_told_at_its_field(client, officer):
    make_organisation("Known Trust")
    interest, round = make_interest(), make_round()

    text = client.post(
        step_url(interest, "invite"),
        {"round": round.pk, "organisation_name": "Known Trust", "service_name": "New"},
    ).text

    assert "is known already" in text


def test_officer_answers_not_now_opens_again_and_closes(client, officer):
    interest = make_interest()

    client.post(step_url(interest, "not-now"), {"words": "Ask us in May."})
    letter = Letter.objects.get()
    assert "Ask us in May." in preview(letter).text
    client.post(step_url(interest, "reopen"))
    interest.refresh_from_db()
    assert interest.state == InterestState.INTERESTED
    client.post(step_url(interest, "withdraw"))
    interest.refresh_from_db()
    assert interest.state == InterestState.WITHDRAWN
    assert Letter.objects.count() == 1


def test_not_now_needs_words(client, officer):
    interest = make_interest()

    client.post(step_url(interest, "not-now"), {"words": ""})

    interest.refresh_from_db()
    assert interest.state == InterestState.INTERESTED


def test_a_step_that_does_not_exist_is_not_found(client, officer):
    assert client.get(step_url(make_interest(), "delete")).status_code == 404
    assert client.get(reverse("charter_interest:step", args=[999999, "invite"])).status_code == 404


@pytest.mark.parametrize("role", [Role.EDITOR, Role.CHAIR, Role.GOVERNANCE])
def test_others_cannot_read_or_answer(client, role):
    client.force_login(make_staff(role))
    interest = make_interest()

    for url in (
        reverse("charter_interest:index"),
        reverse("charter_interest:inspect", args=[interest.pk]),
        step_url(interest, "invite"),
    ):
        response = client.get(url)
        assert response.status_code in (302, 403, 404)
        assert "sam@trust.example" not in response.text


def test_nothing_is_typed_over_or_deleted():
    names = {pattern.name for pattern in InterestViewSet().get_urlpatterns()}

    assert names == {"index", "index_results", "inspect", "step"}
