"""Themes, evidence statements and levels in the admin, one form each."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column

from wagtail_charter.framework.forms import AwardLevelForm, StatementForm, ThemeForm
from wagtail_charter.framework.models import AwardLevel, EvidenceStatement, Theme
from wagtail_charter.framework.panels import EvidenceWidget, FactsWidget, LinesWidget
from wagtail_charter.framework.viewsets.freezing import FreezableViewSet

_ONE_A_LINE = _("One item a line.")


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
