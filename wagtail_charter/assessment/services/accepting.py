"""What follows a result that was read: the applicant accepts it, or the team closes one that is not ready yet."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_charter.applications.states import ApplicationState
from wagtail_charter.assessment import notifications
from wagtail_charter.assessment.services.holding import hold_outcome
from wagtail_charter.events.services import InvalidTransition, move


@transaction.atomic
def accept_result(outcome, *, by, wants_listing, wants_showcase=False, may_be_quoted=False):
    """Accept a released result for the service, with what may become public; its lead gets a letter. Returns it.

    Nothing is public yet: the charter team issues the award with these answers. Once: a second press changes nothing.
    ``wants_showcase`` is kept for an award only, ``may_be_quoted`` only where there is a line to quote. Raises
    ``ValidationError`` before the release and for a result without a level, ``InvalidTransition`` once the
    application has gone another way.
    """
    held = hold_outcome(outcome.pk)
    application = held.application
    if held.accepted_at:
        return held
    if not held.is_released:
        raise ValidationError(_("There is no result to accept yet."))
    if held.level_id is None:
        raise ValidationError(
            _("There is nothing to accept in this result. Your contact helps you to plan on.")
        )
    held.accepted_at, held.accepted_by = timezone.now(), by
    held.wants_listing = bool(wants_listing)
    held.wants_showcase = bool(wants_showcase) and held.is_award
    held.may_be_quoted = bool(may_be_quoted) and bool(held.quotable_line)
    move(application, to=ApplicationState.ACCEPTED, by=by)
    held.save(
        update_fields=[
            "accepted_at",
            "accepted_by",
            "wants_listing",
            "wants_showcase",
            "may_be_quoted",
            "updated_at",
        ]
    )
    notifications.result_accepted(held)
    return held


@transaction.atomic
def close_not_ready(outcome, *, by):
    """Close an application whose result is "not ready yet"; its lead gets a letter that offers a call. Returns it.

    Once: a second press changes nothing. Raises ``ValidationError`` before the release and for a result with a level.
    """
    held = hold_outcome(outcome.pk)
    application = held.application
    if not held.is_released or held.level_id is not None:
        raise ValidationError(_("Only a result that is released and has no level is closed here."))
    if application.state == ApplicationState.NOT_READY_YET:
        return held
    if application.state != ApplicationState.RESULT_SHARED:
        raise InvalidTransition(f"{application.reference} is not shared.")
    move(application, to=ApplicationState.NOT_READY_YET, by=by)
    notifications.application_closed(held)
    return held
