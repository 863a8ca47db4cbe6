"""Claims of organisations in the Wagtail admin: what was said beside what is known, and the three answers."""

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.urls import re_path, reverse
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.snippets.widgets import AdminSnippetChooser

from wagtail_charter.events.services import InvalidTransition
from wagtail_charter.foundations.viewsets import RecordViewSet
from wagtail_charter.organisations import services
from wagtail_charter.organisations.forms import CreateFromClaimForm, DeclineClaimForm, MatchClaimForm
from wagtail_charter.organisations.models import Organisation, OrganisationClaim, Service
from wagtail_charter.organisations.permissions import can_answer_claims, can_view_claims
from wagtail_charter.organisations.rules import likely_matches
from wagtail_charter.organisations.states import ClaimState


class ClaimFilterSet(WagtailFilterSet):
    """The filters of the list of claims."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=ClaimState.choices)

    class Meta:
        model = OrganisationClaim
        fields = ["state"]


class ClaimIndexView(generic.IndexView):
    """The list of claims, the newest first."""

    def get_base_queryset(self):
        return super().get_base_queryset().described()


class ClaimInspectView(generic.InspectView):
    """One claim, the organisations that it may mean, and the three answers."""

    page_title = _("Claim")
    template_name = "wagtail_charter/organisations/admin/claim.html"
    #: The form that was sent and has something to mend, by its word.
    sent_forms: dict = {}

    def get_context_data(self, **kwargs):
        claim = self.object
        is_open = claim.state == ClaimState.PROPOSED and can_answer_claims(self.request.user)
        context = {
            **super().get_context_data(**kwargs),
            "claim": claim,
            "is_open": is_open,
            "list_address": reverse("charter_claims:index"),
        }
        if not is_open:
            return context
        return {
            **context,
            "matches": likely_matches(claim),
            "match_form": self.sent_forms.get("match")
            or _with_choosers(MatchClaimForm(initial=_names(claim))),
            "create_form": self.sent_forms.get("create") or CreateFromClaimForm(initial=_names(claim)),
            "decline_form": self.sent_forms.get("decline") or DeclineClaimForm(initial=_words(claim)),
            "answers": {
                word: reverse("charter_claims:answer", kwargs={"pk": claim.pk, "word": word})
                for word in ("match", "create", "decline")
            },
            "media": context.get("media", MatchClaimForm().media) + _with_choosers(MatchClaimForm()).media,
        }


class ClaimAnswerView(ClaimInspectView):
    """Takes an answer; a form that has something to mend is shown again on the claim's page."""

    def post(self, request, *args, **kwargs):
        if not can_answer_claims(request.user):
            raise PermissionDenied
        word = self.kwargs["word"]
        form = _bound(word, request.POST)
        if form.is_valid():
            try:
                self._answer(word, form.cleaned_data)
            except ValidationError as refusal:
                _show(form, refusal)
            except InvalidTransition:
                messages.warning(request, _text("This claim was answered meanwhile. Nothing was changed."))
                return redirect(reverse("charter_claims:inspect", args=[self.object.pk]))
            else:
                messages.success(request, _text("Answered. They hear by letter."))
                return redirect(reverse("charter_claims:index"))
        self.sent_forms = {word: form}
        return self.get(request, *args, **kwargs)

    def _answer(self, word, facts):
        verbs = {
            "match": services.match_claim,
            "create": services.create_from_claim,
            "decline": services.decline_claim,
        }
        verbs[word](self.object, by=self.request.user, **facts)


def _bound(word, data):
    if word == "match":
        # The choosers fail on what is no number.
        data = {
            name: value
            for name in ("service", "organisation", "service_name")
            if (value := data.get(name, "")).isdecimal() or name == "service_name"
        }
        return _with_choosers(MatchClaimForm(data))
    return {"create": CreateFromClaimForm, "decline": DeclineClaimForm}[word](data)


def _with_choosers(form):
    form.fields["service"].widget = AdminSnippetChooser(Service)
    form.fields["organisation"].widget = AdminSnippetChooser(Organisation)
    return form


def _show(form, refusal):
    """Put ``refusal`` at the fields that it names, as far as ``form`` has them."""
    if not hasattr(refusal, "error_dict"):
        return form.add_error(None, refusal)
    for name, errors in refusal.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)
    return None


def _names(claim):
    return {"organisation_name": claim.organisation_name, "service_name": claim.service_name}


def _words(claim):
    return {
        "words": _text(
            "We could not connect you with %(organisation)s yet. Talk to us, and we will find out together how to go on."
        )
        % {"organisation": claim.organisation_name}
    }


class ClaimViewSet(RecordViewSet):
    """Who says that they work where, for the charter team."""

    model = OrganisationClaim
    name = url_namespace = "charter_claims"
    url_prefix = "charter/claims"
    icon = "group"
    menu_label = _("Claims")
    menu_order = 205
    index_view_class = ClaimIndexView
    inspect_view_class = ClaimInspectView
    filterset_class = ClaimFilterSet
    search_fields = None
    list_display = [
        "organisation_name",
        Column("service_name", label=_("Service")),
        Column("account", label=_("Who")),
        Column("created_at", label=_("Told us"), sort_key="created_at"),
        Column("state", label=_("State"), accessor="get_state_display"),
    ]

    def object_permission(self, user, instance, action):
        return can_answer_claims(user) if action == "change" else can_view_claims(user)

    def visible_to(self, user, queryset):
        return queryset if can_view_claims(user) else queryset.none()

    @property
    def more_urlpatterns(self):
        view = self.construct_view(ClaimAnswerView, **self.get_inspect_view_kwargs())
        return [re_path(r"^answer/(?P<pk>\d+)/(?P<word>match|create|decline)/$", view, name="answer")]


claim_viewsets = [ClaimViewSet]
