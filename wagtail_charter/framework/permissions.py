"""Who may do what with editions; nobody may change or delete what is published."""

import wagtail
from wagtail.permission_policies import ModelPermissionPolicy

from wagtail_charter.framework.models import AwardLevel, EvidenceStatement, FrameworkEdition, Theme

FROZEN_MODELS = (FrameworkEdition, Theme, EvidenceStatement, AwardLevel)
_WRITING = {"change", "delete"}


class FreezablePolicy(ModelPermissionPolicy):
    """Django's permissions, without change and delete for a published edition and its parts."""

    def user_has_permission_for_instance(self, user, action, instance):
        if action in _WRITING and instance.edition.is_frozen:
            return False
        return super().user_has_permission_for_instance(user, action, instance)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        if instance.edition.is_frozen:
            actions = [action for action in actions if action not in _WRITING]
        return super().user_has_any_permission_for_instance(user, actions, instance)


def can_publish_edition(user):
    """Whether ``user`` may publish and retire editions."""
    return user.has_perm("wagtail_charter.publish_frameworkedition")


def can_copy_edition(user):
    """Whether ``user`` may begin a new edition from another."""
    return user.has_perm("wagtail_charter.add_frameworkedition")


def register_policies():
    """Tell Wagtail 8 about the policies; Wagtail 7 asks the viewsets."""
    if wagtail.VERSION < (8, 0):
        return
    from wagtail.permissions import register_permission_policy  # noqa: PLC0415 - Wagtail 7 has no such name

    for model in FROZEN_MODELS:
        register_permission_policy(model, FreezablePolicy(model))
