"""What the charter team does with a case: check it, look after it, give it more time, pause it, plan it, note what was said."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications import notifications
from wagtail_charter.applications.models import ContactLogEntry
from wagtail_charter.applications.rules import writing_ends_at
from wagtail_charter.applications.services.cases import hold_application
from wagtail_charter.applications.services.sending import withdraw_application
from wagtail_charter.applications.states import CLOSED_STATES, WRITING_STATES, ApplicationState
from wagtail_charter.events.services import move

#: How long the first reading of an application takes at most, unless another day is planned.
CHECKED_WITHIN = timedelta(days=14)


@transaction.atomic
def start_checking(application, *, by):
    """Begin to read an application that was sent; the next step is planned within two weeks.

    Nobody gets a letter. Returns the application. Raises ``InvalidTransition`` unless it is sent.
    """
    held = hold_application(application)
    today = timezone.localdate()
    results_by = held.round.results_by
    planned = today + CHECKED_WITHIN
    next_step_by = min(planned, results_by) if results_by and results_by >= today else planned
    return move(held, to=ApplicationState.CHECKING, by=by, next_step_by=next_step_by)


@transaction.atomic
def assign_case(application, *, caseworker, cover, contact, by):
    """Say who looks after ``application``, who covers, and whom its people turn to. Returns the application.

    ``caseworker``, ``cover``: users of the admin or ``None``; ``contact``: a ``Contact`` or ``None`` (that of the round).
    Raises ``ValidationError`` if the same person does both, or if somebody covers for nobody.
    """
    if cover and caseworker is None:
        raise ValidationError(
            _("Choose a caseworker too, or leave the cover empty."), code="cover_for_nobody"
        )
    if cover and cover == caseworker:
        raise ValidationError(_("Choose somebody else to cover, or leave it empty."), code="same_person")
    held = hold_application(application)
    return _write(held, caseworker=caseworker, cover=cover, contact=contact)


@transaction.atomic
def extend_application(application, *, until, by, site=None):
    """Give ``application`` until the moment ``until`` to be written and sent; its lead gets a letter.

    Returns the application. Raises ``ValidationError`` if it is not being written, or if ``until`` is past or not
    later than what holds already.
    """
    held = hold_application(application)
    if held.state not in WRITING_STATES:
        raise ValidationError(
            _("This application is not being written, so there is nothing to extend."), code="not_writing"
        )
    if until <= timezone.now():
        raise ValidationError({"until": _("Choose a day that is still to come.")}, code="past")
    if until <= writing_ends_at(held):
        raise ValidationError(
            {"until": _("Choose a day after the one that holds already.")}, code="not_later"
        )
    _write(held, extended_until=until)
    notifications.application_extended(held, site=site)
    return held


@transaction.atomic
def withdraw_for_applicant(application, *, by, channel="", spoke_on=None, with_whom="", words="", site=None):
    """Withdraw ``application`` because its people told the team so; its lead gets a letter.

    What was said goes into the contact log if ``channel`` is given. Returns the application. Raises as
    ``withdraw_application`` and ``note_contact`` do.
    """
    place = notifications.place_of(application, site)
    held = withdraw_application(application, by=by, site=place.site, path=place.home(application))
    if channel:
        note_contact(
            held, channel=channel, spoke_on=spoke_on or timezone.localdate(), with_whom=with_whom,
            words=words or str(_("They asked us to withdraw the application.")), by=by,
        )  # fmt: skip
    return held


@transaction.atomic
def pause_case(application, *, by, site=None):
    """Let ``application`` rest: nobody waits on anybody until it goes on; its lead gets a letter. Twice changes nothing.

    Returns the application. Raises ``ValidationError`` once it has come to its end.
    """
    held = hold_application(application)
    _check_open(held)
    if held.paused_at:
        return held
    _write(held, paused_at=timezone.now())
    if held.lead_email:
        notifications.application_paused(held, site=site)
    return held


@transaction.atomic
def resume_case(application, *, by, site=None):
    """Let a paused ``application`` go on where it stands; its lead gets a letter if they heard of the pause.

    Twice changes nothing. Returns the application.
    """
    held = hold_application(application)
    if held.paused_at is None:
        return held
    paused_at = held.paused_at
    _write(held, paused_at=None)
    if held.lead_email and held.state not in CLOSED_STATES:
        notifications.application_resumed(held, paused_at=paused_at, site=site)
    return held


@transaction.atomic
def plan_next_step(application, *, on, by):
    """Plan the next step of the team for the day ``on`` (``None``: no day is planned). Returns the application.

    Raises ``ValidationError`` for a day that is past, or once the application has come to its end.
    """
    held = hold_application(application)
    _check_open(held)
    if on and on < timezone.localdate():
        raise ValidationError({"on": _("Choose today or a day that is still to come.")}, code="past")
    return _write(held, next_step_by=on)


def note_contact(application, *, channel, spoke_on, with_whom, words, by):
    """Note that somebody of the team spoke with the people of ``application``. Returns the ``ContactLogEntry``.

    Raises ``ValidationError`` for a day that is still to come.
    """
    if spoke_on > timezone.localdate():
        raise ValidationError({"spoke_on": _("Choose today or an earlier day.")}, code="future")
    return ContactLogEntry.objects.create(
        application=application,
        channel=channel,
        spoke_on=spoke_on,
        with_whom=with_whom,
        words=words,
        written_by=by,
    )


def _check_open(application):
    if application.state in CLOSED_STATES:
        raise ValidationError(_("This application has come to its end."), code="closed")


def _write(application, **facts):
    for name, value in facts.items():
        setattr(application, name, value)
    application.save(update_fields=[*facts, "updated_at"])
    return application
