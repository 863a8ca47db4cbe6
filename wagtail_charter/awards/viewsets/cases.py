"""What this room hands to the desk of a case: issuing what was accepted, and what was issued."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.modeladmin.casework import (
    CaseSection,
    CaseStepView,
    TodayCases,
)
from wagtail_charter.applications.permissions import visible_applications
from wagtail_charter.applications.states import ApplicationState
from wagtail_charter.assessment.models import Outcome
from wagtail_charter.awards import permissions, rules, services
from wagtail_charter.awards.forms import IssueForForm
from wagtail_charter.awards.models import Award
from wagtail_charter.awards.viewsets.steps import ADMIN


class IssueForView(CaseStepView):
    """Issue what the service accepted: fill in, see the public line once more, issue."""

    slug = "issue-award"
    label = _("Issue the award")
    explanation = _(
        "The service has accepted its result. You see once more what the public reads before it is issued."
    )
    order = 80
    is_main = True
    form_class = IssueForForm
    template_name = "wagtail_charter/awards/admin/issue_for.html"

    @classmethod
    def may(cls, user, application):
        return permissions.can_issue_for(user, application)

    def get_initial(self):
        outcome = self._outcome
        held = self._held
        return {
            "issued_on": timezone.localdate(),
            "scope": services.default_scope(self.application.service),
            "public_words": outcome.quotable_line if outcome and outcome.may_be_quoted else "",
            "replaces": held[0].pk if len(held) == 1 else None,
        }

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "held": self._held_rows if self._held else None}

    @cached_property
    def _outcome(self):
        return Outcome.objects.select_related("level").filter(application=self.application).first()

    @cached_property
    def _held(self):
        return list(self._held_rows)

    @property
    def _held_rows(self):
        return Award.objects.of_this_scheme().held().described().filter(service=self.application.service_id)

    def form_valid(self, form):
        if "is_confirmed" in self.request.POST:
            return super().form_valid(form)
        if "is_changed" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        facts = form.cleaned_data
        level = self._outcome.level
        last = rules.last_day(facts["issued_on"], level.validity_months)
        return self.render_to_response(self.get_context_data(form=form, facts={**facts, "last_day": last}))

    def act(self, facts):
        award = services.issue_for(self.application, by=self.request.user, **facts)
        return _text("The award is issued. Its reference is %(reference)s.") % {"reference": award.reference}

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "outcome": self._outcome}


def award_facts(application, user):
    """For the case's page: the award of ``application`` and those that took its place; ``None`` without one."""
    if not permissions.award_policy.user_has_permission(user, "view"):
        return None
    rows = list(
        Award.objects.described().filter(
            Q(application=application) | Q(service=application.service_id, replaces__isnull=False)
        )
    )
    followers = {each.replaces_id: each for each in reversed(rows) if each.replaces_id}
    award = next((each for each in rows if each.application_id == application.pk), None)
    found = []
    while award is not None:
        found.append((award, reverse(f"{ADMIN}:inspect", args=[award.pk])))
        award = followers.get(award.pk)
    return {"awards": found} if found else None


def accepted(user):
    """The applications whose award ``user`` can issue."""
    if not permissions.can_issue_award(user):
        return visible_applications(user).none()
    return visible_applications(user).filter(state=ApplicationState.ACCEPTED)


award_section = CaseSection(
    slug="award",
    title=_("Award"),
    template="wagtail_charter/awards/admin/includes/_case_award.html",
    facts=award_facts,
    order=80,
)
to_issue = TodayCases(
    "to-issue", _("Accepted, to issue"), accepted, needs="wagtail_charter.issue_award", order=60
)
