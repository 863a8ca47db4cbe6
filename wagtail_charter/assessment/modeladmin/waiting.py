"""What of assessing waits today: to rate, for a second signature, decided and not released."""

from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.modeladmin.casework import TodayList, case_list_url
from wagtail_charter.applications.permissions import visible_applications
from wagtail_charter.applications.states import ApplicationState
from wagtail_charter.assessment.models import Outcome


def to_rate(user):
    """The applications that ``user`` can rate and that wait for it."""
    if not user.has_perm("wagtail_charter.rate_statements"):
        return visible_applications(user).none()
    states = (ApplicationState.CHECKING, ApplicationState.ASSESSING)
    return visible_applications(user).filter(state__in=states)


def to_sign(user):
    """The outcomes that wait for the second signature of somebody like ``user``."""
    if not user.has_perm("wagtail_charter.sign_outcome"):
        return Outcome.objects.none()
    rows = Outcome.objects.exclude(recorded_at=None).filter(decided_at=None)
    return rows.filter(
        application__state=ApplicationState.MODERATING, application__in=visible_applications(user)
    ).exclude(decided_by=user)


def to_release(user):
    """The applications that are decided, and for whose release no time is chosen."""
    if not user.has_perm("wagtail_charter.release_outcome"):
        return visible_applications(user).none()
    return visible_applications(user).filter(state=ApplicationState.DECIDED, outcome__release_at=None)


waiting_today = [
    TodayList(
        slug="to-rate",
        title=_("To rate"),
        count=lambda user: to_rate(user).count(),
        url=lambda user: case_list_url(state=ApplicationState.ASSESSING),
        order=40,
    ),
    TodayList(
        slug="to-sign",
        title=_("Waiting for a second signature"),
        count=lambda user: to_sign(user).count(),
        url=lambda user: case_list_url(state=ApplicationState.MODERATING),
        order=42,
    ),
    TodayList(
        slug="to-release",
        title=_("Decided, and no time of release chosen"),
        count=lambda user: to_release(user).count(),
        url=lambda user: case_list_url(state=ApplicationState.DECIDED),
        order=44,
    ),
]
