"""Signing in with a code, and signing out everywhere.

A code is made while its letter is being sent, works for ten minutes, five attempts, once, and in the browser that
asked for it alone. Source: ASVS 5.0, 6.5 and 6.6; NIST SP 800-63B on out-of-band codes.
"""

import logging
from hashlib import sha256

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from wagtail.log_actions import log

from wagtail_charter.accounts import notifications, rules
from wagtail_charter.accounts.models import PortalAccount, SignInRequest
from wagtail_charter.accounts.querysets import MAX_ATTEMPTS
from wagtail_charter.conf import conf
from wagtail_charter.letters.notifications import NotNeeded, made_at_sending

logger = logging.getLogger(__name__)

#: The line that Wagtail's log gets when the team signs somebody out.
SIGN_OUT_ACTION = "wagtail_charter.sign_out_everywhere"


class TooManyCodes(Exception):
    """No code leaves now; ``again_at`` is when one may be asked for again."""

    def __init__(self, again_at):
        super().__init__("No code leaves now.")
        self.again_at = again_at


class WrongCode(Exception):
    """The code is not the one in the newest message; it may be tried again."""


class CodeOver(Exception):
    """No code works for this request any more, or in this browser; ``was_used`` if one was used already."""

    def __init__(self, *, was_used=False):
        super().__init__("No code works any more.")
        self.was_used = was_used


def browser_hash(secret):
    """What is stored of a browser's secret."""
    return sha256(secret.encode()).hexdigest()


def request_of(secret):
    """The ``SignInRequest`` of the browser that holds ``secret``, or ``None``."""
    return SignInRequest.objects.filter(browser_hash=browser_hash(secret)).first() if secret else None


@transaction.atomic
def ask_for_code(email, *, network, next_path="", earlier_secret="", site=None, language=None):
    """Let a code be sent to ``email``; returns the secret that the asking browser has to hold.

    The same happens for every address, whether or not somebody has an account with it. ``network`` is the mark of
    the client's network, ``next_path`` a path of this site where the person goes on, ``earlier_secret`` what the
    browser held before: the newest request of a browser replaces its older one. Raises ``TooManyCodes``.
    """
    _wait_for_turn()
    email, now = email.strip().lower(), timezone.now()
    _check_throttles(email, network, now)
    if earlier_secret:
        SignInRequest.objects.standing().filter(browser_hash=browser_hash(earlier_secret)).update(
            replaced_at=now
        )
    secret = rules.new_secret()
    request = SignInRequest.objects.create(
        email=email,
        browser_hash=browser_hash(secret),
        network=network,
        next_path=next_path,
        created_at=now,
    )
    notifications.code_asked_for(request, site=site, language=language)
    return secret


def _wait_for_turn():
    """Let one asker count at a time, so that a throttle holds for those who ask at once."""
    label = SignInRequest._meta
    ContentType.objects.select_for_update(no_key=True).get(app_label=label.app_label, model=label.model_name)


def _check_throttles(email, network, now):
    recent = SignInRequest.objects.filter(created_at__gt=now - rules.WINDOW).order_by("-created_at")
    limits = (
        ("address", recent.filter(email=email), rules.CODES_FOR_ADDRESS),
        ("network", recent.filter(network=network), rules.CODES_FOR_NETWORK),
        ("everybody", recent, conf.SIGN_IN_CODES_AN_HOUR),
    )
    waits = []
    for who, rows, limit in limits:
        again_at = rules.free_again_at(list(rows.values_list("created_at", flat=True)[:limit]), limit)
        if again_at:
            waits.append(again_at)
            logger.warning("A sign-in code was held back: the limit for one %s is reached.", who)
    if waits:
        raise TooManyCodes(max(waits))


@made_at_sending(notifications.SIGN_IN_CODE)
def make_code(letter):
    """Make the code of a letter that is about to leave; the ten minutes run from now. Returns the letter's secret.

    Each attempt to send makes a new code, so only the newest message counts; attempts that were spent stay spent.
    Raises ``NotNeeded`` when the request was used, replaced or deleted meanwhile.
    """
    request = SignInRequest.objects.standing().filter(pk=letter.about_id).first()
    if request is None:
        raise NotNeeded
    code = rules.new_code()
    mac = rules.code_mac(request.browser_hash, code)
    kept = SignInRequest.objects.standing().filter(pk=request.pk).update(code_mac=mac, sent_at=timezone.now())
    if not kept:
        raise NotNeeded
    return {"code": code}


def use_code(secret, code):
    """Sign in with ``code`` in the browser that holds ``secret``; returns the ``PortalAccount``, made if it is new.

    An attempt is spent before anything is compared, and only one of many right presses wins; both in one conditional
    UPDATE. Raises ``WrongCode`` while attempts are left, otherwise ``CodeOver``.
    """
    request = request_of(secret)
    if request is None:
        logger.warning("A sign-in code was tried in a browser that asked for none.")
        raise CodeOver
    if not SignInRequest.objects.usable().filter(pk=request.pk).update(attempts=F("attempts") + 1):
        request.refresh_from_db()
        logger.warning("Sign-in request %s: a code was tried that works no longer.", request.pk)
        raise CodeOver(was_used=request.used_at is not None)
    request.refresh_from_db()
    if not rules.is_right_code(request.browser_hash, code, request.code_mac):
        logger.warning("Sign-in request %s: wrong code, attempt %s.", request.pk, request.attempts)
        raise WrongCode if request.attempts < MAX_ATTEMPTS else CodeOver
    with transaction.atomic():
        now = timezone.now()
        if not SignInRequest.objects.standing().filter(pk=request.pk).update(used_at=now):
            raise CodeOver(was_used=True)
        account = vouch_for(request.email)
    logger.info("Sign-in request %s: account %s signed in.", request.pk, account.pk)
    return account


@transaction.atomic
def vouch_for(email, name=""):
    """The account of somebody who has shown that ``email`` is theirs, noted as signed in now; made if it is new.

    ``name`` is taken over only where the account has none. Returns the ``PortalAccount``.
    """
    email = email.strip().lower()
    account = PortalAccount.objects.open().with_email(email).first() or _make_account(email)
    account.name = account.name or name.strip()[:120]
    account.last_signed_in_at = timezone.now()
    account.save(update_fields=["name", "last_signed_in_at", "updated_at"])
    return account


def _make_account(email):
    try:
        with transaction.atomic():
            return PortalAccount.objects.create(email=email)
    except IntegrityError:  # made in another browser at this moment
        return PortalAccount.objects.open().with_email(email).get()


def change_name(account, *, name):
    """Let ``account`` be called ``name`` from now on; returns it."""
    account.name = name
    account.save(update_fields=["name", "updated_at"])
    return account


@transaction.atomic
def sign_out_everywhere(account, *, by):
    """End every portal session of ``account`` and let no code that is on its way work; returns the account.

    ``by`` is the account itself or somebody of the team; what the team does leaves a line in Wagtail's log.
    """
    PortalAccount.objects.filter(pk=account.pk).update(sessions_epoch=F("sessions_epoch") + 1)
    account.refresh_from_db()
    if account.email:
        SignInRequest.objects.standing().filter(email=account.email.lower()).update(
            replaced_at=timezone.now()
        )
    if not isinstance(by, PortalAccount):
        log(account, SIGN_OUT_ACTION, user=by, title=f"{account._meta.verbose_name} {account.pk}")
    logger.info("Account %s was signed out everywhere.", account.pk)
    return account
