"""Letters in the Wagtail admin."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from tests.factories.applications import make_application
from tests.factories.letters import make_letter
from tests.factories.people import make_officer, make_staff
from wagtail_charter.letters.notifications import LetterKind, _kinds, register
from wagtail_charter.roles import Role

pytestmark = pytest.mark.django_db

SENT = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


@pytest.fixture
def officer(client):
    """An officer who is signed in."""
    user = make_officer()
    client.force_login(user)
    return user


@pytest.fixture(autouse=True)
def kind():
    """The kind of the letters that tests write, known while a test runs."""
    register(
        LetterKind(
            "letters/note", "A note", when="To a tester, at once.", sample={"thing": "x"}, secrets=("code",)
        ),
        LetterKind("post/note", "A test letter", secrets=("code",)),
    )
    yield
    del _kinds["letters/note"], _kinds["post/note"]


def index(client, **query):
    return client.get(reverse("charter_letters:index"), query).text


def inspect(client, letter):
    return client.get(reverse("charter_letters:inspect", args=[letter.pk]))


def test_the_list_says_how_each_letter_stands(client, officer):
    make_letter(sent_at=SENT)
    make_letter(given_up_at=SENT, last_error="The mail server could not be reached.")
    make_letter(next_try_at=datetime(2040, 3, 5, 9, 0, tzinfo=UTC))
    make_letter(dropped_at=SENT)

    text = index(client)

    assert "Sent Tuesday 3 March 2026, 9am" in text
    assert "Could not be delivered: The mail server could not be reached." in text
    assert "Waiting: leaves Monday 5 March 2040, 9am" in text
    assert "Not sent: it was no longer needed" in text
    assert "A test letter" in text


@pytest.mark.parametrize("standing", ["waiting", "sent", "given_up"])
def test_the_list_is_filtered_by_how_letters_stand(client, officer, standing):
    letters = {
        "waiting": make_letter(),
        "sent": make_letter(sent_at=SENT),
        "given_up": make_letter(given_up_at=SENT),
    }

    text = index(client, standing=standing)

    assert {name for name, letter in letters.items() if letter.to_email in text} == {standing}


def test_the_list_is_searched_by_name_and_address(client, officer):
    one, other = make_letter(to_name="Zora Unusual"), make_letter()

    assert one.to_email in index(client, q="unusual")
    assert other.to_email not in index(client, q="unusual")
    assert other.to_email in index(client, q=other.to_email)


def test_the_list_costs_the_same_for_1_and_30_letters(client, officer, django_assert_num_queries):
    application = make_application()
    facts = {"about": application}
    make_letter(**facts)
    index(client)
    with django_assert_num_queries(LIST):
        index(client)
    for _number in range(29):
        make_letter(**facts)
    with django_assert_num_queries(LIST):
        index(client)


LIST = 12


def test_a_letter_is_shown_in_words_with_its_secret_hidden(client, officer):
    letter = make_letter(sent_at=SENT)

    text = inspect(client, letter).text

    assert "We wrote to tell you about the awards day." in text
    assert "••••••" in text
    assert "Try again" not in text
    assert f'src="{reverse("charter_letters:html", args=[letter.pk])}" sandbox' in text


def test_the_html_of_a_letter_can_do_nothing(client, officer):
    response = client.get(reverse("charter_letters:html", args=[make_letter().pk]))

    assert "<p>We wrote to tell you about the awards day.</p>" in response.text
    assert response["Content-Security-Policy"].endswith("sandbox")
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_a_letter_that_cannot_be_shown_says_so(client, officer, caplog):
    letter = make_letter(template="post/lost")

    assert "This letter cannot be shown." in inspect(client, letter).text
    assert client.get(reverse("charter_letters:html", args=[letter.pk])).status_code == 404


def test_a_cleared_letter_has_no_words(client, officer):
    letter = make_letter(sent_at=SENT, cleared_at=SENT, to_email="", to_name="", facts={})

    text = inspect(client, letter).text

    assert "Somebody whose details are cleared" in text
    assert "What this letter said was cleared on 3 March 2026 at 9am" in text
    assert "Somebody whose details are cleared" in index(client)


def test_an_officer_lets_a_letter_be_tried_again(client, officer):
    letter = make_letter(given_up_at=SENT, attempts=10, last_error="No.")

    assert "Try again" in inspect(client, letter).text
    address = reverse("charter_letters:again", args=[letter.pk])
    assert client.get(address).status_code == 405
    response = client.post(address, follow=True)

    letter.refresh_from_db()
    assert "The letter waits again" in response.text
    assert (letter.given_up_at, letter.attempts) == (None, 0)
    assert letter.next_try_at <= timezone.now() + timedelta(seconds=1)


def test_a_letter_that_was_sent_is_not_sent_again(client, officer):
    letter = make_letter(sent_at=SENT)

    response = client.post(reverse("charter_letters:again", args=[letter.pk]), follow=True)

    letter.refresh_from_db()
    assert "This letter was sent, or is on its way" in response.text
    assert letter.sent_at == SENT


def test_information_governance_reads_and_changes_nothing(client):
    client.force_login(make_staff(Role.GOVERNANCE))
    letter = make_letter(given_up_at=SENT)

    assert letter.to_email in index(client)
    assert "Try again" not in inspect(client, letter).text
    again = client.post(reverse("charter_letters:again", args=[letter.pk]))
    letter.refresh_from_db()
    assert again.status_code in (302, 403)
    assert letter.given_up_at == SENT


ADDRESSES = ["index", "inspect", "html", "kinds"]


@pytest.mark.parametrize("name", ADDRESSES)
def test_an_editor_reads_no_letter(client, name):
    client.force_login(make_staff(Role.EDITOR))
    args = [make_letter().pk] if name in ("inspect", "html") else []

    assert client.get(reverse(f"charter_letters:{name}", args=args)).status_code in (302, 403, 404)


def test_letters_about_a_restricted_application_are_for_whoever_may_open_it(client, officer):
    application = make_application(is_restricted=True)
    letter = make_letter(about=application)
    other = make_letter(about=make_application())

    assert letter.to_email not in index(client)
    assert other.to_email in index(client)
    for name in ("inspect", "html"):
        assert client.get(reverse(f"charter_letters:{name}", args=[letter.pk])).status_code == 404
    assert client.post(reverse("charter_letters:again", args=[letter.pk])).status_code == 404


@pytest.mark.parametrize("name", ["add", "edit", "delete", "copy", "history", "usage"])
def test_nobody_adds_edits_copies_or_deletes_a_letter(name):
    with pytest.raises(NoReverseMatch):
        reverse(f"charter_letters:{name}", args=[] if name == "add" else [1])


def test_the_team_reads_what_each_letter_says(client, officer):
    listed = client.get(reverse("charter_letters:kinds")).text
    assert "Code to sign in" in listed
    assert "letters/note/" in listed
    assert "A test letter" not in listed

    facts = {"room": "accounts", "name": "sign_in_code"}
    text = client.get(reverse("charter_letters:kind", kwargs=facts)).text
    html = client.get(reverse("charter_letters:kind_html", kwargs=facts))

    assert "Dear Sam Reader," in text
    assert "••••••" in text
    assert "••••••" in html.text
    assert html["Content-Security-Policy"].endswith("sandbox")


def test_a_letter_that_nobody_knows_is_not_found(client, officer):
    facts = {"room": "accounts", "name": "nothing"}

    assert client.get(reverse("charter_letters:kind", kwargs=facts)).status_code == 404
