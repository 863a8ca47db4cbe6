"""What the viewsets of several rooms share in the Wagtail admin."""

from collections import Counter

from django.contrib import messages
from django.db.models import ProtectedError, RestrictedError
from django.db.models.deletion import Collector
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSetGroup

from wagtail_charter.foundations.exports import SafeExportMixin
from wagtail_charter.foundations.objectpermissions import ObjectPermissionMixin

#: Wagtail's own column searches the log for each row, also for the rows that a page of the list skips: 10,000
#: organisations took more than a minute.
LAST_CHANGED = DateColumn("updated_at", label=gettext_lazy("Last changed"), sort_key="updated_at")


def day_column(name, label, **kwargs):
    """A date as it is; Wagtail's own column says "just now" of days to come."""

    def shown(row):
        day = getattr(row, name)
        return date_format(day, "j M Y") if day else ""

    return Column(name, label=label, accessor=shown, sort_key=name, **kwargs)


class CharterSubmenu(SnippetViewSetGroup):
    """A menu inside the "Charter" menu."""

    add_to_admin_menu = False
    menu_item_is_registered = True


class PlainSearchIndexView(SafeExportMixin, IndexView):
    """A list of snippets that searches with the queryset's own ``matching(text)`` and exports safely.

    Ranking by relevance costs minutes in a long list on SQLite, so the admin's lists do without.
    """

    @property
    def is_searchable(self):
        return hasattr(self.model.objects.all(), "matching")

    def search_queryset(self, queryset):
        return queryset.matching(self.search_query) if self.is_searching else queryset


class _MatchingForm(SearchFilterMixin, BaseFilterForm):
    def filter(self, objects):
        text = self.cleaned_data.get("q", "").strip()
        self.is_searching, self.search_query = bool(text), text
        return objects.matching(text) if text else objects


class _PlainChooseMixin:
    filter_form_class = _MatchingForm
    #: ``(accessor, label)`` of the columns that tell things of one name apart.
    more_columns = ()

    @property
    def columns(self):
        more = [Column(accessor, label=label, accessor=accessor) for accessor, label in self.more_columns]
        return [*super().columns, *more]


class PlainChooseView(_PlainChooseMixin, ChooseView):
    """The chooser's window, searched with ``matching(text)``."""


class PlainChooseResultsView(_PlainChooseMixin, ChooseResultsView):
    """The list in the chooser's window."""


class PlainChooserViewSet(SnippetChooserViewSet):
    """A chooser for snippets whose queryset has ``matching(text)``; ``get_object_list()`` says what is offered.

    ``more_columns`` are pairs of accessor and label, shown beside the title.
    """

    more_columns = ()
    choose_view_class = PlainChooseView
    choose_results_view_class = PlainChooseResultsView

    def get_common_view_kwargs(self, **kwargs):
        return {**super().get_common_view_kwargs(**kwargs), "more_columns": self.more_columns}


def refuse_protected_delete(request, instances):
    """For the hook ``before_delete_snippet``: say kindly what still uses ``instances`` instead of failing.

    Returns a redirect with a message, or ``None`` when nothing protects them. Wagtail looks only at its reference
    index, which does not know rows made in bulk.
    """
    own = [thing for thing in instances if thing._meta.app_label == "wagtail_charter"]
    kinds = Counter(capfirst(thing._meta.verbose_name_plural) for thing in _protecting(own))
    if not kinds:
        return None
    used_by = ", ".join(f"{kind} ({count})" for kind, count in sorted(kinds.items()))
    messages.error(request, _("This is still in use, so it stays. It is used by: %s.") % used_by)
    return redirect(reverse(own[0].snippet_viewset.get_url_name("list")))


def _protecting(instances):
    """The rows that forbid deleting ``instances``."""
    found = set()
    for instance in instances:
        try:
            Collector(using=instance._state.db).collect([instance])
        except ProtectedError as error:
            found.update(error.protected_objects)
        except RestrictedError as error:
            found.update(error.restricted_objects)
    return found


class RecordViewSet(ObjectPermissionMixin, ModelViewSet):
    """Records that people outside made: a list, and a page for each one. Nobody adds, edits, copies or deletes them here.

    What can be done with one are verbs, each a button on its page (``more_urlpatterns``).
    """

    kept_views = {"index", "index_results", "inspect"}
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    search_backend_name = None
    more_urlpatterns = ()
    # Wagtail asks for a form; none is ever shown.
    form_fields: list = []

    def get_common_view_kwargs(self, **kwargs):
        no_views = {
            f"{name}_url_name": None for name in ("add", "edit", "delete", "copy", "history", "usage")
        }
        return super().get_common_view_kwargs(**{**no_views, **kwargs})

    def get_urlpatterns(self):
        kept = [pattern for pattern in super().get_urlpatterns() if pattern.name in self.kept_views]
        return [*kept, *self.more_urlpatterns]

    @property
    def url_finder_class(self):
        finder = super().url_finder_class
        return type(finder.__name__, (finder,), {"edit_url_name": self.get_url_name("inspect")})
