"""Who belongs to which organisation, in the Wagtail admin: seen, made an owner, and ended."""

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.urls import re_path, reverse
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic

from wagtail_charter.applications.forms import LeaveForm
from wagtail_charter.applications.models import TeamMember
from wagtail_charter.applications.permissions import visible_applications
from wagtail_charter.applications.services import leave_organisation
from wagtail_charter.foundations.viewsets import RecordViewSet
from wagtail_charter.organisations import services
from wagtail_charter.organisations.models import Membership
from wagtail_charter.organisations.permissions import can_change_memberships, can_view_memberships
from wagtail_charter.organisations.states import MembershipStanding


class MembershipFilterSet(WagtailFilterSet):
    """The filters of the list of memberships."""

    standing = django_filters.ChoiceFilter(
        label=_("Belongs as"), choices=MembershipStanding.choices, method="filter_standing"
    )

    class Meta:
        model = Membership
        fields: list = []

    def filter_standing(self, queryset, name, value):
        """Keep those that stand so."""
        return queryset.standing(value)


class MembershipIndexView(generic.IndexView):
    """The list of memberships, searched by person and organisation."""

    is_searchable = True

    def get_base_queryset(self):
        return super().get_base_queryset().described()

    def search_queryset(self, queryset):
        return queryset.matching(self.search_query) if self.is_searching else queryset


class MembershipInspectView(generic.InspectView):
    """One membership: since when, which applications they work on, and what can be done."""

    page_title = _("Membership")
    template_name = "wagtail_charter/applications/admin/membership.html"
    leave_form = None

    def get_context_data(self, **kwargs):
        membership = self.object
        is_open = not membership.ended_at and can_change_memberships(self.request.user)
        parts = TeamMember.objects.filter(
            account=membership.account_id,
            application__in=visible_applications(self.request.user).filter(
                service__provider=membership.organisation_id
            ),
        )
        return {
            **super().get_context_data(**kwargs),
            "membership": membership,
            "parts": parts.select_related("application__service", "application__round"),
            "is_open": is_open,
            "form": (self.leave_form or LeaveForm(membership=membership)) if is_open else None,
            "steps": {
                word: reverse("charter_memberships:step", kwargs={"pk": membership.pk, "word": word})
                for word in _VERBS
            },
        }


def _end(membership, form, user):
    leave_organisation(membership, by=user, heir=form.cleaned_data["heir"])


#: What can be done with a membership: the word in the address, and what does it.
_VERBS = {
    "owner": lambda membership, form, user: services.make_owner(membership, by=user),
    "member": lambda membership, form, user: services.make_member(membership, by=user),
    "end": _end,
}


class MembershipStepView(MembershipInspectView):
    """Does one step; what stands against it is said on the page of the membership."""

    def post(self, request, *args, **kwargs):
        if not can_change_memberships(request.user):
            raise PermissionDenied
        form = LeaveForm(request.POST, membership=self.object)
        if form.is_valid():
            try:
                _VERBS[self.kwargs["word"]](self.object, form, request.user)
            except ValidationError as refusal:
                form.add_error(None, refusal)
            else:
                messages.success(request, _text("Done. They hear by letter."))
                return redirect(reverse("charter_memberships:inspect", args=[self.object.pk]))
        self.leave_form = form
        return self.get(request, *args, **kwargs)


class MembershipViewSet(RecordViewSet):
    """Who belongs where. Nobody is added here: people join when an owner or the team says yes to their claim."""

    model = Membership
    name = url_namespace = "charter_memberships"
    url_prefix = "charter/memberships"
    icon = "group"
    menu_label = _("Memberships")
    menu_order = 206
    index_view_class = MembershipIndexView
    inspect_view_class = MembershipInspectView
    filterset_class = MembershipFilterSet
    search_fields = None
    list_display = [
        TitleColumn(
            "account",
            label=_("Who"),
            get_url=lambda row: reverse("charter_memberships:inspect", args=[row.pk]),
        ),
        Column("email", label=_("Email"), accessor=lambda row: row.account.email),
        Column("organisation", label=_("Organisation"), sort_key="organisation__name"),
        Column("standing", label=_("Belongs as"), accessor="standing_words"),
        Column("created_at", label=_("Since"), sort_key="created_at"),
    ]

    def object_permission(self, user, instance, action):
        return can_change_memberships(user) if action == "change" else can_view_memberships(user)

    def visible_to(self, user, queryset):
        return queryset if can_view_memberships(user) else queryset.none()

    @property
    def more_urlpatterns(self):
        view = self.construct_view(MembershipStepView, **self.get_inspect_view_kwargs())
        words = "|".join(_VERBS)
        return [re_path(rf"^step/(?P<pk>\d+)/(?P<word>{words})/$", view, name="step")]
