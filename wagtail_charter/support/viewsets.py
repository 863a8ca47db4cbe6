"""Named contacts in the Wagtail admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet

from wagtail_charter.foundations.viewsets import PlainChooserViewSet, PlainSearchIndexView
from wagtail_charter.support.models import Contact

_COLUMNS = ["name", "role", "phone", "text_relay", "email", "hours", "reply_time", "urgent_checked_on"]


class ContactIndexView(PlainSearchIndexView):
    """The list of contacts."""

    def to_row_dict(self, item):
        return {name: getattr(item, name) or "" for name in _COLUMNS}


class ContactViewSet(SnippetViewSet):
    """Somebody to turn to; pages and the charter settings choose them."""

    model = Contact
    icon = "user"
    menu_order = 300
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = [*_COLUMNS, "out_of_hours_text", "urgent_text"]
    index_view_class = ContactIndexView
    chooser_viewset_class = PlainChooserViewSet
    search_backend_name = None
    list_display = ["name", "role", "phone", "email", "urgent_checked_on"]
    list_export = _COLUMNS
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name"), FieldPanel("role")], heading=_("Who")),
            MultiFieldPanel(
                [
                    FieldPanel("phone"),
                    FieldPanel("text_relay"),
                    FieldPanel("email"),
                    FieldRowPanel([FieldPanel("hours"), FieldPanel("reply_time")]),
                    FieldPanel("out_of_hours_text"),
                ],
                heading=_("How to reach them"),
                help_text=_(
                    "Shown in this order everywhere, so that people find each way in the same place."
                ),
            ),
            MultiFieldPanel(
                [FieldPanel("urgent_text"), FieldPanel("urgent_checked_on")],
                heading=_("Urgent help"),
                help_text=_("Call the numbers now and then, and note the day on which you checked them."),
            ),
        ]
    )


support_viewsets = [ContactViewSet]
