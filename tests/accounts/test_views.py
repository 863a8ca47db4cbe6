"""Signing in, going on, and signing out, as a browser meets it."""

import datetime
import logging
import re
from urllib.parse import quote

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY as HOST_USER_KEY
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from tests.accounts.letterbox import newest_code, wrong
from tests.factories.accounts import make_account, sign_in
from tests.factories.people import make_staff
from tests.factories.showcase import make_home
from tests.factories.support import make_contact
from wagtail_charter.accounts.access import ACCOUNT_KEY, SEEN_KEY
from wagtail_charter.accounts.models import PortalAccount, SignInRequest
from wagtail_charter.accounts.services import sign_out_everywhere
from wagtail_charter.accounts.views import SIGN_IN_COOKIE
from wagtail_charter.foundations.press import press_url
from wagtail_charter.framework.models import CharterSettings

pytestmark = pytest.mark.django_db
SAM = "sam@trust.example"
SIGN_IN, CODE, SIGN_OUT = "/charter-scheme/sign-in/", "/charter-scheme/code/", "/charter-scheme/sign-out/"
ACCOUNT, NAME = "/charter-scheme/account/", "/charter-scheme/account/name/"
EVERYWHERE = "/charter-scheme/sign-out/everywhere/"
ADDRESSES = {
    "sign_in": SIGN_IN,
    "code": CODE,
    "sign_out": SIGN_OUT,
    "sign_out_everywhere": EVERYWHERE,
    "account": ACCOUNT,
    "name": NAME,
}


def press(client, address, **typed):
    return client.post(press_url(address), typed)


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def asked(client, email=SAM, **typed):
    """Let ``client`` ask for a code; returns the code of the mail."""
    assert press(client, SIGN_IN, email=email, **typed).url == CODE
    return newest_code(email)


# -- The way in -------------------------------------------------------------------------------------------------------


def test_somebody_new_signs_in_says_their_name_and_goes_on(client):
    assert client.get(SIGN_IN, {"next": "/apply/begin/"}).status_code == 200
    code = asked(client, next="/apply/begin/")
    assert SAM in text_of(client.get(CODE))

    response = press(client, CODE, code=f" {code[:3]} {code[3:]} ")
    assert response.url == f"{NAME}?next={quote('/apply/begin/', safe='')}"
    assert "What is your name?" in text_of(client.get(response.url))

    response = press(client, NAME, name=" Sam Okoro ", next="/apply/begin/")
    assert response.url == "/apply/begin/"
    assert PortalAccount.objects.get().name == "Sam Okoro"


def test_somebody_who_has_a_name_goes_straight_on(client):
    make_account(SAM)

    assert press(client, CODE, code=asked(client, next="/apply/begin/")).url == "/apply/begin/"


def test_the_name_may_be_left_for_later(client):
    sign_in(client, make_account(SAM, name=""))

    text = text_of(client.get(NAME, {"next": "/apply/begin/"}))

    assert '<a href="/apply/begin/">Not now</a>' in text
    assert client.get(ACCOUNT).status_code == 200


def test_the_answer_is_the_same_for_every_address(client):
    make_account(SAM)

    answers = []
    for email in (SAM, "nobody@trust.example"):
        visitor = Client()
        answers.append((press(visitor, SIGN_IN, email=email).headers, text_of(visitor.get(CODE))))

    (headers, known), (other_headers, unknown) = answers
    assert without_time(headers) == without_time(other_headers)
    assert without_token(known.replace(SAM, "")) == without_token(unknown.replace("nobody@trust.example", ""))


def without_time(headers):
    return {name: value for name, value in headers.items() if name != "Expires"}


def without_token(text):
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", text)


def test_the_browser_holds_a_secret_that_only_the_server_reads(client):
    press(client, SIGN_IN, email=SAM)

    cookie = client.cookies[SIGN_IN_COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["secure"]) == (
        True,
        "Lax",
        "/",
        "",
    )
    assert cookie.value not in text_of(client.get(CODE))


def test_over_https_the_secret_travels_over_https_alone(client):
    client.post(press_url(SIGN_IN), {"email": SAM}, secure=True)

    assert client.cookies[SIGN_IN_COOKIE]["secure"] is True


def test_the_session_has_a_new_key_once_signed_in(client):
    session = client.session
    session["host"] = "kept"
    session.save()
    client.cookies["sessionid"] = before = session.session_key

    press(client, CODE, code=asked(client))

    assert client.session.session_key != before
    assert client.session["host"] == "kept"
    assert not client.session.exists(before)


