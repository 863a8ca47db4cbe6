"""Editions and their parts in the Wagtail admin: edited while a draft, locked once published."""

import wagtail
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, BulkActionsCheckboxColumn, Column, DateColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView, IndexView, SnippetViewSet

from wagtail_charter.events.services import InvalidTransition
from wagtail_charter.framework import services
from wagtail_charter.framework.forms import (
    AwardLevelForm,
    EditionCopyForm,
    StatementForm,
    ThemeForm,
)
from wagtail_charter.framework.models import AwardLevel, EvidenceStatement, FrameworkEdition, Theme
from wagtail_charter.framework.panels import EvidenceWidget, FactsWidget, LinesWidget
from wagtail_charter.framework.permissions import FreezablePolicy, can_copy_edition, can_publish_edition

_ONE_A_LINE = _("One item a line.")


class FrameworkIndexView(IndexView):
    """A list without bulk actions: rows of editions are changed one at a time."""

    @cached_property
    def columns(self):
        return [column for column in super().columns if not isinstance(column, BulkActionsCheckboxColumn)]


class FreezableEditView(EditView):
    """The form of a draft; a locked page, and no way to save, for what is published."""

    locked_template_name = "wagtail_charter/framework/admin/locked.html"

    def dispatch(self, request, *args, **kwargs):
        if not self.object.edition.is_frozen:
            return super().dispatch(request, *args, **kwargs)
        if not self.user_has_permission("change"):
            raise PermissionDenied
        if request.method == "GET":
            return self.render_locked()
        messages.error(request, _locked_reason(self.object))
        return redirect(self.get_edit_url())

    def render_locked(self):
        """The words of what is published, without a form."""
        viewset = self.model.snippet_viewset
        return self.response_class(
            request=self.request,
            template=[self.locked_template_name],
            context={
                "header_title": str(self.object),
                "page_title": _("Published"),
                "page_subtitle": str(self.object),
                "header_icon": viewset.icon,
                "breadcrumbs_items": self.get_breadcrumbs_items(),
                "header_buttons": [],
                "object": self.object,
                "edition": self.object.edition,
                "rows": viewset.locked_rows(self.object),
                "actions": edition_actions(self.request.user, self.object.edition),
                "history_url": self.get_history_url(),
            },
        )


class FreezableDeleteView(DeleteView):
    """Deletes parts of drafts; what is published stays."""

    def dispatch(self, request, *args, **kwargs):
        if self.object.edition.is_frozen:
            messages.error(request, _locked_reason(self.object))
            return redirect(reverse(self.edit_url_name, args=(quote(self.object.pk),)))
        return super().dispatch(request, *args, **kwargs)


class FreezableViewSet(SnippetViewSet):
    """A snippet of an edition: no copy, no reordering, and no change once the edition is published."""

    index_view_class = FrameworkIndexView
    edit_view_class = FreezableEditView
    delete_view_class = FreezableDeleteView
    copy_view_enabled = False
    sort_order_field = None
    list_per_page = 50
    #: The fields that the locked page shows.
    locked_fields: tuple = ()

    if wagtail.VERSION < (8, 0):

        @property
        def permission_policy(self):
            return FreezablePolicy(self.model)

    def locked_rows(self, instance):
        """What the locked page shows: pairs of label and value; lists stay lists."""
        rows = []
        for name in self.locked_fields:
            field = instance._meta.get_field(name)
            shown = getattr(instance, f"get_{name}_display", None)
            value = shown() if shown else getattr(instance, name)
            if value not in ("", None, []):
                rows.append((field.verbose_name, _shown(value)))
        return rows


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
    def header_more_buttons(self):
        more = [
            Button(action.label, url=action.url, icon_name=action.icon, priority=place)
            for place, action in enumerate(edition_actions(self.request.user, self.object))
        ]
        return [*super().header_more_buttons, *more]


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


class PartFilters(WagtailFilterSet):
    """Parts by edition."""

    class Meta:
        model = Theme
        fields = ["edition"]


class ThemeViewSet(FreezableViewSet):
    """Themes, each with the values that it rests on."""

    model = Theme
    icon = "tag"
    menu_label = _("Themes of the charter")
    menu_name = "charter-themes"
    menu_order = 610
    filterset_class = PartFilters
    search_fields = ("code", "name", "summary")
    list_display = ("name", "code", "edition")
    locked_fields = ("edition", "code", "name", "summary", "values")
    edit_handler = ObjectList(
        [
            FieldPanel("edition"),
            FieldRowPanel([FieldPanel("code"), FieldPanel("sort_order")]),
            FieldPanel("name"),
            FieldPanel("summary"),
            FieldPanel("values"),
        ],
        base_form_class=ThemeForm,
    )

    def get_queryset(self, request):
        return Theme.objects.select_related("edition")


