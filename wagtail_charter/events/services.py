"""The state door: the only code that writes a state, together with its event."""

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.utils import timezone

from wagtail_charter.events.models import Event

#: The actor of what the app does by itself (``charter_tick``, importers run from the shell).
SYSTEM = "system"

_CHAIN_START = "0" * 64


class InvalidTransition(Exception):
    """The state cannot change as asked: the table forbids it, or somebody else changed it first."""


@transaction.atomic
def move(instance, *, to, by, reason="", **facts):
    """Write a new state and its event, or refuse. No other code assigns ``state``.

    ``instance`` is a saved row with ``state`` and ``transitions`` (a dict from each state to the set of states that
    may follow). ``by`` is an actor: a user, an account, or ``SYSTEM``. ``reason`` is a short code (a slug), never
    free text. ``facts`` are columns that become true with the new state, written in the same UPDATE.

    Returns the instance, whose attributes are brought up to date. Raises ``InvalidTransition`` when the table of the
    model does not allow the step, or when the row no longer holds the state that ``instance`` was read with.
    """
    held = instance.state
    if to not in instance.transitions[held]:
        raise InvalidTransition(f"{instance} cannot go from {held} to {to}.")
    row = type(instance)._base_manager.filter(pk=instance.pk, state=held)
    if not row.update(state=to, **facts):
        raise InvalidTransition(f"{instance} is no longer {held}.")
    record_event(instance, held=held, to=to, by=by, reason=reason)
    for name, value in {"state": to, **facts}.items():
        setattr(instance, name, value)
    return instance


@transaction.atomic
def begin(instance, *, by, reason="", at_state=None):
    """Save a new row in its first state with the event that says so; ``at_state`` for what is entered afterwards.

    A row that is entered afterwards (an import, a demo) may begin in any state of its table. Returns the instance.
    """
    if instance.pk is not None:
        raise InvalidTransition(f"{instance} has begun already.")
    if at_state is not None:
        if at_state not in instance.transitions:
            raise InvalidTransition(f"{at_state} is no state of {instance._meta.verbose_name}.")
        instance.state = at_state
    instance.save()
    record_event(instance, held="", to=instance.state, by=by, reason=reason)
    return instance


def record_event(instance, *, held, to, by, reason=""):
    """Add one event to the end of the chain; runs inside the caller's transaction. Returns the event."""
    last = _lock_last_event()
    event = Event(
        sequence=last.sequence + 1 if last else 1,
        at=timezone.now(),
        content_type=ContentType.objects.get_for_model(instance, for_concrete_model=False),
        object_id=str(instance.pk),
        from_state=held,
        to_state=to,
        reason=reason,
        previous_hash=last.hash if last else _CHAIN_START,
        **_actor(by),
    )
    event.hash = event.digest()
    event.save(force_insert=True)
    return event


def check_chain():
    """The sequence number of the first event whose hash or place is wrong, or ``None`` when the chain is whole."""
    previous_hash, expected = _CHAIN_START, 1
    events = Event.objects.select_related("content_type").order_by("sequence")
    for event in events.iterator(chunk_size=2000):
        if event.sequence != expected or event.previous_hash != previous_hash or event.hash != event.digest():
            return event.sequence
        previous_hash, expected = event.hash, expected + 1
    return None


def _lock_last_event():
    """The newest event, held until the transaction ends so that two writers cannot follow the same row.

    On PostgreSQL an advisory lock serialises writers (a row lock would let the second read the old last row); SQLite
    has one writer at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('wagtail_charter.event'))")
    return Event.objects.order_by("-sequence").first()


def _actor(by):
    """The actor as columns: a kind and an id, no name and no address."""
    if by == SYSTEM:
        return {"actor_kind": SYSTEM, "actor_id": ""}
    if not isinstance(by, models.Model) or by.pk is None:
        raise TypeError(f"by must be SYSTEM or a saved user or account, not {by!r}.")
    return {"actor_kind": by._meta.model_name, "actor_id": str(by.pk)}
