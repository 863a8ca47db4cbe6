"""When a letter may leave, when it is tried again, and what is said of one that did not leave. Pure judgement."""

import smtplib
from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_charter.foundations.clock import date_words, time_words

#: Letters that nobody has asked for just now leave between these hours on working days.
OPENS, CLOSES = time(9), time(17)

#: How long a letter waits after each attempt; after the last one the team is asked to look.
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=6),
    timedelta(hours=12),
    timedelta(hours=24),
    timedelta(hours=24),
)


def is_working_time(moment, *, zone, closed_days=()):
    """Letters leave from 9am to 5pm, Monday to Friday, in the time ``zone``, and on none of ``closed_days``."""
    local = moment.astimezone(zone)
    return _is_working_day(local.date(), closed_days) and OPENS <= local.time() < CLOSES


def next_working_time(moment, *, zone, closed_days=()):
    """``moment`` itself if it lies in working time; else 9am on the next working day, by the clock in ``zone``."""
    if is_working_time(moment, zone=zone, closed_days=closed_days):
        return moment
    local = moment.astimezone(zone)
    day = local.date() if local.time() < OPENS else local.date() + timedelta(days=1)
    while not _is_working_day(day, closed_days):
        day += timedelta(days=1)
    return datetime.combine(day, OPENS, tzinfo=zone)


def working_day_before(day, *, days, closed_days=()):
    """The working day that lies ``days`` working days before ``day``."""
    while days:
        day -= timedelta(days=1)
        days -= _is_working_day(day, closed_days)
    return day


def _is_working_day(day, closed_days):
    return day.weekday() < 5 and day not in closed_days


def next_try(attempts, *, at):
    """When a letter that has been tried ``attempts`` times without success is tried again; ``None``: no more."""
    return at + WAITS[attempts - 1] if attempts <= len(WAITS) else None


def is_mail_trouble(error):
    """Whether ``error`` is the mail server's or the network's, and no fault of ours."""
    return isinstance(error, OSError)


def is_outage(error):
    """Whether the mail server as a whole is out of reach, so that other letters need not be tried now."""
    if isinstance(error, smtplib.SMTPResponseException):
        return isinstance(error, smtplib.SMTPConnectError | smtplib.SMTPAuthenticationError) or (
            error.smtp_code == 421
        )
    return isinstance(error, smtplib.SMTPServerDisconnected | smtplib.SMTPNotSupportedError) or (
        isinstance(error, OSError) and not isinstance(error, smtplib.SMTPException)
    )


def in_plain_words(error):
    """What the team reads about ``error``: no address, no word of the letter, no text of the exception."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = sorted({code for code, _text in error.recipients.values()})
        if codes and codes[0] >= 500:
            return _("The mail server does not accept this address (answer %(code)s).") % {"code": codes[0]}
        return _("The mail server asked us to try this address later (answer %(code)s).") % {
            "code": codes[0] if codes else "–"
        }
    if isinstance(error, smtplib.SMTPSenderRefused):
        return _("The mail server does not accept our address as the sender (answer %(code)s).") % {
            "code": error.smtp_code
        }
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return _("The mail server did not accept our name and password.")
    if is_outage(error):
        return _("The mail server could not be reached.")
    if isinstance(error, smtplib.SMTPResponseException):
        if error.smtp_code < 500:
            return _("The mail server asked us to try later (answer %(code)s).") % {"code": error.smtp_code}
        return _("The mail server did not take the letter (answer %(code)s).") % {"code": error.smtp_code}
    if isinstance(error, smtplib.SMTPException):
        return _("The mail server did not take the letter.")
    return _("The letter could not be written or handed over. The site's log says more.")


def how_it_stands(letter, *, at):
    """Where a letter is, in words for the team: sent and when, waiting until when, or why it did not leave."""
    if letter.sent_at:
        return _("Sent %(moment)s") % {"moment": _moment(letter.sent_at)}
    if letter.dropped_at:
        return _("Not sent: it was no longer needed")
    if letter.given_up_at:
        return _("Could not be delivered: %(why)s") % {"why": letter.last_error}
    if letter.last_error:
        facts = {"why": letter.last_error, "moment": _moment(letter.next_try_at)}
        return _("Waiting: %(why)s Next attempt %(moment)s") % facts
    if letter.next_try_at <= at:
        return _("Waiting: leaves in the next few minutes")
    return _("Waiting: leaves %(moment)s") % {"moment": _moment(letter.next_try_at)}


def _moment(moment):
    local = timezone.localtime(moment, timezone.get_default_timezone())
    return _("%(date)s, %(time)s") % {"date": date_words(local), "time": time_words(local)}
