"""Messages to all leads of a round: written, confirmed, held for a while, stopped or sent, one letter for each lead."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_charter.applications import notifications
from wagtail_charter.applications.models import Application, RoundMessage
from wagtail_charter.applications.states import LEFT_STATES, MessageState
from wagtail_charter.events.services import SYSTEM, begin, move
from wagtail_charter.letters.models import Letter

#: So many letters are put into the outbox in one transaction.
BATCH = 100


@transaction.atomic
def write_message(round, *, audience, subject, words, leaves_at, by):
    """Write a message to the leads of ``round``. Nothing leaves before ``confirm_message``. Returns the ``RoundMessage``."""
    message = RoundMessage(
        round=round, audience=audience, subject=subject, words=words, leaves_at=leaves_at, written_by=by
    )
    return begin(message, by=by)


@transaction.atomic
def change_message(message, *, round, audience, subject, words, leaves_at):
    """Change a message that nobody has confirmed yet. Returns it. Raises ``ValidationError`` once it is confirmed."""
    held = _hold(message)
    if held.state != MessageState.WRITTEN:
        raise ValidationError(
            _("This message is confirmed, so it stays as it is. Stop it and write another.")
        )
    held.round, held.audience, held.leaves_at = round, audience, leaves_at
    held.subject, held.words = subject, words
    held.save(update_fields=["round", "audience", "leaves_at", "subject", "words", "updated_at"])
    return held


@transaction.atomic
def confirm_message(message, *, by):
    """Let ``message`` leave when its time comes. A second press changes nothing. Returns it.

    Raises ``ValidationError`` when its time is over, so that it is never sent without being held, and when nobody would
    get it.
    """
    held = _hold(message)
    if held.state == MessageState.WAITING:
        return held
    if held.state == MessageState.WRITTEN and held.leaves_at <= timezone.now():
        raise ValidationError(_("The time at which it was to leave is over. Change it to a later one first."))
    if held.state == MessageState.WRITTEN and not message_leads(held).exists():
        raise ValidationError(_("Nobody would get this message. Change whom it goes to, or stop it."))
    return move(held, to=MessageState.WAITING, by=by)


@transaction.atomic
def stop_message(message, *, by):
    """Stop ``message`` for good before it leaves. A second press changes nothing. Returns it.

    Raises ``ValidationError`` once letters are on their way, and ``InvalidTransition`` once it was sent.
    """
    held = _hold(message)
    if held.state == MessageState.STOPPED:
        return held
    if letters_of(held).exists():
        raise ValidationError(_("It is leaving at this moment, so it cannot be stopped any more."))
    return move(held, to=MessageState.STOPPED, by=by, stopped_at=timezone.now())


def send_due_messages():
    """Put one letter for each lead into the outbox for every confirmed message whose time has come. Returns how many left.

    Each letter has a key of its own, so a run that was cut short is taken up where it ended, and nobody gets two.
    """
    due = RoundMessage.objects.filter(state=MessageState.WAITING, leaves_at__lte=timezone.now())
    return sum(_send(message) for message in due.order_by("leaves_at", "pk"))


def letters_of(message):
    """The letters of ``message`` in the outbox."""
    return Letter.objects.filter(key__startswith=notifications.message_key(message))


def _send(message):
    """Whether ``message`` left now: batch by batch, each in a transaction that asks whether it was stopped."""
    place, last = None, 0
    while True:
        with transaction.atomic():
            held = _hold(message)
            if held.state != MessageState.WAITING:
                return False
            batch = list(
                message_leads(held)
                .filter(pk__gt=last)
                .select_related("service", "round__contact", "contact")
                .order_by("pk")[:BATCH]
            )
            if not batch:
                number = letters_of(held).count()
                move(held, to=MessageState.SENT, by=SYSTEM, sent_at=timezone.now(), sent_to=number)
                return True
            place = place or notifications.place_of(batch[0])
            for application in batch:
                notifications.round_message(held, application, place=place)
            last = batch[-1].pk


def _hold(message):
    """The message's row, held until the transaction ends."""
    rows = RoundMessage.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("round__contact").get(pk=message.pk)


def message_leads(message):
    """The applications whose lead gets ``message`` as they stand now: restricted ones too, none that was taken away."""
    return (
        Application.objects.filter(round=message.round_id)
        .exclude(lead_email="")
        .in_audience(message.audience)
    )


def left_out(message):
    """``(application, why)`` of those in the round who do not get ``message``, the newest first; ``why`` is a sentence."""
    gets = message_leads(message).values("pk")
    rows = Application.objects.filter(round=message.round_id).exclude(pk__in=gets).select_related("service")
    return [(application, _why(application)) for application in rows.order_by("-created_at", "-pk")]


def _why(application):
    if application.state in LEFT_STATES:
        return _("It was taken away (%(state)s).") % {"state": application.get_state_display()}
    if not application.lead_email:
        return _("Nobody leads it any more.")
    return _("It is not among those that you chose (%(state)s).") % {"state": application.get_state_display()}
