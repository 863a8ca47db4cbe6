"""The admin of the test host."""

from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from tests.models import GuardedRecord, GuardedSnippet
from wagtail_charter.foundations.objectpermissions import ObjectPermissionMixin


class _Guard(ObjectPermissionMixin):
    """Secret things are hidden, locked ones can only be looked at."""

    inspect_view_enabled = True
    list_export = ["name"]
    form_fields = ["name"]
    sort_order_field = "position"

    def object_permission(self, user, instance, action):
        return not instance.is_locked or action == "view"

    def visible_to(self, user, queryset):
        return queryset.filter(is_secret=False)


class GuardedRecordViewSet(_Guard, ModelViewSet):
    model = GuardedRecord
    name = "guarded_records"


class GuardedSnippetViewSet(_Guard, SnippetViewSet):
    model = GuardedSnippet


@hooks.register("register_admin_viewset")
def register_guarded_records():
    return GuardedRecordViewSet()


register_snippet(GuardedSnippetViewSet)
