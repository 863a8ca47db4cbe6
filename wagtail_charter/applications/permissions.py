"""Who may open which application. The admin, its exports and Wagtail's policies all ask here."""

from wagtail.permission_policies import ModelPermissionPolicy

from wagtail_charter.applications.models import Application
from wagtail_charter.foundations.permissions import register_policy

_CHANGE = "wagtail_charter.change_application"
_VIEW = "wagtail_charter.view_application"
_RESTRICTED = "wagtail_charter.view_restricted_application"


def can_list_applications(user):
    """May ``user`` open the list of applications (which then shows what they may see)?"""
    return user.is_active and (user.has_perm(_VIEW) or user.has_perm(_CHANGE))


def can_view_application(user, application):
    """May ``user`` open ``application``? A restricted one is for its caseworker and the panel chair."""
    if not can_list_applications(user):
        return False
    if not application.is_restricted:
        return True
    return application.caseworker_id == user.pk or user.has_perm(_RESTRICTED)


def can_change_application(user, application):
    """May ``user`` change who leads the application and who looks after it?"""
    return user.has_perm(_CHANGE) and can_view_application(user, application)


def visible_applications(user):
    """The applications that ``user`` may open: the same answer as ``can_view_application`` for each row."""
    if not can_list_applications(user):
        return Application.objects.none()
    if user.has_perm(_RESTRICTED):
        return Application.objects.all()
    return Application.objects.open_to(user)


class ApplicationPolicy(ModelPermissionPolicy):
    """What Wagtail is told: as above, and nobody adds or deletes an application by hand."""

    def user_has_permission(self, user, action):
        if action == "change":
            return user.is_active and user.has_perm(_CHANGE)
        return action in ("view", "choose") and can_list_applications(user)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_permission(user, action) and can_view_application(user, instance)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)

    def instances_user_has_permission_for(self, user, action):
        return self.instances_user_has_any_permission_for(user, [action])

    def instances_user_has_any_permission_for(self, user, actions):
        if not self.user_has_any_permission(user, actions):
            return Application.objects.none()
        return visible_applications(user)


application_policy = register_policy(Application, ApplicationPolicy(Application))