class StatementFilters(WagtailFilterSet):
    """Statements by edition, theme and kind."""

    class Meta:
        model = EvidenceStatement
        fields = ["theme__edition", "theme", "is_core", "is_gate"]


class StatementViewSet(FreezableViewSet):
    """Evidence statements, one form each, with what each rating looks like."""

    model = EvidenceStatement
    icon = "doc-full"
    menu_label = _("Evidence statements")
    menu_name = "charter-statements"
    menu_order = 620
    filterset_class = StatementFilters
    search_fields = ("code", "title", "statement", "question")
    list_display = (
        "title",
        "code",
        "theme",
        BooleanColumn("is_core", label=_("Core")),
        BooleanColumn("is_gate", label=_("Gate")),
        Column("edition", label=_("Edition"), accessor="edition.edition_label"),
    )
    locked_fields = (
        "theme",
        "code",
        "title",
        "statement",
        "question",
        "is_core",
        "is_gate",
        "may_not_apply",
        "may_not_apply_when",
        "criteria",
        "evidence",
        "does_not_count",
        "privacy_note",
        "word_guide",
        "word_limit",
        "max_files",
    )
    edit_handler = ObjectList(
        [
            FieldPanel("theme"),
            FieldRowPanel([FieldPanel("code"), FieldPanel("sort_order")]),
            FieldPanel("title"),
            FieldPanel("statement"),
            FieldPanel("question"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("is_core"), FieldPanel("is_gate")]),
                    FieldPanel("may_not_apply"),
                    FieldPanel("may_not_apply_when"),
                ],
                heading=_("Weight"),
            ),
            InlinePanel(
                "criteria",
                heading=_("What each rating looks like"),
                label=_("rating"),
                help_text=_("One for each rating of 1 or more. 0 takes the words of the scale."),
                panels=[FieldPanel("rating"), FieldPanel("text")],
            ),
            MultiFieldPanel(
                [
                    FieldPanel(
                        "evidence",
                        widget=EvidenceWidget,
                        help_text=_(
                            "One a line: label | kind. For example: Job advert | Advert, guide or resource"
                        ),
                    ),
                    FieldPanel("does_not_count", widget=LinesWidget, help_text=_ONE_A_LINE),
                    FieldPanel("privacy_note"),
                ],
                heading=_("Evidence"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel(
                        [FieldPanel("word_guide"), FieldPanel("word_limit"), FieldPanel("max_files")]
                    )
                ],
                heading=_("Length"),
            ),
        ],
        base_form_class=StatementForm,
    )

    def get_queryset(self, request):
        return EvidenceStatement.objects.select_related("theme__edition")


class LevelFilters(WagtailFilterSet):
    """Levels by edition."""

    class Meta:
        model = AwardLevel
        fields = ["edition", "kind"]


class AwardLevelViewSet(FreezableViewSet):
    """Levels, each with the rules that it asks for."""

    model = AwardLevel
    icon = "success"
    menu_label = _("Award levels")
    menu_name = "charter-levels"
    menu_order = 630
    filterset_class = LevelFilters
    search_fields = ("name", "key")
    list_display = ("name", "kind", "rank", "validity_months", "edition")
    locked_fields = ("edition", "name", "key", "kind", "rank", "validity_months", "listing_note", "rules")
    edit_handler = ObjectList(
        [
            FieldPanel("edition"),
            FieldRowPanel([FieldPanel("name"), FieldPanel("key")]),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("rank"), FieldPanel("validity_months")]),
            FieldPanel("listing_note"),
            InlinePanel(
                "rules",
                heading=_("Rules"),
                label=_("rule"),
                help_text=_("All of them are true for the level. None for an edition that decides in words."),
                panels=[
                    FieldPanel("sentence"),
                    FieldRowPanel([FieldPanel("rule"), FieldPanel("sort_order")]),
                    FieldPanel(
                        "facts",
                        widget=FactsWidget,
                        help_text=_("One fact a line, for example rating: 2, scope: core or fraction: 2/3."),
                    ),
                ],
            ),
        ],
        base_form_class=AwardLevelForm,
    )

    def get_queryset(self, request):
        return AwardLevel.objects.select_related("edition")


class EditionAct:
    """A button: what can be done with an edition."""

    def __init__(self, name, label, icon, edition):
        self.label, self.icon = label, icon
        self.url = reverse(edition.snippet_viewset.get_url_name(name), args=(quote(edition.pk),))


