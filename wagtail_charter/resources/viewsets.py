"""The words that resources are found by, in the Wagtail admin."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet

from wagtail_charter.foundations.viewsets import LAST_CHANGED
from wagtail_charter.resources.models import ResourceAudience, ResourceTopic


class ResourceTermViewSet(SnippetViewSet):
    """The base of both lists. Terms are few, so their lists need no search."""

    icon = "tag"
    copy_view_enabled = False
    list_display = ["name", "slug", "sort_order", LAST_CHANGED]
    list_per_page = 50
    search_backend_name = None
    search_fields = ["name", "slug"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]),
            FieldPanel("sort_order"),
            FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
        ]
    )


class ResourceTopicViewSet(ResourceTermViewSet):
    """Topics of resources."""

    model = ResourceTopic
    menu_order = 70


class ResourceAudienceViewSet(ResourceTermViewSet):
    """Audiences of resources."""

    model = ResourceAudience
    menu_order = 71


resource_viewsets = [ResourceTopicViewSet, ResourceAudienceViewSet]
