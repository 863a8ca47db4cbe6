"""Today: what waits on us, what waits on others and what is overdue, each a press away."""

from django.db.models import Count, F, Q
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.base import ViewSet

from wagtail_charter.applications.modeladmin.casework import (
    DeskPage,
    TodayList,
    case_url,
    list_url,
    today_lists,
)
from wagtail_charter.applications.modeladmin.standing import standing_of
from wagtail_charter.applications.models import ExpressionOfInterest
from wagtail_charter.applications.permissions import can_list_applications, visible_applications
from wagtail_charter.applications.querysets import NOBODYS, ON_APPLICANT, ON_TEAM, overdue_on
from wagtail_charter.applications.states import InterestState
from wagtail_charter.letters.models import Letter
from wagtail_charter.letters.permissions import can_read_letters, readable_letters
from wagtail_charter.organisations.models import OrganisationClaim
from wagtail_charter.organisations.states import ClaimState
from wagtail_charter.support.models import Concern
from wagtail_charter.support.permissions import can_view_concerns

_NAME = "charter_today"
#: How many of one's own cases stand on the page itself.
SHOWN = 10


def waiting_counts(user):
    """How many applications wait on whom, of those that ``user`` may open: one query for all of them."""
    mine, overdue = Q(caseworker=user), overdue_on(timezone.localdate())
    return visible_applications(user).aggregate(
        my_team=Count("pk", filter=mine & ON_TEAM),
        my_applicant=Count("pk", filter=mine & ON_APPLICANT),
        my_overdue=Count("pk", filter=mine & overdue),
        my_cover=Count("pk", filter=Q(cover=user) & (ON_TEAM | ON_APPLICANT)),
        team=Count("pk", filter=ON_TEAM),
        applicant=Count("pk", filter=ON_APPLICANT),
        overdue=Count("pk", filter=overdue),
        nobodys=Count("pk", filter=NOBODYS),
    )


def _listed(**query):
    return f"{list_url()}?{'&'.join(f'{name}={value}' for name, value in query.items())}"


def my_lines(counts):
    """``(words, how many, address)`` of one's own cases."""
    return [
        (_("Waiting on us"), counts["my_team"], _listed(case="mine", waiting="team")),
        (_("Waiting on the applicant"), counts["my_applicant"], _listed(case="mine", waiting="applicant")),
        (_("Overdue"), counts["my_overdue"], _listed(case="mine", waiting="overdue")),
        (_("Cases that I cover"), counts["my_cover"], _listed(case="cover", waiting="anybody")),
    ]


def all_lines(counts):
    """``(words, how many, address)`` of everybody's cases."""
    return [
        (_("Waiting on us"), counts["team"], _listed(waiting="team")),
        (_("Waiting on the applicant"), counts["applicant"], _listed(waiting="applicant")),
        (_("Overdue"), counts["overdue"], _listed(waiting="overdue")),
        (_("Without a caseworker"), counts["nobodys"], _listed(case="nobody")),
    ]


class TodayView(DeskPage):
    """The day of a caseworker on one page."""

    page_title = _("Today")
    header_icon = "calendar"
    template_name = "wagtail_charter/applications/admin/today.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        counts = waiting_counts(user)
        told = [(each, each.count(user)) for each in today_lists()]
        return {
            **super().get_context_data(**kwargs),
            "my_lines": my_lines(counts),
            "all_lines": all_lines(counts),
            "other_lines": [(each.title, count, each.url(user)) for each, count in told if count is not None],
            "next_cases": [(each, case_url(each), standing_of(each)) for each in self._next_cases()],
            "is_calm": not any(counts.values()) and not any(count for _each, count in told),
        }

    def _next_cases(self):
        """My cases in which we have something to do, the earliest day first."""
        rows = visible_applications(self.request.user).waiting_on_team().described()
        planned = rows.filter(caseworker=self.request.user)
        return planned.order_by(F("next_step_by").asc(nulls_last=True), "pk")[:SHOWN]


class _TodayMenuItem(MenuItem):
    def is_shown(self, request):
        return can_list_applications(request.user)


class TodayViewSet(ViewSet):
    """The page "Today", first in the "Charter" menu."""

    name = _NAME
    menu_label = _("Today")
    menu_icon = "calendar"
    icon = "calendar"
    menu_order = 50
    menu_item_class = _TodayMenuItem
    menu_url = property(lambda self: reverse(_NAME))

    def get_urlpatterns(self):
        return []


def today_urlpatterns():
    """The address of the page."""
    return [path("charter/today/", TodayView.as_view(), name=_NAME)]


class TodayPanel(Component):
    """One's own day in short, on the front page of the admin."""

    name = "charter-today"
    order = 90
    template_name = "wagtail_charter/applications/admin/today_panel.html"

    def get_context_data(self, parent_context):
        counts = waiting_counts(parent_context["request"].user)
        return {"lines": my_lines(counts)[:3], "today_url": reverse(_NAME)}


def add_today_panel(request, panels):
    """For the hook ``construct_homepage_panels``: one's own day, for those who open applications."""
    if can_list_applications(request.user):
        panels.append(TodayPanel())


def _interest(user):
    if not user.has_perm("wagtail_charter.view_expressionofinterest"):
        return None
    return ExpressionOfInterest.objects.filter(state=InterestState.INTERESTED).count()


def _claims(user):
    if not user.has_perm("wagtail_charter.view_organisationclaim"):
        return None
    return OrganisationClaim.objects.filter(state=ClaimState.PROPOSED).count()


def _concerns(user):
    return Concern.objects.open().count() if can_view_concerns(user) else None


def _letters(user):
    if not can_read_letters(user):
        return None
    return readable_letters(user, Letter.objects.undelivered()).count()


#: What waits beside the applications; other rooms hand in theirs.
TODAY_LISTS = (
    TodayList("interest", _("New expressions of interest"), _interest, lambda user: f"{reverse('charter_interest:index')}?state=interested", order=10),
    TodayList("claims", _("Claims on organisations"), _claims, lambda user: f"{reverse('charter_claims:index')}?state=proposed", order=20),
    TodayList("concerns", _("Concerns about a person"), _concerns, lambda user: f"{reverse('charter_concerns:index')}?state=open", order=30),
    TodayList("letters", _("Letters that could not be delivered"), _letters, lambda user: f"{reverse('charter_letters:index')}?standing=undelivered", order=40),
)  # fmt: skip