def test_whoever_is_signed_in_is_led_on(client):
    sign_in(client, make_account())

    assert client.get(SIGN_IN).url == reverse("charter:home")
    assert client.get(SIGN_IN, {"next": "/apply/begin/"}).url == "/apply/begin/"
    assert press(client, SIGN_IN, email="x", next="/apply/begin/").url == "/apply/begin/"
    assert client.get(CODE).url == reverse("charter:home")
    assert not SignInRequest.objects.exists()


@pytest.mark.parametrize(
    "next_path",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "javascript:alert(1)",
        "evil.example",
        "/\t/evil.example/",
        "/a\x00b",
        "/a\r\nSet-Cookie: a=b",
        "/" + "a" * 500,
    ],
)
def test_nobody_is_led_to_another_site(client, next_path):
    make_account(SAM)
    code = asked(client, next=next_path)

    assert press(client, CODE, code=code).url == reverse("charter:home")
    assert client.get(SIGN_IN, {"next": next_path}).url == reverse("charter:home")


# -- Words at the field -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("email", "words"),
    [
        ("", "Enter your email address"),
        ("sam", "Enter an email address in the correct format, like name@example.com"),
        ("a" * 300 + "@trust.example", "Answer must be"),
        ("sam\x00@trust.example", "Enter an email address"),
    ],
)
def test_an_address_that_is_none_gets_a_sentence(client, email, words):
    response = press(client, SIGN_IN, email=email, next="/apply/")

    assert response.status_code == 200
    assert words in text_of(response) or "Null characters" in text_of(response)
    assert "<title>Error: Sign in" in text_of(response)
    assert 'name="next" value="/apply/"' in text_of(response)
    assert not SignInRequest.objects.exists()


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "1234567"])
def test_what_is_no_code_costs_no_attempt(client, typed):
    asked(client)

    response = press(client, CODE, code=typed)

    assert "Error: Enter your code" in text_of(response)
    assert SignInRequest.objects.get().attempts == 0


def test_a_wrong_code_says_what_to_do(client):
    code = asked(client)

    response = press(client, CODE, code=wrong(code))

    assert "That code is not right. Check the newest message from us and enter its code" in text_of(response)
    assert "Get a new code" in text_of(response)
    assert press(client, CODE, code=code).status_code == 302


def test_an_expired_code_says_what_to_do(client):
    code = asked(client)

    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=11)):
        response = press(client, CODE, code=code)

    assert "This code no longer works. Get a new one" in text_of(response)


def test_a_code_in_another_browser_does_nothing(client):
    code = asked(client)
    other = Client()

    response = press(other, CODE, code=code)

    assert "This browser has not asked for a code" in text_of(response)
    assert reverse("charter:sign_in") in text_of(response)
    assert ACCOUNT_KEY not in other.session
    assert SignInRequest.objects.get().attempts == 0


def test_a_new_code_replaces_the_old_one(client):
    old = asked(client, next="/apply/begin/")

    assert press(client, CODE, again="1").url == CODE
    new = newest_code()
    assert len(mail.outbox) == 2
    if old != new:
        assert "That code is not right" in text_of(press(client, CODE, code=old))
    make_account(SAM)
    assert press(client, CODE, code=new).url == "/apply/begin/"


def test_a_code_that_was_pressed_twice_leads_on(client):
    make_account(SAM)
    code = asked(client, next="/apply/begin/")
    late = Client()
    late.cookies[SIGN_IN_COOKIE] = client.cookies[SIGN_IN_COOKIE].value
    press(client, CODE, code=code)

    assert press(client, CODE, code=code).url == "/apply/begin/"
    response = press(late, CODE, code=code)
    assert response.url == CODE
    assert "This code was used" in text_of(late.get(CODE))


def test_who_asks_too_often_reads_when_to_try_again_and_whom_to_turn_to(client):
    moment = datetime.datetime(2026, 11, 22, 14, 10, 30, tzinfo=datetime.UTC)
    with time_machine.travel(moment, tick=False):
        for _ in range(5):
            press(Client(), SIGN_IN, email=SAM)
        response = press(client, SIGN_IN, email=SAM)
        resent = None
        other = Client()
        press(other, SIGN_IN, email="robin@trust.example")
        SignInRequest.objects.filter(email="robin@trust.example").update(email=SAM)
        resent = press(other, CODE, again="1")

    for answer in (response, resent):
        assert answer.status_code == 200
        assert "We cannot send another code just now" in text_of(answer)
        assert "There is a problem" not in text_of(answer)
        assert "try again after 3:11pm" in text_of(answer)
    assert f'value="{SAM}"' in text_of(response)


