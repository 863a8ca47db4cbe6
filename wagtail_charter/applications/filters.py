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


_offered = {}


def offer_waiting(slug, title, rows, needs=""):
    """Let the list be narrowed to ``rows(user)``, applications that wait for something that a room above knows of.

    ``needs``: the permission without which nothing of it is shown. Offering it again replaces it.
    """
    _offered[slug] = (title, rows, needs)


class WaitingFilter(CaseFilter):
    """By who has something to do next, and whether it is late; and by what other rooms offer (``offer_waiting``)."""

    title = _("What it waits for")
    parameter_name = "waiting"

    def lookups(self, request, model_admin):
        return [
            ("team", _("Us")),
            ("applicant", _("Them")),
            ("anybody", _("Us or them")),
            ("question", _("Them: a question is open")),
            ("overdue", _("Overdue")),
            ("paused", _("Nobody: it is paused")),
            *(
                (slug, title)
                for slug, (title, _rows, needs) in _offered.items()
                if not needs or request.user.has_perm(needs)
            ),
        ]

    def narrow(self, applications, value, request):
        if value in _offered:
            _title, rows, _needs = _offered[value]
            return applications.filter(pk__in=rows(request.user).order_by().values("pk"))
        narrowed = {
            "team": applications.waiting_on_team,
            "anybody": applications.waiting_on_anybody,
            "applicant": applications.waiting_on_applicant,
            "question": applications.with_open_question,
            "overdue": applications.overdue,
            "paused": applications.paused,
        }
        return narrowed[value]()


class CaseworkerFilter(CaseFilter):
    """By who looks after it."""

    title = _("Caseworker")
    parameter_name = "case"

    def lookups(self, request, model_admin):
        return [("mine", _("Mine")), ("cover", _("I cover")), ("nobody", _("Nobody yet"))]

    def narrow(self, applications, value, request):
        if value == "nobody":
            return applications.without_caseworker()
        return applications.filter(**{"caseworker" if value == "mine" else "cover": request.user})


#: The filters of the list, in the order in which they stand beside it.
CASE_FILTERS = (StateFilter, RoundFilter, WaitingFilter, CaseworkerFilter)

#: The views that people come back to: ``(words, what they ask)``.
SAVED_VIEWS = (
    (_("All"), {}),
    (_("Mine"), {"case": "mine"}),
    (_("I cover"), {"case": "cover"}),
    (_("Waiting on us"), {"waiting": "team"}),
    (_("Waiting on them"), {"waiting": "applicant"}),
    (_("Question open"), {"waiting": "question"}),
    (_("Overdue"), {"waiting": "overdue"}),
    (_("Nobody’s"), {"case": "nobody"}),
)
