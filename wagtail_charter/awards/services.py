"""Giving awards, and what can happen to them afterwards. Each verb leaves an event in the history."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from wagtail_charter.awards import rules
from wagtail_charter.awards.models import Award, RegisterCount
from wagtail_charter.awards.states import LISTED_STATES, AwardState
from wagtail_charter.events.services import InvalidTransition, begin, move
from wagtail_charter.organisations.models import Service


@transaction.atomic
def issue_award(
    service,
    *,
    level,
    scope,
    issued_on,
    by,
    ends_on=None,
    public_words="",
    is_listed=None,
    application=None,
    reference=None,
    at_state=None,
    state_words="",
):
    """Give ``level`` to ``service``; the register lists it at once and its reference can be verified.

    ``ends_on``: the last day (default: ``issued_on`` and the months of the level). ``is_listed``: on the public
    register (default: awards are, outcomes that are no award are not). ``reference``: for awards that have one
    already (default: a new one). ``at_state`` and ``state_words``: for awards entered afterwards.

    Returns the award. Raises ``ValidationError`` for dates that cannot be, or the same award given twice.
    """
    ends_on = ends_on or rules.last_day(issued_on, level.validity_months)
    rules.check_dates(issued_on, ends_on)
    # Two officers may press the button together: the second waits here and is told.
    Service.objects.select_for_update().get(pk=service.pk)
    rules.check_not_issued_yet(service, level=level, scope=scope, issued_on=issued_on)
    award = Award(
        reference=reference or rules.new_reference(),
        service=service,
        provider_at_issue=service.provider,
        level=level,
        scope=scope,
        issued_on=issued_on,
        ends_on=ends_on,
        public_words=public_words,
        is_listed=rules.is_listed_by_default(level) if is_listed is None else is_listed,
        application=application,
        state_words=state_words,
    )
    begin(award, by=by, at_state=at_state)
    _keep_counts(award, entered=award.state)
    return award


def note_external_award(
    service, *, issuer_name, level_as_published, year, checked_on, checked_by, by, issuer_url="", scope=""
):
    """Note an award that another scheme gave to ``service``: shown beside the service, never on the register.

    ``checked_on`` and ``checked_by`` say who saw it published, and when. Returns the award.
    """
    award = Award(
        is_external=True,
        service=service,
        provider_at_issue=service.provider,
        issuer_name=issuer_name,
        issuer_url=issuer_url,
        level_as_published=level_as_published,
        year=year,
        checked_on=checked_on,
        checked_by=checked_by,
        scope=scope,
        is_listed=False,
    )
    return begin(award, by=by)


def begin_renewal(award, *, by, public_words=""):
    """The service has asked to renew; the award stands meanwhile, also for the grace period after its last day."""
    return _step(award, AwardState.RENEWAL_IN_PROGRESS, by=by, public_words=public_words)


def stop_renewal(award, *, by, public_words=""):
    """The renewal does not go ahead; the award stands until its last day."""
    _refuse_unless(award, AwardState.RENEWAL_IN_PROGRESS)
    return _step(award, AwardState.CURRENT, by=by, public_words=public_words)


def place_under_review(award, *, by, public_words=""):
    """Look at the award again, for example when the provider changed: it stays listed and says so."""
    return _step(award, AwardState.UNDER_REVIEW, by=by, public_words=public_words)


def confirm_after_review(award, *, by, public_words=""):
    """The review found that the award stands."""
    _refuse_unless(award, AwardState.UNDER_REVIEW)
    return _step(award, AwardState.CURRENT, by=by, public_words=public_words)


def lapse_award(award, *, by, public_words=""):
    """The award's time ran out and it was not renewed; its reference still answers."""
    return _step(award, AwardState.LAPSED, by=by, public_words=public_words)


def end_award(award, *, by, public_words=""):
    """The award ends, for example because the service closed or was given a higher level."""
    return _step(award, AwardState.ENDED, by=by, public_words=public_words)


def hand_back_award(award, *, by, public_words=""):
    """The service gives the award back."""
    return _step(award, AwardState.HANDED_BACK, by=by, public_words=public_words)


def revoke_award(award, *, by, public_words=""):
    """The scheme withdraws the award. Only after a review, so that nobody is surprised."""
    return _step(award, AwardState.REVOKED, by=by, public_words=public_words)


@transaction.atomic
def recount_register():
    """Count the awards of the register afresh, after they came in by another way (a copy of a database, a load)."""
    RegisterCount.objects.recount(Award.objects.on_register())


def _keep_counts(award, *, left=None, entered):
    """Bring the register's counts up to date for an award that is in the state ``entered`` and was in ``left``."""
    if not award.is_listed:
        return
    if not RegisterCount.objects.exists():
        recount_register()
        return
    for state, number in ((left, -1), (entered, 1)):
        if state in LISTED_STATES:
            RegisterCount.objects.add(award, state=state, number=number)


@transaction.atomic
def _step(award, to, *, by, public_words):
    """Move ``award`` through the door, with what the public reads about it."""
    if award.is_external:
        raise InvalidTransition(_("An award of another scheme is only noted here: its own scheme decides."))
    left = award.state
    move(award, to=to, by=by, state_words=public_words)
    _keep_counts(award, left=left, entered=award.state)
    return award


def _refuse_unless(award, state):
    """Two verbs lead to "current"; each has its own beginning."""
    if award.state != state:
        raise InvalidTransition(f"{award} is not {state}.")