# -- What no cache and no log keeps -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("is_signed_in", [True, False])
def test_no_cache_keeps_a_portal_page(client, name, is_signed_in):
    if is_signed_in:
        sign_in(client, make_account())

    for response in (client.get(ADDRESSES[name]), press(client, ADDRESSES[name])):
        kept = response.headers["Cache-Control"]
        assert "no-store" in kept
        assert "private" in kept


@pytest.mark.parametrize("name", ["account", "name", "sign_out_everywhere"])
def test_whoever_is_not_signed_in_is_asked_to(client, name):
    assert client.get(ADDRESSES[name]).url == f"{SIGN_IN}?next={quote(ADDRESSES[name], safe='')}"


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("profile", ["showcase", "participant"])
def test_a_room_that_is_off_has_no_address(client, settings, name, profile):
    settings.WAGTAIL_CHARTER = {**settings.WAGTAIL_CHARTER, "PROFILE": profile}

    assert client.get(ADDRESSES[name]).status_code == 404
    assert press(client, ADDRESSES[name]).status_code == 404


def test_no_address_and_no_code_stands_in_a_url_or_the_log(client, caplog):
    caplog.set_level(logging.DEBUG)
    code = asked(client, next="/apply/begin/")

    url = press(client, CODE, code=code).url

    assert SAM not in url
    assert code not in url
    assert SAM not in caplog.text
    assert code not in caplog.text


def test_nobody_signs_in_by_get(client):
    code = asked(client)

    for query in ({"code": code}, {"code": code, "vouched": "1"}, {"again": "1"}):
        client.get(CODE, query)
        client.head(CODE, query)
    client.get(SIGN_IN, {"email": SAM, "vouched": "1"})

    assert ACCOUNT_KEY not in client.session
    assert SignInRequest.objects.get().attempts == 0


def test_every_page_ends_with_somebody_to_turn_to(client):
    make_contact_for_site()
    pages = [client.get(SIGN_IN), client.get(CODE), client.get(SIGN_OUT)]
    asked(client)
    pages.append(client.get(CODE))
    sign_in(client, make_account())
    pages += [client.get(address) for address in (ACCOUNT, NAME, SIGN_OUT, EVERYWHERE)]

    for response in pages:
        assert text_of(response).count("Talk to a person") == 1


def make_contact_for_site():
    contact = make_contact()
    make_home()
    CharterSettings.objects.update_or_create(
        site=Site.objects.get(is_default_site=True), defaults={"contact": contact}
    )


# -- How long ---------------------------------------------------------------------------------------------------------


def is_in(client):
    return client.get(ACCOUNT).status_code == 200


def test_a_session_lives_twenty_hours_and_more_without_use(client):
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        sign_in(client, make_account())
    with time_machine.travel(start + datetime.timedelta(hours=3, minutes=59), tick=False):
        assert is_in(client)
    with time_machine.travel(start + datetime.timedelta(hours=23, minutes=59), tick=False):
        assert is_in(client)


def test_a_session_slides_with_use_and_ends_a_day_after_it(client):
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        sign_in(client, make_account())
    with time_machine.travel(start + datetime.timedelta(hours=23), tick=False):
        assert is_in(client)
    with time_machine.travel(start + datetime.timedelta(hours=46), tick=False):
        assert is_in(client)
    with time_machine.travel(start + datetime.timedelta(hours=70, minutes=1), tick=False):
        assert not is_in(client)
        assert "You have been signed out" in text_of(client.get(SIGN_IN))


def test_reading_writes_nothing_until_the_stamp_is_four_hours_old(client, django_assert_num_queries):
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        sign_in(client, make_account())
    stamp = client.session[SEEN_KEY]
    with time_machine.travel(start + datetime.timedelta(hours=3, minutes=59), tick=False):
        assert "sessionid" not in client.get(ACCOUNT).cookies
        assert client.session[SEEN_KEY] == stamp
    with time_machine.travel(start + datetime.timedelta(hours=4, minutes=1), tick=False):
        assert "sessionid" in client.get(ACCOUNT).cookies
        assert client.session[SEEN_KEY] == stamp + 4 * 3600 + 60


