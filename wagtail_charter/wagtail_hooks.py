"""The switchboard to the Wagtail admin: registers what the rooms offer; no logic."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from wagtail_charter.framework.permissions import register_policies
from wagtail_charter.framework.viewsets import framework_viewsets, refuse_frozen_delete

register_policies()
for viewset in framework_viewsets:
    register_snippet(viewset)
hooks.register("before_delete_snippet", refuse_frozen_delete)
