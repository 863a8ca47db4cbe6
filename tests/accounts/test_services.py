"""Asking for a code, using it, and signing out everywhere."""

import datetime
import logging

import pytest
import time_machine
from django.apps import apps
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from tests.accounts.letterbox import links_of, newest_code, wrong
from tests.factories.accounts import make_account
from tests.factories.people import make_officer
from wagtail_charter.accounts import services
from wagtail_charter.accounts.models import PortalAccount, SignInRequest
from wagtail_charter.accounts.services import CodeOver, TooManyCodes, WrongCode
from wagtail_charter.letters.models import Letter
from wagtail_charter.letters.services import preview, send_due

pytestmark = pytest.mark.django_db
SAM = "sam@trust.example"


def ask(email=SAM, **facts):
    return services.ask_for_code(email, **{"network": "n" * 64, **facts})


def later(**span):
    return time_machine.travel(timezone.now() + datetime.timedelta(**span), tick=False)


# -- Asking -----------------------------------------------------------------------------------------------------------


def test_asking_leaves_a_request_and_a_letter_and_no_code():
    secret = ask(" Sam@Trust.example ", next_path="/apply/")

    request, letter = SignInRequest.objects.get(), Letter.objects.get()
    assert (request.email, request.next_path, request.code_mac, request.sent_at) == (SAM, "/apply/", "", None)
    assert request.browser_hash == services.browser_hash(secret) != secret
    assert (letter.to_email, letter.to_name, letter.is_answer) == (SAM, "", True)
    assert letter.about == request


def test_asking_is_the_same_for_somebody_with_an_account_and_for_anybody():
    make_account(SAM)

    ask()
    ask("nobody@trust.example")

    first, second = Letter.objects.order_by("pk")
    assert first.facts == second.facts
    assert PortalAccount.objects.count() == 1


def test_the_code_is_in_the_mail_and_nowhere_else():
    ask()
    code = newest_code()

    row = SignInRequest.objects.values().get()
    letter = Letter.objects.values().get()
    assert code not in str(letter)
    assert code not in str({name: value for name, value in row.items() if name != "code_mac"})
    assert code not in mail.outbox[0].subject
    assert code not in preview(Letter.objects.get()).text
    assert SAM not in mail.outbox[0].body


def test_the_newest_request_of_a_browser_replaces_its_older_one():
    first = ask()
    old = newest_code()
    second = ask(earlier_secret=first)

    with pytest.raises(CodeOver):
        services.use_code(first, old)
    assert services.use_code(second, newest_code()).email == SAM


def test_a_letter_that_is_no_longer_needed_does_not_leave():
    first = ask()
    ask(earlier_secret=first)

    newest_code()

    assert len(mail.outbox) == 1
    assert Letter.objects.filter(dropped_at__isnull=False).count() == 1


def test_asking_in_another_browser_leaves_a_code_as_it_is():
    secret = ask()
    code = newest_code()
    ask()

    assert services.use_code(secret, code).email == SAM


def test_each_attempt_to_send_makes_a_code_of_its_own_and_gives_no_attempts_back():
    secret = ask()
    old = newest_code()
    SignInRequest.objects.update(attempts=3)

    services.make_code(Letter.objects.get())

    request = SignInRequest.objects.get()
    assert request.attempts == 3
    with pytest.raises(WrongCode):
        services.use_code(secret, old)


def test_a_letter_whose_request_is_gone_is_dropped():
    ask()
    SignInRequest.objects.all().delete()

    send_due()

    assert mail.outbox == []
    assert Letter.objects.get().dropped_at


# -- Throttles --------------------------------------------------------------------------------------------------------


def test_an_address_gets_five_codes_an_hour():
    for place in range(5):
        ask(network=f"{place}" * 64)

    with pytest.raises(TooManyCodes):
        ask("SAM@trust.example", network="9" * 64)
    assert SignInRequest.objects.count() == Letter.objects.count() == 5
    ask("robin@trust.example")
    with later(minutes=61):
        ask()


def test_a_network_gets_thirty_codes_an_hour():
    for place in range(30):
        ask(f"person{place}@trust.example")

    with pytest.raises(TooManyCodes):
        ask("another@trust.example")
    ask("another@trust.example", network="m" * 64)


def test_all_people_together_get_what_the_setting_says(settings):
    settings.WAGTAIL_CHARTER = {**settings.WAGTAIL_CHARTER, "SIGN_IN_CODES_AN_HOUR": 2}
    ask("one@trust.example", network="1" * 64)
    ask("two@trust.example", network="2" * 64)

    with pytest.raises(TooManyCodes):
        ask("three@trust.example", network="3" * 64)


def test_who_is_held_back_learns_when_to_try_again():
    moment = timezone.now()
    with time_machine.travel(moment, tick=False):
        for _ in range(5):
            ask()
    with later(minutes=10), pytest.raises(TooManyCodes) as refusal:
        ask()

    assert refusal.value.again_at == moment + datetime.timedelta(hours=1)


# -- Using ------------------------------------------------------------------------------------------------------------


def test_the_right_code_signs_in_and_makes_the_account():
    secret = ask()

    account = services.use_code(secret, newest_code())

    assert account == PortalAccount.objects.get()
    assert (account.email, account.name) == (SAM, "")
    assert account.last_signed_in_at
    assert SignInRequest.objects.get().used_at


