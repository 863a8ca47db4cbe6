"""Editions in the admin: their words, rating scale and values."""

from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import log
from wagtail.snippets.views.snippets import CreateView

from wagtail_charter.framework import services
from wagtail_charter.framework.models import FrameworkEdition
from wagtail_charter.framework.panels import FactsWidget, LinesWidget
from wagtail_charter.framework.viewsets.acts import (
    CopyEditionView,
    PublishView,
    RetireView,
    edition_actions,
)
from wagtail_charter.framework.viewsets.freezing import FreezableEditView, FreezableViewSet

_ONE_A_LINE = _("One item a line.")


class EditionFilters(WagtailFilterSet):
    """Editions by state."""

    class Meta:
        model = FrameworkEdition
        fields = ["state"]


class EditionCreateView(CreateView):
    """A new edition begins as a draft, with its event."""

    def save_instance(self):
        edition = self.form.save(commit=False)
        services.begin_edition(edition, by=self.request.user)
        log(instance=edition, action="wagtail.create", content_changed=True, user=self.request.user)
        return edition


class EditionEditView(FreezableEditView):
    """A draft, with the ways on: publish, or copy."""

    @cached_property
    def header_buttons(self):
        return [
            HeaderButton(label=act.label, url=act.url, icon_name=act.icon, priority=place)
            for place, act in enumerate(edition_actions(self.request.user, self.object))
        ]


class EditionViewSet(FreezableViewSet):
    """Editions: words, rating scale and values; the other parts have forms of their own."""

    model = FrameworkEdition
    icon = "clipboard-list"
    menu_label = _("Editions")
    menu_name = "charter-editions"
    menu_order = 600
    add_view_class = EditionCreateView
    edit_view_class = EditionEditView
    filterset_class = EditionFilters
    search_fields = ("name", "version", "version_label")
    list_display = (
        "name",
        Column("edition_label", label=_("Edition"), accessor="edition_label"),
        Column("get_state_display", label=_("State"), accessor="get_state_display"),
        DateColumn("published_at", label=_("Published")),
    )
    locked_fields = (
        "name",
        "version",
        "version_label",
        "state",
        "published_at",
        "status_text",
        "awarding_body",
        "strapline",
        "scope_note",
        "decision",
        "does_not_apply_at_most",
        "never_send",
        "evidence_kinds",
        "words_to_avoid",
    )
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("name"),
                    FieldRowPanel([FieldPanel("version"), FieldPanel("version_label")]),
                    FieldPanel("status_text"),
                    FieldPanel("awarding_body"),
                    FieldPanel("strapline"),
                    FieldPanel("scope_note"),
                ],
                heading=_("The charter"),
            ),
            MultiFieldPanel(
                [FieldPanel("decision"), FieldPanel("does_not_apply_at_most")],
                heading=_("How a level is found"),
            ),
            InlinePanel(
                "rating_points",
                heading=_("Rating scale"),
                label=_("rating"),
                help_text=_("Leave the value empty for “does not apply”, which is no rating."),
                panels=[
                    FieldRowPanel([FieldPanel("value"), FieldPanel("label")]),
                    FieldPanel("meaning"),
                ],
            ),
            InlinePanel(
                "values",
                heading=_("Values"),
                label=_("value"),
                panels=[
                    FieldRowPanel([FieldPanel("code"), FieldPanel("name"), FieldPanel("sort_order")]),
                    FieldPanel("text"),
                ],
            ),
            MultiFieldPanel(
                [
                    FieldPanel("never_send", widget=LinesWidget, help_text=_ONE_A_LINE),
                    FieldPanel("evidence_kinds", widget=LinesWidget, help_text=_ONE_A_LINE),
                    FieldPanel("words_to_avoid", widget=LinesWidget, help_text=_ONE_A_LINE),
                ],
                heading=_("Lists"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel(
                        "renewal",
                        widget=FactsWidget,
                        help_text=_("One fact a line, for example: reminders_days_before: 180, 90, 30"),
                    ),
                    FieldPanel(
                        "panel_rules",
                        widget=FactsWidget,
                        help_text=_("One fact a line, for example: assessors_at_least: 2"),
                    ),
                ],
                heading=_("Renewal and panel"),
                classname="collapsed",
            ),
        ]
    )

    def get_urlpatterns(self):
        conv = self.pk_path_converter
        return [
            *super().get_urlpatterns(),
            path(f"publish/<{conv}:pk>/", PublishView.as_view(), name="publish"),
            path(f"retire/<{conv}:pk>/", RetireView.as_view(), name="retire"),
            path(f"copy-edition/<{conv}:pk>/", CopyEditionView.as_view(), name="copy_edition"),
        ]
