"""Who may issue awards, and who may say what became of them."""

from django.core.exceptions import PermissionDenied
from wagtail.permission_policies import ModelPermissionPolicy

from wagtail_charter.applications.permissions import can_view_application
from wagtail_charter.applications.states import ApplicationState
from wagtail_charter.awards.models import Award
from wagtail_charter.foundations.permissions import register_policy

#: What Wagtail may let people do with an award; all else happens through the services.
_ALLOWED_ACTIONS = {"view", "change", "choose"}


class AwardPolicy(ModelPermissionPolicy):
    """Nobody, not even a superuser, adds, copies or deletes an award by hand."""

    def user_has_permission(self, user, action):
        return action in _ALLOWED_ACTIONS and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)


award_policy = register_policy(Award, AwardPolicy(Award))


def can_issue_award(user):
    """May ``user`` issue awards, and note awards of other schemes?"""
    return user.has_perm("wagtail_charter.issue_award")


def can_change_award_state(user):
    """May ``user`` review awards, end them, and note that they were handed back or are being renewed?"""
    return user.has_perm("wagtail_charter.change_award_state")


def can_supersede_award(user):
    """May ``user`` put a wrong scope right, with a new award in the place of the old one?"""
    return can_issue_award(user) and can_change_award_state(user)


def can_see_holder(user):
    """May ``user`` see whom we write to about an award? Only those who may change it."""
    return user.has_perm("wagtail_charter.change_award")


def can_issue_for(user, application):
    """May ``user`` issue what the service accepted, as ``application`` stands?"""
    return (
        application.state == ApplicationState.ACCEPTED
        and can_issue_award(user)
        and can_view_application(user, application)
    )


def can_revoke_award(user):
    """May ``user`` withdraw an award?"""
    return user.has_perm("wagtail_charter.revoke_award")


def refuse_bulk_changes(request, action_type, objects, action):
    """For the hook ``before_bulk_action``: no bulk action touches an award, whoever asks."""
    if action.model is Award:
        raise PermissionDenied
