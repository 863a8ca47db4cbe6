"""Somebody is worried about someone: it reaches the safeguarding contact, whole, at once, and nobody else."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Site

from tests.factories.people import make_officer, make_staff
from tests.factories.support import make_concern, make_contact
from wagtail_charter.events.models import Event
from wagtail_charter.events.services import InvalidTransition
from wagtail_charter.foundations.press import press_url
from wagtail_charter.framework.models import CharterSettings
from wagtail_charter.letters.models import Letter
from wagtail_charter.roles import Role
from wagtail_charter.support import services
from wagtail_charter.support.models import Concern
from wagtail_charter.support.services.concerns import MAX_AN_HOUR

pytestmark = pytest.mark.django_db
WORDS = "Sam said something that frightens me."


@pytest.fixture
def site():
    return Site.objects.get(is_default_site=True)


@pytest.fixture
def lead(site):
    contact = make_contact(
        "Robin Lead",
        email="robin@charter.example",
        hours="Monday to Friday, 9am to 5pm",
        urgent_text="Call Samaritans on 116 123.",
        out_of_hours_text="At night, call the duty team.",
    )
    CharterSettings.objects.create(site=site, safeguarding_contact=contact)
    return contact


def press(client, data, *, about=""):
    """Open the page, then send its form through the door, as a browser does."""
    opened = client.get(reverse("charter:concern"), {"about": about} if about else {})
    token = opened.context["csrf_token"]
    given = {"about": opened.context["form"]["about"].value(), **data, "csrfmiddlewaretoken": str(token)}
    return client.post(press_url(reverse("charter:concern")), given)


def test_page_says_what_to_do_now_before_it_asks_anything(client, lead):
    page = client.get(reverse("charter:concern"))
    words = page.content.decode()

    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    for said in ("tel:999", "Samaritans on 116 123", "duty team", "9am to 5pm", "not watched all the time"):
        assert words.index(said) < words.index("<form")
    assert words.count('id="charter-help"') == 0  # the site has no named contact


def test_concern_is_kept_and_the_contact_hears_without_its_words(lead):
    client = Client(enforce_csrf_checks=True)
    address = "/apply/A-2026-ABCD-EF12/statements/LC1/"

    answer = press(client, {"words": WORDS, "reply_to": "0191 496 0001"}, about=address)

    assert answer.url == reverse("charter:concern_thanks")
    concern = Concern.objects.get()
    assert (concern.words, concern.page_address, concern.about_reference, concern.reply_to) == (
        WORDS,
        address,
        "A-2026-ABCD-EF12",
        "0191 496 0001",
    )
    assert len(concern.network) == 64
    assert Event.objects.last_about(concern).to_state == concern.state == "new"
    letter = Letter.objects.get()
    assert (letter.template, letter.to_email) == ("support/concern_reported", "robin@charter.example")
    assert WORDS not in str(letter.facts)
    assert reverse("charter_concerns:inspect", args=[concern.pk]) == letter.facts["path"]
    assert "Robin Lead" in client.get(answer.url).content.decode()


def test_whoever_covers_hears_as_well(lead):
    lead.cover = make_contact("Alex Cover", email="alex@charter.example")
    lead.away_from, lead.away_text = "2020-01-01", "Away."
    lead.save()

    services.report_concern(WORDS, site=Site.objects.get(is_default_site=True))

    assert set(Letter.objects.values_list("to_email", flat=True)) == {
        "robin@charter.example",
        "alex@charter.example",
    }


def test_press_without_a_token_acts_on_nothing_and_keeps_the_words(lead):
    client = Client(enforce_csrf_checks=True)

    page = client.post(press_url(reverse("charter:concern")), {"words": WORDS, "about": "/x/"})

    assert page.status_code == 200
    assert not Concern.objects.exists()
    assert WORDS in page.content.decode()
    assert 'value="/x/"' in page.content.decode()
    assert "Press Send once more" in page.content.decode()
    given = {"words": WORDS, "csrfmiddlewaretoken": str(page.context["csrf_token"])}
    assert client.post(press_url(reverse("charter:concern")), given).status_code == 302
    assert Concern.objects.count() == 1


def test_empty_form_says_how_to_mend_it(client, lead):
    page = press(client, {"words": " ", "reply_name": "Kim"})
    words = page.content.decode()

    assert "Tell us what you are worried about" in words
    assert "Error:" in words
    assert 'value="Kim"' in words
    assert not Concern.objects.exists()


@pytest.mark.parametrize("about", ["javascript:alert(1)", "\x00", "x" * 900, "/" + "y" * 900])
def test_nonsense_in_the_address_changes_nothing(client, lead, about):
    assert press(client, {"words": WORDS}, about=about).status_code == 302
    assert len(Concern.objects.get().page_address) <= 500


def test_two_presses_are_one_concern(client, lead):
    for _press in range(2):
        press(client, {"words": WORDS})

    assert (Concern.objects.count(), Letter.objects.count()) == (1, 1)


def test_too_many_from_one_network_are_told_how_else_to_reach_us(client, lead, site):
    network = "n" * 64
    for number in range(MAX_AN_HOUR):
        services.report_concern(f"{number}", site=site, network=network)
    with pytest.raises(services.TooManyConcerns):
        services.report_concern(WORDS, site=site, network=network)
    services.report_concern(WORDS, site=site, network="m" * 64)

    press(client, {"words": "The first of this network"})
    Concern.objects.update(network=Concern.objects.get(words="The first of this network").network)
    page = press(client, {"words": "One more"})

    assert page.status_code == 200
    assert "many messages came from your network" in page.content.decode()
    assert "One more" in page.content.decode()
    assert not Concern.objects.filter(words="One more").exists()


def test_concern_without_anybody_to_hear_is_kept(site):
    assert services.report_concern(WORDS, site=site).pk
    assert not Letter.objects.exists()


def test_log_holds_each_step():
    officer, concern = make_officer(), make_concern()

    services.add_note(concern, words="Called the service.", by=officer)
    assert (concern.state, concern.seen_at is not None) == ("seen", True)
    services.close_concern(concern, words="Settled.", by=officer)
    assert (concern.state, concern.closed_at is not None) == ("closed", True)
    services.reopen_concern(concern, words="More came.", by=officer)
    assert (concern.state, concern.closed_at) == ("seen", None)

    assert list(concern.notes.values_list("words", flat=True)) == [
        "Called the service.",
        "Settled.",
        "More came.",
    ]
    assert Event.objects.last_about(concern).to_state == "seen"


def test_closing_twice_leaves_no_second_line():
    officer, concern = make_officer(), make_concern()
    services.close_concern(concern, words="Settled.", by=officer)

    with pytest.raises(InvalidTransition):
        services.close_concern(concern, words="Again.", by=officer)

    assert concern.notes.count() == 1


# In the admin


def inspect_address(concern):
    return reverse("charter_concerns:inspect", args=[concern.pk])


def step(client, concern, **data):
    return client.post(reverse("charter_concerns:step", args=[concern.pk]), data)


def test_officer_reads_notes_closes_and_reopens(client):
    concern = make_concern(words=WORDS)
    client.force_login(make_officer())

    assert WORDS not in client.get(reverse("charter_concerns:index")).content.decode()
    assert WORDS in client.get(inspect_address(concern)).content.decode()
    step(client, concern, step="seen")
    step(client, concern, step="note", words="Called.")
    step(client, concern, step="close", words="Settled.")
    page = client.get(inspect_address(concern)).content.decode()

    concern.refresh_from_db()
    assert concern.state == "closed"
    assert page.index("Called.") < page.index("Settled.")
    assert 'value="reopen"' in page
    assert 'value="close"' not in page


def test_step_without_words_asks_for_them(client):
    concern = make_concern()
    client.force_login(make_officer())

    page = step(client, concern, step="close", words="")

    assert "Enter what was done." in page.content.decode()
    concern.refresh_from_db()
    assert concern.state == "new"


@pytest.mark.parametrize("word", ["reopen", "nonsense", ""])
def test_step_that_is_not_possible_changes_nothing(client, word):
    concern = make_concern()
    client.force_login(make_officer())

    assert step(client, concern, step=word, words="x").status_code == 302
    concern.refresh_from_db()
    assert (concern.state, concern.notes.count()) == ("new", 0)


def test_governance_reads_and_does_not_act(client):
    concern = make_concern(words=WORDS)
    client.force_login(make_staff(Role.GOVERNANCE))

    page = client.get(inspect_address(concern)).content.decode()

    assert WORDS in page
    assert "What you can do" not in page
    step(client, concern, step="note", words="x")
    assert not concern.notes.exists()


@pytest.mark.parametrize("role", [Role.EDITOR, Role.CHAIR])
def test_others_find_no_concern(client, role):
    concern = make_concern(words=WORDS)
    client.force_login(make_staff(role))

    for address in (reverse("charter_concerns:index"), inspect_address(concern)):
        answer = client.get(address)
        assert answer.status_code in (302, 404)
        assert WORDS not in answer.content.decode()
    assert step(client, concern, step="note", words="x").status_code in (302, 404)
    assert client.get(reverse("charter_concerns:index"), {"export": "csv"}).status_code in (302, 404)


def test_nobody_adds_or_deletes_a_concern_by_hand(admin_client):
    concern = make_concern()
    for word in ("new/", f"edit/{concern.pk}/", f"delete/{concern.pk}/", f"history/{concern.pk}/"):
        assert admin_client.get(reverse("charter_concerns:index") + word).status_code == 404


def test_list_takes_the_same_queries_for_1_and_30(client):
    client.force_login(make_officer())
    make_concern()
    client.get(reverse("charter_concerns:index"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("charter_concerns:index"))
    for _each in range(29):
        make_concern()
    with CaptureQueriesContext(connection) as thirty:
        client.get(reverse("charter_concerns:index"))

    assert len(thirty) == len(one)
