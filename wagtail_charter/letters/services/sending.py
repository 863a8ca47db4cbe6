"""Letting letters leave: claim one, hand it to the mail server, note how it went.

At least once: a sender that is killed after the server took a mail and before the row says so leaves the letter to the
next one. A claim is a lease, so two senders never hold one letter.
"""

import logging
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from email.utils import formataddr, parseaddr
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.core import mail
from django.db import connection as database
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from wagtail_charter.conf import conf
from wagtail_charter.letters import rules
from wagtail_charter.letters.models import Letter
from wagtail_charter.letters.notifications import NotNeeded, has_secrets, secrets_for, witness_of
from wagtail_charter.letters.services.writing import write

logger = logging.getLogger(__name__)

#: How long a sender may hold a letter; afterwards another may take it.
LEASE = timedelta(minutes=5)


@dataclass
class Round:
    """What one round of sending came to."""

    sent: int = 0
    put_off: int = 0
    given_up: int = 0
    dropped: int = 0
    is_out_of_reach: bool = False

    def __str__(self):
        parts = [
            _("%(count)s sent") % {"count": self.sent},
            _("%(count)s to try again") % {"count": self.put_off},
            _("%(count)s given up") % {"count": self.given_up},
            _("%(count)s no longer needed") % {"count": self.dropped},
        ]
        words = ", ".join(parts)
        if self.is_out_of_reach:
            return _("%(words)s; the mail server could not be reached") % {"words": words}
        return words


def send_due():
    """Send every letter whose time has come, one after the other, over one connection. Returns a ``Round``.

    Stops early when the mail server is out of reach: the letters wait for the next round. Any number of senders may
    work at once.
    """
    done = Round()
    with _Mailer() as mailer:
        while not done.is_out_of_reach and (letter := _claim()):
            _deliver(letter, mailer, done)
    return done


def send_now(pk):
    """Send the letter with the primary key ``pk`` if it is due and nobody else holds it. Returns a ``Round``."""
    done = Round()
    letter = _claim(pk=pk)
    if letter:
        with _Mailer() as mailer:
            _deliver(letter, mailer, done)
    return done


class _Mailer:
    """The connection to the mail server: opened when the first letter needs it, closed after any trouble."""

    def __init__(self):
        self._connection = None

    def __enter__(self):
        return self

    def __exit__(self, *trouble):
        self.close()

    def open(self):
        """Be connected; raises what the backend raises when the server cannot be reached."""
        if self._connection is None:
            # Django 6.1 keeps its set-ups in ``mailers``.
            self._connection = mail.mailers.default if hasattr(mail, "mailers") else mail.get_connection()
        self._connection.open()

    def send(self, message):
        """Hand ``message`` over; raises when the server did not take it."""
        # Backends that do not count answer None.
        if self._connection.send_messages([message]) == 0:
            raise ConnectionError

    def close(self):
        """Let the connection go."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with _quietly():
                connection.close()


@contextmanager
def _quietly():
    try:
        yield
    except Exception:
        logger.debug("A connection that had broken could not be closed.")


def _claim(pk=None):
    """Take the lease of one letter that is due (the one with ``pk``). Returns it, or ``None`` when there is none."""
    while True:
        now = timezone.now()
        due = Letter.objects.due(now)
        if pk is not None:
            due = due.filter(pk=pk)
        zone = timezone.get_default_timezone()
        if not rules.is_working_time(now, zone=zone, closed_days=conf.CLOSED_DAYS):
            due = due.filter(is_answer=True)
        with transaction.atomic():
            rows = due.order_by("next_try_at", "pk")
            if database.features.has_select_for_update_skip_locked:
                rows = rows.select_for_update(skip_locked=True)
            found = rows.values_list("pk", flat=True).first()
            if found is None:
                return None
            lease = now + LEASE
            is_ours = due.filter(pk=found).update(leased_until=lease, attempts=F("attempts") + 1)
        if is_ours:
            return Letter.objects.select_related("site").get(pk=found)


def _deliver(letter, mailer, done):
    """Send a letter that we hold, and write down how it went."""
    try:
        mailer.open()
        mailer.send(_message(letter, secrets_for(letter)))
    except NotNeeded:
        _settle(letter, dropped_at=timezone.now())
        done.dropped += 1
    except Exception as error:
        mailer.close()
        _put_off(letter, error, done)
    else:
        _note_sent(letter)
        done.sent += 1


def _message(letter, secrets):
    written = write(letter, secrets)
    name, address = parseaddr(conf.FROM_EMAIL)
    sender = written.sender
    host = urlsplit(letter.base_url).hostname or "localhost"
    message = mail.EmailMultiAlternatives(
        subject=written.subject,
        body=written.text,
        from_email=formataddr((sender.name or name, address)),
        to=[formataddr((" ".join(letter.to_name.split()), letter.to_email))],
        reply_to=[formataddr((sender.contact_name, sender.reply_to))] if sender.reply_to else None,
        headers={
            "Message-ID": _message_id(letter, address),
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "OOF, AutoReply",
            "List-Id": f"<letters.{host}>",
        },
    )
    message.attach_alternative(written.html, "text/html")
    return message


def _message_id(letter, address):
    """The same for each attempt, so that mail programs show a letter that came twice once.

    A letter with a secret has a new one each time: there the last that comes is the one that counts.
    """
    words = letter.key
    if has_secrets(letter.template):
        words = f"{words} {letter.attempts}"
    digest = sha256(f"{letter.base_url} {words}".encode()).hexdigest()[:40]
    return f"<{digest}@{address.rpartition('@')[2] or 'localhost'}>"


def _settle(letter, **columns):
    """Write how it went, if the lease is still ours. Returns whether it was."""
    columns = {"leased_until": None, **columns}
    held = Letter.objects.filter(pk=letter.pk, leased_until=letter.leased_until)
    for name, value in columns.items():
        setattr(letter, name, value)
    return bool(held.update(**columns))


def _note_sent(letter):
    with transaction.atomic():
        # Whoever took the lease meanwhile sends it again; that it has left stays true.
        Letter.objects.filter(pk=letter.pk).update(
            sent_at=timezone.now(), given_up_at=None, leased_until=None, last_error=""
        )
        letter.refresh_from_db()
        witness = witness_of(letter.template)
        if witness:
            try:
                with transaction.atomic():
                    witness(letter)
            except Exception:
                logger.exception("Letter %s was sent; what follows from it could not be noted.", letter.pk)


def _put_off(letter, error, done):
    """Note what went wrong in plain words, and when the letter is tried again."""
    if rules.is_mail_trouble(error):
        # The exception's text may hold the address.
        logger.warning("Letter %s was not sent: %s.", letter.pk, type(error).__name__)
    else:
        logger.error("Letter %s could not be written or handed over.", letter.pk, exc_info=error)
    done.is_out_of_reach = rules.is_outage(error)
    with override(settings.LANGUAGE_CODE):
        words = rules.in_plain_words(error)
    now = timezone.now()
    again = rules.next_try(letter.attempts, at=now)
    if again is None:
        _settle(letter, given_up_at=now, last_error=words)
        done.given_up += 1
        return
    if not letter.is_answer:
        zone = timezone.get_default_timezone()
        again = rules.next_working_time(again, zone=zone, closed_days=conf.CLOSED_DAYS)
    _settle(letter, next_try_at=again, last_error=words)
    done.put_off += 1
