"""Who of the portal may choose how to hear a result, and who may accept it."""

from wagtail_charter.applications.models import TeamRole
from wagtail_charter.applications.permissions import applications_of
from wagtail_charter.applications.states import WITH_TEAM_STATES, ApplicationState


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