def test_a_session_that_is_gone_is_a_kind_way_back(client):
    sign_in(client, make_account())
    client.session.delete()

    response = client.get(ACCOUNT, follow=True)

    assert response.status_code == 200
    assert "<h1>Sign in</h1>" in text_of(response)


def test_a_session_that_is_deleted_while_it_is_stamped_is_signed_out(client, monkeypatch):
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        sign_in(client, make_account())
    store = type(client.session)
    load = store.load

    def load_and_lose(session):
        data = load(session)
        session.delete(session.session_key)
        return data

    monkeypatch.setattr(store, "load", load_and_lose)
    with time_machine.travel(start + datetime.timedelta(hours=5), tick=False):
        response = client.get(ACCOUNT)

    assert response.status_code == 302
    assert response.url.startswith(SIGN_IN)


def test_a_form_pressed_after_the_session_ended_holds_every_word(client):
    sign_in(client, make_account())
    client.session.delete()

    response = client.post(
        press_url(f"{ACCOUNT}?tab=2"),
        {"name": 'Robin "R" <b>', "more": ["1", "2"], "csrfmiddlewaretoken": "old"},
    )

    text = text_of(response)
    assert response.status_code == 200
    assert 'name="name" value="Robin &quot;R&quot; &lt;b&gt;"' in text
    assert text.count('name="more"') == 2
    assert 'value="old"' not in text
    assert f'action="{press_url(ACCOUNT)}?tab=2"' in text
    assert "no-store" in response.headers["Cache-Control"]


def test_the_words_come_back_once_their_writer_has_signed_in():
    strict = Client(enforce_csrf_checks=True)
    account = sign_in(strict, make_account())
    token = token_in(strict.get(ACCOUNT))
    strict.session.delete()

    held = press(strict, ACCOUNT, name="Robin", csrfmiddlewaretoken=token)
    sign_in(strict, account)
    shown = press(strict, ACCOUNT, name="Robin", csrfmiddlewaretoken=token_in(held))
    account.refresh_from_db()

    assert "not saved yet" in text_of(held)
    assert shown.status_code in (200, 302)
    if shown.status_code == 200:
        press(strict, ACCOUNT, name="Robin", csrfmiddlewaretoken=token_in(shown))
        account.refresh_from_db()
    assert account.name == "Robin"


def token_in(response):
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', response.content.decode()).group(1)


# -- The account ------------------------------------------------------------------------------------------------------


def test_a_name_is_changed(client):
    account = sign_in(client, make_account(SAM))

    assert f">{SAM}<" in text_of(client.get(ACCOUNT))
    response = client.post(press_url(ACCOUNT), {"name": "Robin"}, follow=True)

    account.refresh_from_db()
    assert account.name == "Robin"
    assert "Your name is saved." in text_of(response)


@pytest.mark.parametrize(("name", "words"), [("", "Enter your name"), ("x" * 121, "Answer must be 120")])
def test_a_name_that_cannot_be_gets_a_sentence(client, name, words):
    account = sign_in(client, make_account(SAM))

    for address in (ACCOUNT, NAME):
        response = press(client, address, name=name)
        assert words in text_of(response)
        assert name in text_of(response)
    account.refresh_from_db()
    assert account.name == "Alex Person"


def test_an_old_token_keeps_the_name_that_was_typed():
    strict = Client(enforce_csrf_checks=True)
    account = sign_in(strict, make_account(SAM))

    response = press(strict, ACCOUNT, name="Robin")

    account.refresh_from_db()
    assert account.name == "Alex Person"
    assert 'value="Robin"' in text_of(response)
    assert "press the button again" in text_of(response)


# -- The way out ------------------------------------------------------------------------------------------------------


def test_signing_out_asks_first(client):
    sign_in(client, make_account(SAM))

    assert SAM in text_of(client.get(SIGN_OUT))
    assert is_in(client)
    response = press(client, SIGN_OUT)

    assert response.headers["Clear-Site-Data"] == '"cache"'
    assert "You are signed out" in text_of(client.get(response.url))
    assert not is_in(client)


def test_signing_out_with_an_old_token_asks_again():
    strict = Client(enforce_csrf_checks=True)
    sign_in(strict, make_account())

    assert "<h1>Sign out</h1>" in text_of(press(strict, SIGN_OUT))
    assert is_in(strict)


