"""Views of the admin that know the freeze: a form for a draft, a locked page for what is published."""

from datetime import datetime

import wagtail
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn
from wagtail.snippets.views.snippets import DeleteView, EditView, IndexView, SnippetViewSet

from wagtail_charter.framework.permissions import FROZEN_MODELS, FreezablePolicy
from wagtail_charter.framework.viewsets.acts import edition_actions


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
                label = getattr(field, "verbose_name", "") or field.related_model._meta.verbose_name_plural
                rows.append((label, _shown(value)))
        return rows


def refuse_frozen_delete(request, instances):
    """For the hook ``before_delete_snippet``: keep what is published, also from bulk actions."""
    frozen = [thing for thing in instances if isinstance(thing, FROZEN_MODELS) and thing.edition.is_frozen]
    if not frozen:
        return None
    messages.error(request, _locked_reason(frozen[0]))
    return redirect(reverse(frozen[0].snippet_viewset.get_url_name("list")))


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
    if isinstance(value, datetime):
        return date_format(localtime(value), "DATETIME_FORMAT")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return value


def _line(item):
    if isinstance(item, dict):
        return f"{item.get('label', '')} ({item.get('kind', '')})"
    return f"{item.rating}: {item.text}" if hasattr(item, "rating") else str(item)
