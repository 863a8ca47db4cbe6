"""The filters of the officers' list of applications.

Each is a ``SimpleListFilter`` of its own: a foreign key in ``list_filter`` would build its choices from every row.
"""

from django.contrib.admin.filters import SimpleListFilter
from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.models import Round
from wagtail_charter.applications.states import ApplicationState


class CaseFilter(SimpleListFilter):
    """One choice from a list; a value that is not in it is ignored."""

    def narrow(self, applications, value, request):
        """``applications`` of which ``value`` is true."""
        raise NotImplementedError

    def queryset(self, request, queryset):
        known = {str(value) for value, _label in self.lookup_choices}
        return self.narrow(queryset, self.value(), request) if self.value() in known else queryset


class StateFilter(CaseFilter):
    """By state."""

    title = _("State")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return ApplicationState.choices

    def narrow(self, applications, value, request):
        return applications.filter(state=value)


class RoundFilter(CaseFilter):
    """By round."""

    title = _("Round")
    parameter_name = "round"

    def lookups(self, request, model_admin):
        return list(Round.objects.order_by("-opens_at").values_list("pk", "label"))

    def narrow(self, applications, value, request):
        return applications.filter(round_id=value)


class WaitingFilter(CaseFilter):
    """By who has something to do next."""

    title = _("Waiting on")
    parameter_name = "waiting"

    def lookups(self, request, model_admin):
        return [("team", _("Us")), ("applicant", _("Them"))]

    def narrow(self, applications, value, request):
        return applications.waiting_on_team() if value == "team" else applications.waiting_on_applicant()


class CaseworkerFilter(CaseFilter):
    """By whether I look after it."""

    title = _("Caseworker")
    parameter_name = "case"

    def lookups(self, request, model_admin):
        return [("mine", _("Mine")), ("nobody", _("Nobody yet"))]

    def narrow(self, applications, value, request):
        if value == "mine":
            return applications.filter(caseworker=request.user)
        return applications.filter(caseworker__isnull=True)