def test_signing_out_kills_the_session(client):
    sign_in(client, make_account())
    key = client.session.session_key
    press(client, SIGN_OUT)
    thief = Client()
    thief.cookies["sessionid"] = key

    assert not is_in(thief)


def test_signing_out_everywhere_ends_every_browser(client):
    account = make_account(SAM)
    other = Client()
    sign_in(client, account)
    sign_in(other, account)
    stranger = Client()
    sign_in(stranger, make_account())

    assert "every device" in text_of(client.get(EVERYWHERE))
    assert is_in(other)
    assert press(client, EVERYWHERE).url == SIGN_OUT

    assert not is_in(client)
    assert not is_in(other)
    assert is_in(stranger)
    assert "You have been signed out" in text_of(other.get(SIGN_IN))


def test_an_account_that_is_closed_is_out_at_the_next_request(client):
    account = sign_in(client, make_account())

    PortalAccount.objects.filter(pk=account.pk).update(closed_at=timezone.now(), email="", name="")

    assert not is_in(client)


def test_whoever_signs_in_after_being_signed_out_everywhere_is_in(client):
    account = make_account(SAM)
    sign_out_everywhere(account, by=account)

    press(client, CODE, code=asked(client))

    assert is_in(client)


# -- Beside the admin -------------------------------------------------------------------------------------------------


def test_the_portal_signs_nobody_in_or_out_of_the_admin(client):
    user = make_staff()
    client.force_login(user)

    press(client, CODE, code=asked(client))
    assert client.session[HOST_USER_KEY] == str(user.pk)
    press(client, SIGN_OUT)
    assert client.session[HOST_USER_KEY] == str(user.pk)
    assert ACCOUNT_KEY not in client.session


def test_signing_in_gives_nobody_the_admin(client):
    press(client, CODE, code=asked(client))

    assert client.get(reverse("wagtailadmin_home")).status_code == 302
    assert HOST_USER_KEY not in client.session


def test_an_editors_open_page_keeps_its_token(client):
    user = make_staff()
    client.force_login(user)
    client.get(SIGN_IN)
    token = client.cookies["csrftoken"].value

    press(client, CODE, code=asked(client))

    assert client.cookies["csrftoken"].value == token


def test_everybody_else_gets_a_new_token(client):
    client.get(SIGN_IN)
    token = client.cookies["csrftoken"].value

    press(client, CODE, code=asked(client))

    assert client.cookies["csrftoken"].value != token


# -- The host's own sign-in -------------------------------------------------------------------------------------------


def vouch(request):
    """The test host's own sign-in."""
    return vouched.get("person")


vouched = {}


@pytest.fixture
def host_vouches(settings):
    settings.WAGTAIL_CHARTER = {**settings.WAGTAIL_CHARTER, "VOUCHED_PERSON": f"{__name__}.vouch"}
    vouched["person"] = ("Sam@Trust.example", "Sam Okoro")
    yield vouched
    vouched.clear()


def test_a_host_vouches_for_a_person_who_presses_the_button(client, host_vouches):
    assert "Go on as sam@trust.example" in text_of(client.get(SIGN_IN, {"next": "/apply/begin/"}))
    assert not PortalAccount.objects.exists()

    assert press(client, SIGN_IN, vouched="1", next="/apply/begin/").url == "/apply/begin/"

    account = PortalAccount.objects.get()
    assert (account.email, account.name) == (SAM, "Sam Okoro")
    assert is_in(client)
    assert mail.outbox == []


@pytest.mark.parametrize("person", [None, ("", "Nobody"), ("no address", "Nobody")])
def test_a_host_that_vouches_for_nobody_signs_nobody_in(client, host_vouches, person):
    host_vouches["person"] = person

    assert "Go on as" not in text_of(client.get(SIGN_IN))
    assert press(client, SIGN_IN, vouched="1").status_code == 200
    assert not is_in(client)


def test_an_old_token_is_vouched_for_by_nobody(host_vouches):
    strict = Client(enforce_csrf_checks=True)

    press(strict, SIGN_IN, vouched="1")

    assert not PortalAccount.objects.exists()


def test_another_address_may_be_used_all_the_same(client, host_vouches):
    press(client, CODE, code=asked(client, "robin@trust.example"))

    assert PortalAccount.objects.get().email == "robin@trust.example"
