"""What can happen to an award afterwards. Each verb leaves an event in the history."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_charter.awards import rules
from wagtail_charter.awards.services.counting import keep_counts
from wagtail_charter.awards.states import AwardState
from wagtail_charter.events.services import InvalidTransition, move


def begin_renewal(award, *, by, public_words=""):
    """The service has asked to renew; the award stands meanwhile, also for the grace period after its last day."""
    return take_step(award, AwardState.RENEWAL_IN_PROGRESS, by=by, public_words=public_words)


def stop_renewal(award, *, by, public_words=""):
    """The renewal does not go ahead; the award stands until its last day.

    Raises ``ValidationError`` when that day is over: then it can lapse.
    """
    _refuse_unless(award, AwardState.RENEWAL_IN_PROGRESS)
    if rules.is_past(award, on=timezone.localdate()):
        raise ValidationError(
            _("Its last day is over, so it cannot go back to current. Let it lapse instead.")
        )
    return take_step(award, AwardState.CURRENT, by=by, public_words=public_words)


def place_under_review(award, *, by, public_words=""):
    """Look at the award again, for example when the provider changed: it stays listed and says so."""
    return take_step(award, AwardState.UNDER_REVIEW, by=by, public_words=public_words)


def confirm_after_review(award, *, by, public_words=""):
    """The review found that the award stands."""
    _refuse_unless(award, AwardState.UNDER_REVIEW)
    return take_step(award, AwardState.CURRENT, by=by, public_words=public_words)


def lapse_award(award, *, by, public_words=""):
    """The award's time ran out and it was not renewed; its reference still answers."""
    return take_step(award, AwardState.LAPSED, by=by, public_words=public_words)


def end_award(award, *, by, public_words=""):
    """The award ends, for example because the service closed or was given a higher level."""
    return take_step(award, AwardState.ENDED, by=by, public_words=public_words)


def hand_back_award(award, *, by, public_words=""):
    """The service gives the award back."""
    return take_step(award, AwardState.HANDED_BACK, by=by, public_words=public_words)


def revoke_award(award, *, by, public_words=""):
    """The scheme withdraws the award. Only after a review, so that nobody is surprised."""
    return take_step(award, AwardState.REVOKED, by=by, public_words=public_words)


@transaction.atomic
def take_step(award, to, *, by, public_words, reason=""):
    """Move ``award`` through the door, with what the public reads about it. ``reason``: a short code."""
    if award.is_external:
        raise InvalidTransition(_("An award of another scheme is only noted here: its own scheme decides."))
    left = award.state
    move(award, to=to, by=by, reason=reason, state_words=public_words)
    keep_counts(award, left=left, entered=award.state)
    return award


def _refuse_unless(award, state):
    """Two verbs lead to "current"; each has its own beginning."""
    if award.state != state:
        raise InvalidTransition(f"{award} is not {state}.")
