"""Releasing a result at a chosen time, once."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_charter.applications.states import ApplicationState
from wagtail_charter.assessment import notifications
from wagtail_charter.assessment.models import Outcome
from wagtail_charter.assessment.rules import next_release_time
from wagtail_charter.assessment.services.holding import hold_outcome
from wagtail_charter.conf import conf
from wagtail_charter.events.services import SYSTEM, move


def default_release_at():
    """10am on the next working day, in the site's time zone."""
    return next_release_time(
        timezone.now(), zone=timezone.get_default_timezone(), closed_days=conf.CLOSED_DAYS
    )


@transaction.atomic
def release_outcome(outcome, *, by, at=None):
    """Share a decided outcome with the applicant now, or plan it for the moment ``at``; letters tell the lead.

    A second press changes nothing. Returns the outcome. Raises ``ValidationError`` for one that is not decided.
    """
    held = hold_outcome(outcome.pk)
    if held.released_at:
        return held
    if held.application.state != ApplicationState.DECIDED or held.decided_at is None:
        raise ValidationError(_("Only a decided outcome can be released."))
    now = timezone.now()
    if at and at > now:
        return plan_release(held, at=at)
    move(held.application, to=ApplicationState.RESULT_SHARED, by=by)
    held.released_at = now
    held.release_at = held.release_at if held.release_at and held.release_at <= now else now
    held.save(update_fields=["released_at", "release_at", "updated_at"])
    notifications.result_released(held)
    return held


def release_due():
    """Release every outcome whose time has come, each once, however many run at once. Returns what it came to."""
    due = Outcome.objects.filter(
        released_at=None, release_at__lte=timezone.now(), application__state=ApplicationState.DECIDED
    )
    released = sum(release_one(pk) for pk in due.order_by("release_at").values_list("pk", flat=True))
    return _("%(number)d released") % {"number": released}


@transaction.atomic
def release_one(pk):
    """Release the outcome ``pk`` if it is still due once it is held. Returns whether it was released here."""
    held = hold_outcome(pk)
    is_due = held.release_at is not None and held.release_at <= timezone.now()
    if held.released_at or not is_due or held.application.state != ApplicationState.DECIDED:
        return False
    release_outcome(held, by=SYSTEM)
    return True


def plan_release(outcome, *, at):
    """Note that ``outcome``, which is decided, is released at ``at``; a letter tells the lead. Returns the outcome."""
    outcome.release_at = at
    outcome.save(update_fields=["release_at", "updated_at"])
    notifications.result_planned(outcome)
    return outcome
