"""Permission policies for the Wagtail admin, on each version of Wagtail that we support."""

from wagtail import permissions

#: Wagtail 8.0 looks policies up in a registry; before it, each viewset holds its own.
HAS_REGISTRY = hasattr(permissions, "register_permission_policy")


def register_policy(model, policy):
    """Make ``policy`` the one that Wagtail asks about ``model``, where it has a registry; returns ``policy``."""
    if HAS_REGISTRY:
        permissions.register_permission_policy(model, policy)
    return policy


class OwnPolicyMixin:
    """For viewsets: ``own_policy`` is the policy of the model, also for versions of Wagtail without a registry."""

    own_policy = None

    if not HAS_REGISTRY:

        @property
        def permission_policy(self):
            """The policy of the model."""
            return self.own_policy