def test_somebody_who_has_an_account_signs_in_to_it():
    account = make_account("Sam@Trust.example", name="Sam Okoro")
    secret = ask()

    assert services.use_code(secret, newest_code()) == account
    account.refresh_from_db()
    assert (account.email, account.name) == ("Sam@Trust.example", "Sam Okoro")


def test_a_code_works_once():
    secret = ask()
    code = newest_code()
    services.use_code(secret, code)

    with pytest.raises(CodeOver) as over:
        services.use_code(secret, code)
    assert over.value.was_used


def test_five_attempts_and_no_more():
    secret = ask()
    code = newest_code()

    for _ in range(4):
        with pytest.raises(WrongCode):
            services.use_code(secret, wrong(code))
    with pytest.raises(CodeOver):
        services.use_code(secret, wrong(code))
    with pytest.raises(CodeOver):
        services.use_code(secret, code)
    assert SignInRequest.objects.get().attempts == 5
    assert not PortalAccount.objects.exists()


def test_the_fifth_attempt_may_be_the_right_one():
    secret = ask()
    code = newest_code()
    for _ in range(4):
        with pytest.raises(WrongCode):
            services.use_code(secret, wrong(code))

    assert services.use_code(secret, code)


def test_a_code_does_nothing_in_another_browser():
    ask()
    code = newest_code()
    other = ask("other@trust.example")

    newest_code("other@trust.example")
    for secret in ("", "x", other):
        with pytest.raises((WrongCode, CodeOver)):
            services.use_code(secret, code if code != newest_code("other@trust.example") else wrong(code))
    assert not PortalAccount.objects.exists()


@pytest.mark.parametrize(("minutes", "works"), [(9, True), (11, False)])
def test_ten_minutes_run_from_the_sending(minutes, works):
    secret = ask()
    with later(hours=3):
        code = newest_code()
    with later(hours=3, minutes=minutes):
        if works:
            assert services.use_code(secret, code)
        else:
            with pytest.raises(CodeOver):
                services.use_code(secret, code)


def test_no_code_works_before_the_letter_has_left():
    secret = ask()

    with pytest.raises(CodeOver):
        services.use_code(secret, "000000")
    assert SignInRequest.objects.get().attempts == 0


def test_a_code_survives_a_change_of_the_sites_key(settings):
    secret = ask()
    code = newest_code()
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"

    assert services.use_code(secret, code)


def test_the_log_tells_of_attempts_and_names_nobody(caplog):
    caplog.set_level(logging.DEBUG, logger="wagtail_charter.accounts")
    secret = ask()
    code = newest_code()
    with pytest.raises(WrongCode):
        services.use_code(secret, wrong(code))
    services.use_code(secret, code)

    assert "wrong code, attempt 1" in caplog.text
    assert "signed in" in caplog.text
    assert SAM not in caplog.text
    assert code not in caplog.text
    assert secret not in caplog.text


# -- People -----------------------------------------------------------------------------------------------------------


def test_a_vouched_person_keeps_the_name_they_chose():
    account = services.vouch_for("Robin@Trust.example", "Robin Ahmed")
    services.change_name(account, name="Rob")

    again = services.vouch_for("robin@trust.example", "Robin Ahmed")

    assert again == account
    assert again.name == "Rob"


def test_a_closed_account_is_never_signed_in_to():
    closed = make_account(SAM)
    PortalAccount.objects.filter(pk=closed.pk).update(email="", name="", closed_at=timezone.now())

    assert services.vouch_for(SAM) != closed


def test_a_closed_account_holds_no_address_and_no_name():
    account = make_account(SAM)

    with pytest.raises(IntegrityError), transaction.atomic():
        PortalAccount.objects.filter(pk=account.pk).update(closed_at=timezone.now())


def test_an_address_has_one_account():
    make_account(SAM)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_account("SAM@trust.example")


def test_signing_out_everywhere_ends_sessions_and_codes():
    account = make_account(SAM)
    other = make_account()
    secret = ask()
    code = newest_code()

    services.sign_out_everywhere(account, by=account)

    assert account.sessions_epoch == 1
    with pytest.raises(CodeOver):
        services.use_code(secret, code)
    other.refresh_from_db()
    assert other.sessions_epoch == 0
    assert not ModelLogEntry.objects.exists()


def test_the_teams_signing_out_leaves_a_line_without_a_name():
    officer, account = make_officer(), make_account(SAM)

    services.sign_out_everywhere(account, by=officer)

    line = ModelLogEntry.objects.get()
    assert (line.action, line.user, line.label) == (
        services.SIGN_OUT_ACTION,
        officer,
        f"portal account {account.pk}",
    )


def test_a_scanner_that_fetches_every_link_changes_nothing():
    secret = ask()
    code = newest_code()
    before = everything()
    links = {link for message in mail.outbox for link in links_of(message)}
    assert any(link.endswith(reverse("charter:code")) for link in links)

    for link in links:
        for method in ("get", "head"):
            answer = getattr(Client(), method)(link.removeprefix("http://testserver"), follow=True)
            assert answer.status_code in (200, 404)

    assert everything() == before
    assert services.use_code(secret, code)


def everything():
    """Every row of every table."""
    return {model._meta.label: list(model._base_manager.values()) for model in apps.get_models()}
