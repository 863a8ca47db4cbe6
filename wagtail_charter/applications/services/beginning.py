"""Beginning an application: by somebody of the service, in a round that is open to it."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from wagtail_charter.applications import notifications
from wagtail_charter.applications.models import Application, TeamMember, TeamRole
from wagtail_charter.applications.rules import is_writing_open
from wagtail_charter.applications.services.cases import new_reference, searchable_text
from wagtail_charter.applications.states import WRITING_STATES, ApplicationState, RoundStage
from wagtail_charter.events.services import InvalidTransition, begin, move


class CannotBegin(Exception):
    """An application cannot be begun now; ``stage`` says why (a ``RoundStage``)."""

    def __init__(self, stage):
        super().__init__(str(stage))
        self.stage = stage


class BegunByColleague(Exception):
    """Somebody else of the service began ``application`` in this round."""

    def __init__(self, application):
        super().__init__(application.reference)
        self.application = application


@transaction.atomic
def begin_application(account, service, *, round, by, name="", page=None):
    """``account`` begins the application of ``service`` in ``round`` and becomes its owner; a letter tells them.

    The caller has asked whether the account belongs to the service's organisation. An application that waits for them
    (invited, or noted as interested while the round is open to all) is taken up. Two presses begin one: the second is
    given the first's. ``name``: what the person is called, where the account does not know it yet. ``page``: the
    application page, whose address the letter brings. Returns the ``Application``. Raises ``CannotBegin`` outside the round's dates, or without an invitation where one is needed;
    ``BegunByColleague`` when somebody else of the service writes already.
    """
    _learn_name(account, name)
    held = _standing(service, round)
    if held is not None:
        return _take_up(held, account, by=by, page=page)
    stage = round.stage()
    if stage != RoundStage.OPEN:
        raise CannotBegin(stage)
    application = Application(
        reference=new_reference(),
        service=service,
        round=round,
        lead_name=_name_of(account),
        lead_email=account.email,
    )
    application.search_text = searchable_text(application)
    try:
        with transaction.atomic():
            begin(application, by=by, at_state=ApplicationState.DRAFTING)
    except IntegrityError:
        # The other press of two, or a colleague, came first.
        return _take_up(_standing(service, round), account, by=by, page=page)
    return _owned(application, account, page=page)


@transaction.atomic
def accept_invitation(application, account, *, by, name="", page=None):
    """``account``, whose e-mail address was invited, begins ``application`` and becomes its owner.

    The caller has asked whether the invitation is theirs. A second press changes nothing. Returns the application.
    Raises ``CannotBegin`` and ``BegunByColleague`` as ``begin_application`` does.
    """
    _learn_name(account, name)
    return _take_up(application, account, by=by, page=page)


def _learn_name(account, name):
    if name and not account.name:
        account.name = name
        account.save(update_fields=["name", "updated_at"])


def _standing(service, round):
    """The application of ``service`` in ``round`` that stands, held until the end; or ``None``."""
    rows = Application.objects.standing().filter(service=service, round=round)
    return rows.select_related("round", "service__provider").select_for_update(of=("self",)).first()


def _take_up(application, account, *, by, page):
    if application.team.filter(account=account).exists():
        return application
    waits = application.state == ApplicationState.INVITED
    if application.state == ApplicationState.INTERESTED:
        stage = application.round.stage()
        if stage != RoundStage.OPEN:
            raise CannotBegin(stage)
        move(application, to=ApplicationState.INVITED, by=by, reason="round-open")
        waits = True
    if not waits:
        if application.state in WRITING_STATES and not application.team.exists():
            return _taken_over(application, account, page=page)
        raise BegunByColleague(application)
    _refuse_outside_dates(application)
    try:
        move(
            application,
            to=ApplicationState.DRAFTING,
            by=by,
            lead_name=_name_of(account),
            lead_email=account.email,
        )
    except InvalidTransition:
        application.refresh_from_db()
        if application.team.filter(account=account).exists():
            return application
        raise BegunByColleague(application) from None
    application.search_text = searchable_text(application)
    application.save(update_fields=["search_text", "updated_at"])
    return _owned(application, account, page=page)


def _taken_over(application, account, *, page):
    """Nobody works on ``application`` any more: whoever of the service comes next leads it."""
    application.lead_name, application.lead_email = _name_of(account), account.email
    application.search_text = searchable_text(application)
    application.save(update_fields=["lead_name", "lead_email", "search_text", "updated_at"])
    return _owned(application, account, page=page)


def _refuse_outside_dates(application):
    """An invitation is taken up within the dates of the round, or longer where it was given more time."""
    if not is_writing_open(application, at=timezone.now()):
        raise CannotBegin(application.round.stage())


def _owned(application, account, *, page):
    _member, made = TeamMember.objects.get_or_create(
        application=application, account=account, defaults={"role": TeamRole.OWNER}
    )
    if made and application.state in WRITING_STATES:
        notifications.application_begun(application, account, page=page)
    return application


def _name_of(account):
    return account.name or account.email
