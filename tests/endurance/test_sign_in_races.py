"""Sixty presses at once, with real threads on a real database: attempts are counted, and one press wins."""

import time

import pytest
from django.contrib.sessions.models import Session
from django.db.models import F
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.accounts.letterbox import newest_code, wrong
from tests.endurance.threads import MANY, at_once
from tests.factories.accounts import make_account
from wagtail_charter.accounts import rules, services
from wagtail_charter.accounts.access import ACCOUNT_KEY
from wagtail_charter.accounts.models import PortalAccount, SignInRequest
from wagtail_charter.accounts.services import CodeOver, TooManyCodes, WrongCode
from wagtail_charter.accounts.views import SIGN_IN_COOKIE
from wagtail_charter.foundations.press import press_url
from wagtail_charter.letters.models import Letter

pytestmark = [pytest.mark.endurance, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
SAM = "sam@trust.example"


def asked():
    """A browser's secret, and the code that was sent to it."""
    secret = services.ask_for_code(SAM, network="n" * 64)
    return secret, newest_code(SAM)


def presser(secret, code):
    """A press of the code's form in the browser that holds ``secret``; returns the answer and its client."""

    def press(_place):
        client = Client()
        client.cookies[SIGN_IN_COOKIE] = secret
        return client.post(press_url(reverse("charter:code")), {"code": code}), client

    return press


def evaluated(caplog):
    """How many codes were compared, as the log tells."""
    return sum("wrong code" in record.getMessage() for record in caplog.records)


def test_sixty_wrong_codes_at_once_are_five_attempts_and_the_right_one_is_refused(caplog):
    secret, code = asked()

    outcomes = at_once(presser(secret, wrong(code)))

    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
    pages = [answer.content.decode() for answer, _client in outcomes]
    told_wrong = sum("That code is not right" in page for page in pages)
    assert SignInRequest.objects.get().attempts == 5
    assert evaluated(caplog) == 5
    assert told_wrong < 5  # whoever spends the last attempt reads that no code works any more
    assert sum("This code no longer works" in page for page in pages) == MANY - told_wrong
    answer, _client = presser(secret, code)(0)
    assert "This code no longer works" in answer.content.decode()
    assert not PortalAccount.objects.exists()


def test_sixty_right_codes_at_once_are_one_sign_in():
    make_account(SAM)
    secret, code = asked()

    outcomes = at_once(presser(secret, code))

    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
    inside = [client for _answer, client in outcomes if ACCOUNT_KEY in client.session]
    held = [session for session in Session.objects.all() if ACCOUNT_KEY in session.get_decoded()]
    assert len(inside) == len(held) == 1
    assert SignInRequest.objects.filter(used_at__isnull=False).count() == 1
    assert SignInRequest.objects.get().attempts <= 5


def test_without_the_conditional_update_more_than_five_are_compared():
    """The proof that the race is real: for whoever reads, compares and writes afterwards."""
    secret, code = asked()
    compared = []

    def read_then_write(_place):
        request = services.request_of(secret)
        if request.attempts >= 5:
            return
        time.sleep(0.05)
        compared.append(rules.is_right_code(request.browser_hash, wrong(code), request.code_mac))
        SignInRequest.objects.filter(pk=request.pk, attempts__lt=5).update(attempts=F("attempts") + 1)

    at_once(read_then_write, 20)

    assert len(compared) > 5


def test_the_services_own_count_holds_where_that_one_does_not(caplog):
    secret, code = asked()

    def try_code(_place):
        try:
            services.use_code(secret, wrong(code))
        except (WrongCode, CodeOver) as outcome:
            return type(outcome)

    outcomes = at_once(try_code)

    assert evaluated(caplog) == 5
    assert outcomes.count(WrongCode) + outcomes.count(CodeOver) == MANY


def test_two_browsers_of_a_new_person_make_one_account():
    pairs = [asked() for _ in range(5)]

    outcomes = at_once(lambda place: services.use_code(*pairs[place]), 5)

    assert {outcome.pk for outcome in outcomes} == {PortalAccount.objects.get().pk}


def test_twenty_who_ask_at_once_for_one_address_get_five_codes():
    def ask(place):
        return services.ask_for_code(SAM, network=f"{place:064}")

    outcomes = at_once(ask, 20)

    assert sum(isinstance(outcome, str) for outcome in outcomes) == 5
    assert sum(isinstance(outcome, TooManyCodes) for outcome in outcomes) == 15
    assert SignInRequest.objects.count() == Letter.objects.count() == 5


def test_signing_out_everywhere_at_once_raises_the_epoch_each_time():
    account = make_account(SAM, last_signed_in_at=timezone.now())

    at_once(lambda _place: services.sign_out_everywhere(account, by=account), 20)

    account.refresh_from_db()
    assert account.sessions_epoch == 20
