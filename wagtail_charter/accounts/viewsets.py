"""Portal accounts in the Wagtail admin: found, looked at, and signed out everywhere. Nothing is typed by hand."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from wagtail_charter.accounts.models import PortalAccount
from wagtail_charter.accounts.services import sign_out_everywhere
from wagtail_charter.foundations.objectpermissions import ObjectPermissionMixin

_ADMIN = "charter_accounts"


def _may_sign_out(user):
    return user.has_perm("wagtail_charter.change_portalaccount")


class AccountIndexView(IndexView):
    """The list of accounts, searched by name and address."""

    is_searchable = True

    def search_queryset(self, queryset):
        return queryset.matching(self.search_query) if self.is_searching else queryset


class AccountInspectView(InspectView):
    """What the portal knows of a person."""

    @cached_property
    def header_more_buttons(self):
        if not _may_sign_out(self.request.user):
            return []
        url = reverse(f"{_ADMIN}:sign_out", args=[self.object.pk])
        return [Button(_("Sign out everywhere"), url=url, icon_name="logout", priority=50)]

    def get_field_display_value(self, field_name, field):
        value = super().get_field_display_value(field_name, field)
        return _("No data") if value in (None, "") else value


class AccountSignOutView(WagtailAdminTemplateMixin, TemplateView):
    """Asks, then ends every portal session of a person."""

    page_title = _("Sign out everywhere")
    header_icon = "logout"
    template_name = "wagtail_charter/accounts/admin/sign_out.html"

    def dispatch(self, request, *args, **kwargs):
        if not _may_sign_out(request.user):
            raise PermissionDenied
        self.account = get_object_or_404(PortalAccount, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        sign_out_everywhere(self.account, by=request.user)
        messages.success(request, _text("%(person)s is signed out everywhere.") % {"person": self.account})
        return redirect(self._inspect_url())

    def get_page_subtitle(self):
        return str(self.account)

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse(f"{_ADMIN}:index"), "label": capfirst(PortalAccount._meta.verbose_name_plural)},
            {"url": self._inspect_url(), "label": str(self.account)},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(**kwargs),
            "account": self.account,
            "inspect_url": self._inspect_url(),
        }

    def _inspect_url(self):
        return reverse(f"{_ADMIN}:inspect", args=[self.account.pk])


class AccountViewSet(ObjectPermissionMixin, ModelViewSet):
    """People of the portal: no adding, changing or deleting by hand, and no export of everybody's address."""

    model = PortalAccount
    name = _ADMIN
    url_prefix = "charter/accounts"
    icon = "user"
    menu_label = _("Portal accounts")
    menu_order = 310
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ["name", "email", "created_at", "last_signed_in_at", "closed_at"]
    index_view_class = AccountIndexView
    inspect_view_class = AccountInspectView
    search_backend_name = None
    list_per_page = 20
    ordering = ["email"]
    list_display = [
        TitleColumn(
            "__str__",
            label=_("Name"),
            accessor=str,
            get_url=lambda row: reverse(f"{_ADMIN}:inspect", args=[row.pk]),
        ),
        Column("email", label=_("Email"), sort_key="email"),
        DateColumn("last_signed_in_at", label=_("Last signed in"), sort_key="last_signed_in_at"),
    ]
    form_fields = ["name"]
    #: Views that make, change or delete are not even there.
    kept_views = {"index", "index_results", "inspect"}

    def object_permission(self, user, instance, action):
        return action == "view"

    def get_common_view_kwargs(self, **kwargs):
        gone = {"add_url_name": None, "edit_url_name": None, "delete_url_name": None}
        return super().get_common_view_kwargs(**{**gone, **kwargs})

    def get_urlpatterns(self):
        kept = [pattern for pattern in super().get_urlpatterns() if pattern.name in self.kept_views]
        return [*kept, path("sign-out/<int:pk>/", AccountSignOutView.as_view(), name="sign_out")]


account_viewsets = [AccountViewSet]
