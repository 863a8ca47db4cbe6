"""Expressions of interest: taking them in, and answering each of them."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications import notifications
from wagtail_charter.applications.models import Application, ExpressionOfInterest
from wagtail_charter.applications.services.cases import enter_application
from wagtail_charter.applications.states import ApplicationState, InterestState
from wagtail_charter.events.services import InvalidTransition, begin, move
from wagtail_charter.foundations import references
from wagtail_charter.organisations.models import Organisation, Service
from wagtail_charter.organisations.rules import check_new_organisation, check_new_service

#: How many messages one e-mail address, and one network, may send in a day. An office shares one network.
MESSAGES_OF_ONE_ADDRESS = 5
MESSAGES_OF_ONE_NETWORK = 30
_WINDOW = timedelta(days=1)


class TooManyMessages(Exception):
    """So many messages came from one address or network today that the next one waits."""


def express_interest(
    *,
    press_key,
    name,
    email,
    organisation_name,
    service_name,
    hopes="",
    extra_answers=(),
    page=None,
    site=None,
    language="",
    network="",
    contact=None,
    by,
):
    """Take in what somebody asks, once for each ``press_key``; write to them and to the team's contact.

    ``extra_answers``: the editor's questions as they were asked, ``{"question", "answer"}`` each. ``contact``: the
    named contact who answers. Returns the ``ExpressionOfInterest``, the one of before on a second press. Raises
    ``TooManyMessages`` when the address or the network has sent as many as a day allows.
    """
    held = ExpressionOfInterest.objects.filter(press_key=press_key).first()
    if held is not None:
        return held
    _refuse_too_many(email, network)
    interest = ExpressionOfInterest(
        reference=_new_reference(),
        press_key=press_key,
        name=name,
        email=email,
        organisation_name=organisation_name,
        service_name=service_name,
        hopes=hopes,
        extra_answers=list(extra_answers),
        page=page,
        site=site,
        language=language,
        network=network,
    )
    try:
        with transaction.atomic():
            begin(interest, by=by)
            notifications.interest_received(interest, contact=contact)
            notifications.interest_arrived(interest, contact=contact)
    except IntegrityError:
        # The other press of two came first.
        return ExpressionOfInterest.objects.get(press_key=press_key)
    return interest


@transaction.atomic
def invite_interest(
    interest,
    *,
    round,
    by,
    service=None,
    organisation=None,
    organisation_name="",
    service_name="",
    words="",
    page=None,
):
    """Answer with an invitation: an application at "invited" for the service in ``round``, and a letter.

    Give ``service``, or what a new one is made from: ``organisation`` (else a new one called ``organisation_name``)
    and ``service_name``. ``words``: the officer's own, in the letter. ``page``: the application page whose ``begin/``
    the letter leads to. Returns the ``Application``. Raises ``ValidationError`` when the service has an application in
    this round, ``InvalidTransition`` when the message was answered meanwhile.
    """
    _refuse_answered(interest, InterestState.INVITED)
    service = service or _enter_service(organisation, organisation_name, service_name)
    if Application.objects.standing().filter(service=service, round=round).exists():
        raise ValidationError(
            _(
                "This service has an application in this round already. Choose another round, or open that one."
            )
        )
    try:
        with transaction.atomic():
            application = enter_application(
                service,
                round=round,
                lead_name=interest.name,
                lead_email=interest.email,
                by=by,
                at_state=ApplicationState.INVITED,
            )
    except IntegrityError:
        raise InvalidTransition(f"{interest} was answered meanwhile.") from None
    move(
        interest,
        to=InterestState.INVITED,
        by=by,
        round=round,
        application=application,
        answered_at=timezone.now(),
        answer_words=words,
    )
    notifications.interest_invited(interest, application, page=page)
    return application


@transaction.atomic
def answer_not_now(interest, *, words, by, contact=None):
    """Answer "not now" with kind ``words``, which the letter brings. Returns the expression of interest."""
    _refuse_answered(interest, InterestState.NOT_NOW)
    move(interest, to=InterestState.NOT_NOW, by=by, answered_at=timezone.now(), answer_words=words)
    notifications.interest_not_now(interest, contact=contact)
    return interest


@transaction.atomic
def reopen_interest(interest, *, by):
    """Put an answered "not now" back among those that wait for an answer. No letter. Returns it."""
    return move(interest, to=InterestState.INTERESTED, by=by, answered_at=None)


@transaction.atomic
def withdraw_interest(interest, *, by):
    """Note that the person does not want an answer any more. No letter. Returns the expression of interest."""
    return move(interest, to=InterestState.WITHDRAWN, by=by, answered_at=timezone.now())


def _refuse_answered(interest, to):
    if to not in interest.transitions[interest.state]:
        raise InvalidTransition(f"{interest} was answered already.")


def _refuse_too_many(email, network):
    since = timezone.now() - _WINDOW
    recent = ExpressionOfInterest.objects.filter(created_at__gte=since)
    if recent.filter(email__iexact=email).count() >= MESSAGES_OF_ONE_ADDRESS:
        raise TooManyMessages
    if network and recent.filter(network=network).count() >= MESSAGES_OF_ONE_NETWORK:
        raise TooManyMessages


def _enter_service(organisation, organisation_name, service_name):
    """A new service, of ``organisation`` or of a new one; raises ``ValidationError`` when one of that name is known."""
    if organisation is None:
        check_new_organisation(organisation_name)
        organisation = Organisation(name=organisation_name.strip())
        organisation.save()
    check_new_service(service_name, organisation)
    service = Service(name=service_name.strip(), provider=organisation)
    service.save()
    return service


def _new_reference():
    return references.new_reference(
        f"I-{timezone.localdate().year}",
        is_taken=lambda each: ExpressionOfInterest.objects.filter(reference=each).exists(),
    )
