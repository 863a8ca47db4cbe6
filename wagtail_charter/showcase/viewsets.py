"""The showcase in the Wagtail admin: the list of entries, the glossary, and the button for documents."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import SnippetViewSet

from wagtail_charter.foundations.viewsets import day_column
from wagtail_charter.showcase.models import GlossaryTerm
from wagtail_charter.showcase.pages import ShowcaseEntryPage, ShowcaseIndexPage
from wagtail_charter.showcase.permissions import may_add_entries


class EntryListView(ExplorableIndexView):
    """The entries below a showcase, with what editors look for first."""

    def get_base_queryset(self):
        pages = super().get_base_queryset()
        if issubclass(pages.model, ShowcaseEntryPage):
            pages = pages.select_related("service__setting", "listing")
        return pages

    @cached_property
    def explorable_columns(self):
        """Without the way to pages below: an entry has none, and its title needs the room."""
        return [column for column in super().explorable_columns if column.name != "navigate"]


def _setting(page):
    service = getattr(page, "service", None)
    return service.setting.name if service and service.setting else ""


def _level(page):
    listing = getattr(page, "listing", None)
    return listing.level_name if listing else ""


_ADDED = [
    Column("setting", label=_("Setting"), accessor=_setting, width="14%"),
    Column("level", label=_("Level"), accessor=_level, width="10%"),
    day_column("review_on", _("Next review"), width="12%"),
]


class ShowcaseEntryViewSet(PageViewSet):
    """The list of entries in the page explorer."""

    model = ShowcaseEntryPage
    icon = "doc-full"
    parent_models = [ShowcaseIndexPage]
    index_view_class = EntryListView
    columns = [
        *PageViewSet.index_view_class.base_columns[:2],
        *_ADDED,
        *(column for column in PageViewSet.index_view_class.base_columns[2:] if column.name != "type"),
    ]


class GlossaryTermViewSet(SnippetViewSet):
    """Abbreviations. They are few, so the list searches in the table itself."""

    model = GlossaryTerm
    icon = "openquote"
    menu_label = _("Abbreviations")
    menu_order = 80
    copy_view_enabled = False
    list_display = [
        "abbreviation",
        "full",
        "meaning",
        BooleanColumn("is_spelled_out", label=_("Spelled out")),
    ]
    search_backend_name = None
    search_fields = ["abbreviation", "variants", "full"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("abbreviation"), FieldPanel("variants")]),
            FieldPanel("full"),
            FieldPanel("meaning"),
            FieldPanel("is_spelled_out"),
        ]
    )


def document_buttons(page, user, view_name=None, next_url=None):
    """The button "New entries from a document" in the menu of a showcase, for whoever may add entries there."""
    if isinstance(page, ShowcaseIndexPage) and may_add_entries(user, page):
        yield Button(
            _("New entries from a document"),
            url=reverse("charter_showcase_document", args=[page.pk]),
            icon_name="doc-full-inverse",
            priority=16,
        )


showcase_viewsets = [GlossaryTermViewSet]
showcase_entry_viewset = ShowcaseEntryViewSet()
