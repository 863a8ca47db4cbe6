"""The list of applications: its search, its saved views, its checkboxes and its exports."""

from functools import cache

from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _text
from wagtail.admin.paginator import WagtailPaginator
from wagtail_modeladmin.helpers.search import BaseSearchHandler
from wagtail_modeladmin.views import IndexView

from wagtail_charter.applications.exports import HEADER, application_rows
from wagtail_charter.applications.filters import SAVED_VIEWS
from wagtail_charter.applications.modeladmin.guarding import SecretMixin
from wagtail_charter.applications.permissions import can_change_some_applications
from wagtail_charter.foundations.exports import stream_csv, stream_xlsx

#: The form that the checkboxes of the rows belong to.
BULK_FORM = "charter-bulk"


class CaseSearchHandler(BaseSearchHandler):
    """Searches one plain column; a search across joins costs 50 times as much."""

    def search_queryset(self, queryset, search_term, **kwargs):
        return queryset.matching(search_term) if search_term else queryset


class CasePaginator(WagtailPaginator):
    """Finds the keys of a page first and its rows by them, so that the rows before it cost no joins."""

    @cached_property
    def count(self):
        """How many rows there are."""
        return self.object_list.count()

    def _get_page(self, rows, *args, **kwargs):
        keys = list(rows.values_list("pk", flat=True))
        return super()._get_page(self.object_list.filter(pk__in=keys), *args, **kwargs)


class ApplicationIndexView(SecretMixin, IndexView):
    """The list and its exports, of the applications that the person may open."""

    paginator_class = CasePaginator

    @cached_property
    def _all(self):
        return counted_once(super().get_base_queryset(self.request))

    def get_base_queryset(self, request=None):
        return self._all

    def get_queryset(self, request=None):
        """The rows that are asked for. The list wants their number three times, and it is counted once."""
        rows = super().get_queryset(request)
        is_narrowed = rows.query.where != self._all.query.where
        return counted_once(rows, count=None if is_narrowed else self._all.count)

    def check_action_permitted(self, user):
        return self.permission_helper.user_can_list(user)

    def get_filters_params(self, params=None):
        """Only what our filters know: any other word in the address is ignored, and cannot look into columns."""
        known = {list_filter.parameter_name for list_filter in self.list_filter}
        return {name: values for name, values in super().get_filters_params(params).items() if name in known}

    def as_spreadsheet(self, queryset, spreadsheet_format):
        make = stream_xlsx if spreadsheet_format == self.FORMAT_XLSX else stream_csv
        name = f"{self.get_filename()}.{spreadsheet_format}"
        return make(name, HEADER, application_rows(queryset))

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            saved_views=self.saved_views(),
            bulk_form=BULK_FORM,
            can_change_some=can_change_some_applications(self.request.user),
            **kwargs,
        )

    def saved_views(self):
        """``(words, address, whether it is shown now)``; the words that are searched for stay."""
        known = {list_filter.parameter_name for list_filter in self.list_filter}
        asked = {name: self.params[name] for name in known if self.params.get(name)}
        rows = []
        for words, query in SAVED_VIEWS:
            address = self.get_query_string(query, remove=[*known, self.ORDER_VAR])
            rows.append((words, address, asked == query))
        return rows


def counted_once(rows, *, count=None):
    """The query set ``rows``, which asks the database for its number once; ``count`` knows it already."""
    rows.count = count or cache(rows.count)
    return rows


def checkbox(application):
    """The box that chooses a row of the list for the form above it."""
    label = _text("Choose %(reference)s") % {"reference": application.reference}
    return format_html(
        '<input type="checkbox" name="ids" value="{}" form="{}" aria-label="{}">',
        application.pk,
        BULK_FORM,
        label,
    )