def edition_actions(user, edition):
    """What ``user`` may do with ``edition`` now, as ``EditionAct`` objects; each leads to a page that asks first."""
    acts = []
    if can_publish_edition(user) and not edition.is_in_use:
        acts.append(EditionAct("publish", _("Publish"), "upload", edition))
    if can_publish_edition(user) and edition.is_in_use:
        acts.append(EditionAct("retire", _("Take out of use"), "download", edition))
    if can_copy_edition(user):
        acts.append(EditionAct("copy_edition", _("Copy to a new edition"), "copy", edition))
    return acts


class EditionActView(WagtailAdminTemplateMixin, FormView):
    """Asks first, acts on POST: one verb of ``framework.services`` on one edition."""

    template_name = "wagtail_charter/framework/admin/edition_act.html"
    header_icon = "clipboard-list"
    form_class = None
    may = staticmethod(can_publish_edition)
    explanation = ""
    done = ""

    def dispatch(self, request, *args, **kwargs):
        if not self.may(request.user):
            raise PermissionDenied
        self.edition = get_object_or_404(FrameworkEdition, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_form(self, form_class=None):
        return super().get_form(form_class) if self.form_class else None

    def get_page_subtitle(self):
        return str(self.edition)

    def get_breadcrumbs_items(self):
        viewset = FrameworkEdition.snippet_viewset
        here = [
            {"url": self.edit_url(self.edition), "label": str(self.edition)},
            {"url": "", "label": self.page_title},
        ]
        return [*viewset.breadcrumbs_items, *here]

    def edit_url(self, edition):
        """Where the edition is edited or shown as locked."""
        return reverse(FrameworkEdition.snippet_viewset.get_url_name("edit"), args=(quote(edition.pk),))

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            edition=self.edition,
            explanation=self.explanation,
            back_url=self.edit_url(self.edition),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        form = self.get_form()
        if form is not None and not form.is_valid():
            return self.form_invalid(form)
        try:
            edition = self.act(form)
        except (ValidationError, InvalidTransition) as error:
            faults = error.messages if isinstance(error, ValidationError) else [_("This cannot be done now.")]
            return self.render_to_response(self.get_context_data(form=form, faults=faults))
        messages.success(request, self.done % {"edition": edition})
        return redirect(self.edit_url(edition))

    def act(self, form):
        """Do it; returns the edition to show next."""
        raise NotImplementedError


class PublishView(EditionActView):
    """Publish a draft, or put a retired edition back into use."""

    page_title = _("Publish")
    explanation = _(
        "Visitors can then read this edition, and applications can be made under it. "
        "Nothing in it can change after that. To change something later, copy it to a new edition."
    )
    done = _("%(edition)s is published.")

    def act(self, form):
        return services.publish_edition(self.edition, by=self.request.user)


class RetireView(EditionActView):
    """Take an edition out of use."""

    page_title = _("Take out of use")
    explanation = _(
        "The edition stays readable at its address, with a note that leads to the edition in use. "
        "Awards that were given under it stay as they are."
    )
    done = _("%(edition)s is no longer in use.")

    def act(self, form):
        return services.retire_edition(self.edition, by=self.request.user)


class CopyEditionView(EditionActView):
    """Begin a new edition with everything that this one says."""

    page_title = _("Copy to a new edition")
    explanation = _("The copy is a draft, so that it can be changed before it is published.")
    done = _("%(edition)s is a draft now.")
    form_class = EditionCopyForm
    may = staticmethod(can_copy_edition)

    def act(self, form):
        return services.copy_edition(
            self.edition,
            version=form.cleaned_data["version"],
            version_label=form.cleaned_data["version_label"],
            by=self.request.user,
        )


def refuse_frozen_delete(request, instances):
    """For the hook ``before_delete_snippet``: keep what is published, also from bulk actions."""
    frozen = [thing for thing in instances if isinstance(thing, _FREEZABLE) and thing.edition.is_frozen]
    if not frozen:
        return None
    messages.error(request, _locked_reason(frozen[0]))
    return redirect(reverse(frozen[0].snippet_viewset.get_url_name("list")))


_FREEZABLE = (FrameworkEdition, Theme, EvidenceStatement, AwardLevel)

#: What this room puts into the "Charter" menu.
framework_viewsets = [EditionViewSet, ThemeViewSet, StatementViewSet, AwardLevelViewSet]


def _locked_reason(thing):
    return _("%(edition)s is published and cannot change. Copy it to a new edition and change that.") % {
        "edition": thing.edition
    }


def _shown(value):
    """A value for the locked page: related rows and lists become lists of texts."""
    if hasattr(value, "all"):
        return [_line(row) for row in value.all()]
    if isinstance(value, list):
        return [_line(item) for item in value]
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return value


def _line(item):
    if isinstance(item, dict):
        return f"{item.get('label', '')} ({item.get('kind', '')})"
    return f"{item.rating}: {item.text}" if hasattr(item, "rating") else str(item)
