"""The report of pages whose review is due, for every page type that has a review date."""

from datetime import timedelta

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import PageTitleColumn
from wagtail.admin.views.reports import PageReportView
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from wagtail_charter.foundations.exports import SafeExportMixin
from wagtail_charter.foundations.reviews import pages_with_reviews, reviewed_page_types
from wagtail_charter.foundations.viewsets import day_column


class ReviewFilterSet(WagtailFilterSet):
    """Filters of the report."""

    due = django_filters.ChoiceFilter(
        label=_("Review"),
        choices=[("overdue", _("Overdue")), ("soon", _("In the next 90 days"))],
        method="narrow_due",
    )
    review_owner = django_filters.CharFilter(label=_("Looked after by"), lookup_expr="icontains")
    content_type = django_filters.ModelChoiceFilter(label=_("Type"), queryset=ContentType.objects.none())

    class Meta:
        model = Page
        fields = ["due", "review_owner", "content_type"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        types = ContentType.objects.get_for_models(*reviewed_page_types()).values()
        keys = [content_type.pk for content_type in types]
        self.filters["content_type"].queryset = ContentType.objects.filter(pk__in=keys).order_by("model")

    def narrow_due(self, queryset, name, value):
        """Pages whose date has passed, or comes within 90 days."""
        today = timezone.localdate()
        if value == "overdue":
            return queryset.filter(review_on__lt=today)
        return queryset.filter(review_on__gte=today, review_on__lte=today + timedelta(days=90))


class ReviewReportView(SafeExportMixin, PageReportView):
    """Live pages with a review date that the reader of the report may change, the longest overdue first."""

    page_title = _("Reviews of pages")
    header_icon = "calendar-check"
    results_template_name = "wagtailadmin/reports/base_report_results.html"
    index_url_name = "charter_reviews"
    index_results_url_name = "charter_reviews_results"
    filterset_class = ReviewFilterSet
    default_ordering = "review_on"
    is_searchable = False
    columns = [
        PageTitleColumn("title", label=_("Page")),
        Column("type", label=_("Type"), accessor=lambda page: page.content_type.name),
        day_column("review_on", _("Review on")),
        Column("review_owner", label=_("Looked after by")),
        DateColumn("last_published_at", label=_("Last published")),
    ]
    list_export = ["title", "content_type.name", "review_on", "review_owner", "last_published_at"]
    export_headings = {
        "title": _("Page"),
        "content_type.name": _("Type"),
        "review_on": _("Review on"),
        "review_owner": _("Looked after by"),
        "last_published_at": _("Last published"),
    }

    permission_policy = PagePermissionPolicy()
    any_permission_required = ("change", "publish")

    def get_filename(self):
        return f"reviews-{timezone.localdate()}"

    def get_base_queryset(self):
        mine = self.permission_policy.instances_user_has_permission_for(self.request.user, "change")
        rows = pages_with_reviews().filter(pk__in=mine.order_by().values("pk"))
        return rows.select_related("content_type").prefetch_related("sites_rooted_here")

    def get_queryset(self):
        return self.order_queryset(self.get_base_queryset())


class ReviewMenuItem(MenuItem):
    """The report's entry in the menu, for those who may change pages."""

    def is_shown(self, request):
        policy = ReviewReportView.permission_policy
        return policy.user_has_any_permission(request.user, ReviewReportView.any_permission_required)


def review_menu_item():
    """For the hook ``register_reports_menu_item``."""
    return ReviewMenuItem(
        ReviewReportView.page_title,
        reverse("charter_reviews"),
        name="charter-reviews",
        icon_name=ReviewReportView.header_icon,
        order=1050,
    )


#: For the hook ``register_admin_urls``.
review_urlpatterns = [
    path("reports/charter-reviews/", ReviewReportView.as_view(), name="charter_reviews"),
    path(
        "reports/charter-reviews/results/",
        ReviewReportView.as_view(results_only=True),
        name="charter_reviews_results",
    ),
]
