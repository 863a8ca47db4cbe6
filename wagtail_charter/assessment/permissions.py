"""Who of the portal may choose how to hear a result and accept it; who of the team rates, decides, signs, releases."""

from wagtail_charter.applications.models import TeamRole
from wagtail_charter.applications.permissions import applications_of, can_view_application
from wagtail_charter.applications.states import WITH_TEAM_STATES, ApplicationState
from wagtail_charter.assessment.rules import RATING_STATES

_RATE = "wagtail_charter.rate_statements"
_SIGN = "wagtail_charter.sign_outcome"
_RELEASE = "wagtail_charter.release_outcome"


def speaks_for(account, application):
    """Does ``account`` speak for the service in ``application``? Its owners do."""
    if getattr(application, "portal_account_id", None) == getattr(account, "pk", ""):
        return account.is_active and application.portal_role == TeamRole.OWNER
    return applications_of(account).filter(pk=application.pk, portal_role=TeamRole.OWNER).exists()


def can_choose_hearing(account, application):
    """May ``account`` say how the result is heard? An owner, while the application is with the team."""
    return application.state in WITH_TEAM_STATES and speaks_for(account, application)


def can_accept(account, outcome):
    """May ``account`` accept ``outcome``? An owner, once it is released, if it has a level to accept."""
    return (
        outcome.is_released
        and outcome.level_id is not None
        and outcome.application.state == ApplicationState.RESULT_SHARED
        and speaks_for(account, outcome.application)
    )


def can_see_ratings(user, application):
    """May ``user`` of the admin see ratings and outcome of ``application``? Whoever rates, signs or releases may."""
    return any(map(user.has_perm, (_RATE, _SIGN, _RELEASE))) and can_view_application(user, application)


def can_rate(user, application):
    """May ``user`` rate ``application``, and record its outcome, as it stands?"""
    return (
        application.state in RATING_STATES
        and user.has_perm(_RATE)
        and can_view_application(user, application)
    )


def can_sign(user, application, outcome):
    """May ``user`` give the second signature to ``outcome``? Never to what they recorded themselves."""
    return (
        outcome is not None
        and outcome.needs_second
        and application.state == ApplicationState.MODERATING
        and outcome.decided_by_id != user.pk
        and user.has_perm(_SIGN)
        and can_view_application(user, application)
    )


def can_take_back(user, application):
    """May ``user`` take the outcome of ``application`` back? Only before it is released."""
    return (
        application.state == ApplicationState.DECIDED
        and user.has_perm(_RATE)
        and can_view_application(user, application)
    )


def can_release(user, application):
    """May ``user`` release the outcome of ``application``, or choose when?"""
    return (
        application.state == ApplicationState.DECIDED
        and user.has_perm(_RELEASE)
        and can_view_application(user, application)
    )
