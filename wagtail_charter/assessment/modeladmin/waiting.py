"""What of assessing waits today: to rate, for a second signature, decided and not released."""

from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.modeladmin.casework import TodayCases
from wagtail_charter.applications.permissions import visible_applications
from wagtail_charter.applications.states import ApplicationState
from wagtail_charter.assessment.models import Outcome

_RATE = "wagtail_charter.rate_statements"
_SIGN = "wagtail_charter.sign_outcome"
_RELEASE = "wagtail_charter.release_outcome"


def to_rate(user):
    """The applications that ``user`` can rate and that wait for it."""
    if not user.has_perm(_RATE):
        return visible_applications(user).none()
    states = (ApplicationState.CHECKING, ApplicationState.ASSESSING)
    return visible_applications(user).filter(state__in=states)


def to_sign(user):
    """The applications whose outcome waits for the second signature of somebody like ``user``."""
    if not user.has_perm(_SIGN):
        return visible_applications(user).none()
    rows = Outcome.objects.exclude(recorded_at=None).filter(decided_at=None)
    waiting = rows.exclude(decided_by=user)
    return visible_applications(user).filter(
        state=ApplicationState.MODERATING, pk__in=waiting.values("application")
    )


def to_release(user):
    """The applications that are decided, and for whose release no time is chosen."""
    if not user.has_perm(_RELEASE):
        return visible_applications(user).none()
    return visible_applications(user).filter(state=ApplicationState.DECIDED, outcome__release_at=None)


waiting_today = [
    TodayCases("to-rate", _("To rate"), to_rate, needs=_RATE, order=40),
    TodayCases("to-sign", _("Waiting for a second signature"), to_sign, needs=_SIGN, order=42),
    TodayCases(
        "to-release", _("Decided, and no time of release chosen"), to_release, needs=_RELEASE, order=44
    ),
]
