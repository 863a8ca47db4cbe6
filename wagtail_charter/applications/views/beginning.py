"""Beginning an application, or going on with one: behind the sign-in, below the application page."""

from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from wagtail.models import Page

from wagtail_charter.accounts.access import current_account, portal_view
from wagtail_charter.applications.forms import ChooseServiceForm, TakeUpForm
from wagtail_charter.applications.models import Application
from wagtail_charter.applications.pages import ApplicationPage
from wagtail_charter.applications.rules import is_writing_open
from wagtail_charter.applications.services import (
    BegunByColleague,
    CannotBegin,
    accept_invitation,
    begin_application,
)
from wagtail_charter.applications.states import OPEN_STAGES, WRITING_STATES, ApplicationState, RoundStage
from wagtail_charter.foundations.press import is_fresh_press, press_url
from wagtail_charter.foundations.routes import page_view
from wagtail_charter.organisations.models import OrganisationClaim, Service
from wagtail_charter.organisations.states import ClaimState

#: What a pressed form of this page says it is.
_ACCEPT, _CHOOSE = "accept", "choose"


@page_view(ApplicationPage, "begin/", name="begin")
@portal_view
def begin(page, request):
    """Go on with the application of this round, take up an invitation, or choose the service that applies."""
    beginning = Beginning(page, request)
    if request.method == "POST":
        return beginning.pressed()
    if beginning.goes_straight_on():
        return HttpResponseRedirect(beginning.address_of(beginning.mine[0]))
    return beginning.show()


class Beginning:
    """What one person finds when they begin on one page: what is theirs, what waits for them, what they may choose."""

    def __init__(self, page, request):
        self.page, self.request = page, request
        self.account = current_account(request)
        self.round = page.shown_round
        in_round = Application.objects.standing().filter(round=self.round).described()
        self.mine = list(in_round.filter(team__account=self.account)) if self.round else []
        self.invited = self._invited(in_round) if self.round else []
        self.stage = page.stage()

    def _invited(self, in_round):
        """The invitations that wait for the person's e-mail address and can be taken up now."""
        waiting = in_round.filter(state=ApplicationState.INVITED, lead_email__iexact=self.account.email)
        now = timezone.now()
        return [each for each in waiting.exclude(team__account=self.account) if is_writing_open(each, at=now)]

    def services(self):
        """The services of the person's organisations that may apply here and are not theirs already."""
        if self.stage not in OPEN_STAGES:
            return []
        rows = Service.objects.filter(
            provider__memberships__account=self.account, provider__memberships__ended_at__isnull=True
        )
        if self.stage == RoundStage.BY_INVITATION:
            rows = rows.filter(applications__round=self.round, applications__state=ApplicationState.INVITED)
        known = {application.service_id for application in (*self.mine, *self.invited)}
        return list(rows.exclude(pk__in=known).select_related("provider").order_by("name", "pk").distinct())

    def goes_straight_on(self):
        """Is there one application, and nothing else that the person can have come for?"""
        if self.invited or len(self.mine) != 1 or "another" in self.request.GET:
            return False
        return self.mine[0].state in WRITING_STATES or not self.services()

    def address_of(self, application):
        """Where the person goes on with ``application``."""
        return self.page.route_url("tasks", application.reference, request=self.request)

    def pressed(self):
        """Answer a pressed form: one that is not fresh is shown again with what was typed."""
        act = self.request.POST.get("act")
        if act == _ACCEPT:
            return self._accept()
        return self._choose()

    def _accept(self):
        reference = self.request.POST.get("application", "")
        form = TakeUpForm(self.request.POST, account=self.account)
        # A second press finds it among the person's own.
        for application in self.mine:
            if application.reference == reference:
                return HttpResponseRedirect(self.address_of(application))
        found = [application for application in self.invited if application.reference == reference]
        if not found or not form.is_valid() or not is_fresh_press(self.request):
            return self.show(take_up=form, is_stale=bool(found) and form.is_valid())
        return self._begun(accept_invitation, found[0], self.account, name=form.cleaned_data.get("name", ""))

    def _choose(self):
        services = self.services()
        form = self._choice(services, self.request.POST)
        for application in self.mine:
            if str(application.service_id) == self.request.POST.get("service"):
                return HttpResponseRedirect(self.address_of(application))
        if self.stage not in OPEN_STAGES:
            return self._refuse(self.stage)
        if not form.is_valid():
            return self.show(choose=form)
        if form.chosen is None:
            return HttpResponseRedirect(self.claim_url)
        if not is_fresh_press(self.request):
            return self.show(choose=form, is_stale=True)
        return self._begun(
            begin_application,
            self.account,
            form.chosen,
            round=self.round,
            name=form.cleaned_data.get("name", ""),
        )

    def _choice(self, services, data=None):
        return ChooseServiceForm(
            services, data, account=self.account, offers_another=bool(self.claim_url) and self._is_for_all
        )

    @property
    def _is_for_all(self):
        return self.stage == RoundStage.OPEN

    def _begun(self, verb, *args, **facts):
        try:
            application = verb(*args, by=self.account, page=self.page, **facts)
        except CannotBegin as refusal:
            return self._refuse(refusal.stage)
        except BegunByColleague as refusal:
            return self._refuse(self.stage, colleague=refusal.application)
        return HttpResponseRedirect(self.address_of(application))

    @cached_property
    def claim_url(self):
        """Where the person tells of another organisation or service; empty where the profile has no such page."""
        try:
            address = reverse("charter:claim")
        except NoReverseMatch:
            return ""
        return f"{address}?{urlencode({'next': self.page.route_url('begin', request=self.request)})}"

    def show(self, *, choose=None, take_up=None, is_stale=False):
        """The page on which the person begins, or the one that says why that is not possible now."""
        services = self.services()
        may_begin = self._is_for_all or bool(services)
        if not (self.mine or self.invited or may_begin):
            return self._refuse(self.stage)
        if choose is None and services:
            choose = self._choice(services)
        return self._render(
            "wagtail_charter/applications/begin.html",
            {
                "mine": [(application, self.address_of(application)) for application in self.mine],
                "invited": self.invited,
                "choose": choose if services else None,
                "take_up": take_up or TakeUpForm(account=self.account),
                "form": choose if choose and choose.is_bound else take_up,
                "may_begin": may_begin,
                "waiting_claims": self._waiting_claims(),
                "is_stale": is_stale,
            },
        )

    def _waiting_claims(self):
        return OrganisationClaim.objects.filter(account=self.account, state=ClaimState.PROPOSED)

    def _refuse(self, stage, *, colleague=None):
        return self._render(
            "wagtail_charter/applications/cannot_begin.html", {"stage": stage, "colleague": colleague}
        )

    def _render(self, template, facts):
        begin_url = self.page.route_url("begin", request=self.request)
        context = {
            **Page.get_context(self.page, self.request),
            **self.page.round_context(self.request),
            "account": self.account,
            "press_url": press_url(begin_url),
            "claim_url": self.claim_url,
            **facts,
        }
        return TemplateResponse(self.request, template, context)
