"""The award of an application that was accepted."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_charter.applications.models import Application
from wagtail_charter.applications.states import ApplicationState
from wagtail_charter.assessment.models import Outcome
from wagtail_charter.awards import notifications, rules
from wagtail_charter.awards.models import Award
from wagtail_charter.awards.services.issuing import issue_award
from wagtail_charter.awards.services.steps import end_award
from wagtail_charter.awards.states import HELD_STATES
from wagtail_charter.events.services import InvalidTransition, move


@transaction.atomic
def issue_for(application, *, by, issued_on, scope=None, public_words="", replaces=None):
    """Give the service what it accepted: the level of the outcome, listed as it chose, and a letter to the lead.

    ``scope``: what it covers (default: the service and its provider). ``replaces``: an award that the service holds
    and that ends with this one, for example the lower level. The application moves on to "awarded" or "working
    towards". A second press changes nothing. Returns the award. Raises ``ValidationError`` where there is nothing to
    issue, or for a day that has not come.
    """
    held = Application.objects.select_for_update().get(pk=application.pk)
    if made := Award.objects.filter(application=held).first():
        return made
    outcome = Outcome.objects.select_related("level").filter(application=held).first()
    if held.state != ApplicationState.ACCEPTED or outcome is None or outcome.level is None:
        raise ValidationError(
            _("There is nothing to issue: this application has no result that was accepted.")
        )
    rules.check_day_has_come(issued_on, on=timezone.localdate())
    if replaces is not None:
        _end(replaces, of=held.service, by=by)
    award = issue_award(
        held.service,
        level=outcome.level,
        scope=scope or default_scope(held.service),
        issued_on=issued_on,
        by=by,
        public_words=public_words,
        is_listed=bool(outcome.wants_listing),
        application=held,
        holder_name=held.lead_name,
        holder_email=held.lead_email,
        replaces=replaces,
    )
    is_award = outcome.level.kind == outcome.level.Kind.AWARD
    move(held, to=ApplicationState.AWARDED if is_award else ApplicationState.WORKING_TOWARDS, by=by)
    notifications.award_issued(award)
    return award


def default_scope(service):
    """What an award covers unless somebody says more: the service, run by its provider of today."""
    facts = {"service": service.name, "provider": service.provider.name}
    return _("%(service)s, run by %(provider)s.") % facts


def _end(award, *, of, by):
    """End ``award``, which the service ``of`` holds, because a newer one takes its place."""
    if award.service_id != of.pk or award.is_external:
        raise ValidationError({"replaces": _("Choose an award of this service.")})
    if award.state not in HELD_STATES:
        raise InvalidTransition(f"{award} is no longer held.")
    end_award(award, by=by, public_words=_("A newer award took its place."))
