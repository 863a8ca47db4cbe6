"""Awards in the Wagtail admin: read and listed; issued and moved on by views of their own."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, StatusTagColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views.snippets import EditView, InspectView, SnippetViewSet

from wagtail_charter.awards import permissions, rules, services
from wagtail_charter.awards.exports import AWARD_COLUMNS, award_row
from wagtail_charter.awards.forms import ExternalAwardForm, IssueAwardForm, StepForm
from wagtail_charter.awards.models import Award
from wagtail_charter.awards.panels import AWARD_PANELS
from wagtail_charter.awards.states import AwardState
from wagtail_charter.events.models import Event
from wagtail_charter.events.services import InvalidTransition
from wagtail_charter.foundations.permissions import OwnPolicyMixin
from wagtail_charter.foundations.viewsets import PlainChooserViewSet, PlainSearchIndexView, day_column

_ADMIN = "wagtailsnippets_wagtail_charter_award"


@dataclass(frozen=True)
class Step:
    """One thing that an officer can do with an award: the verb, its words, and who may."""

    verb: object
    from_states: tuple
    label: str
    explanation: str
    may: object = permissions.can_change_award_state


_S = AwardState
_STANDING = (_S.CURRENT, _S.RENEWAL_IN_PROGRESS)
#: By the word in the address, in the order in which they are offered.
STEPS = {
    "renew": Step(
        services.begin_renewal,
        (_S.CURRENT,),
        _("Renewal in progress"),
        _("The service has asked to renew. The award stands while that happens."),
    ),
    "stop-renewal": Step(
        services.stop_renewal,
        (_S.RENEWAL_IN_PROGRESS,),
        _("Renewal does not go ahead"),
        _("The award stands as before, until its last day."),
    ),
    "review": Step(
        services.place_under_review,
        _STANDING,
        _("Place under review"),
        _(
            "For example because the provider changed. The register keeps the award and says that it is under review."
        ),
    ),
    "confirm": Step(
        services.confirm_after_review,
        (_S.UNDER_REVIEW,),
        _("Confirm after review"),
        _("The review found that the award stands."),
    ),
    "lapse": Step(
        services.lapse_award,
        _STANDING,
        _("Let it lapse"),
        _("Its time ran out and it was not renewed. It leaves the register; its reference still answers."),
    ),
    "end": Step(
        services.end_award,
        (*_STANDING, _S.UNDER_REVIEW),
        _("End the award"),
        _("For example because the service closed, or holds a higher level now. It leaves the register."),
    ),
    "hand-back": Step(
        services.hand_back_award,
        (*_STANDING, _S.UNDER_REVIEW),
        _("Handed back by the service"),
        _("The service gives the award back. It leaves the register; its reference still answers."),
    ),
    "revoke": Step(
        services.revoke_award,
        (_S.UNDER_REVIEW,),
        _("Revoke the award"),
        _(
            "The scheme withdraws the award after a review. It leaves the register; its reference still answers."
        ),
        permissions.can_revoke_award,
    ),
}


_OWN_FACTS = (
    "reference", "service", "provider_at_issue", "level", "scope", "issued_on", "ends_on", "state", "state_words",
    "is_listed", "public_words",
)  # fmt: skip
_EXTERNAL_FACTS = (
    "service", "level_as_published", "issuer_name", "year", "issuer_url", "checked_on", "checked_by", "scope",
    "public_words",
)  # fmt: skip


def steps_for(user, award):
    """``(word, Step)`` of what ``user`` can do with ``award`` as it stands."""
    possible = rules.possible_steps(award)
    return [
        (word, step)
        for word, step in STEPS.items()
        if possible and award.state in step.from_states and step.may(user)
    ]


class AwardFilterSet(WagtailFilterSet):
    """The filters of the officers' list."""

    class Meta:
        model = Award
        fields = ["state", "level", "is_external", "is_listed"]


class AwardIndexView(PlainSearchIndexView):
    """The list of awards: no tick boxes, because nothing is done to several awards at once."""

    @cached_property
    def columns(self):
        return [column for column in super().columns if not isinstance(column, BulkActionsCheckboxColumn)]

    @cached_property
    def header_buttons(self):
        if not permissions.can_issue_award(self.request.user):
            return []
        return [
            HeaderButton(_("Issue an award"), url=reverse(f"{_ADMIN}:issue"), icon_name="plus"),
            HeaderButton(
                _("Note another scheme's award"), url=reverse(f"{_ADMIN}:note"), icon_name="link-external"
            ),
        ]

    def to_row_dict(self, item):
        return award_row(item)


class AwardEditView(EditView):
    """The form of an award: its public words."""

    @cached_property
    def header_more_buttons(self):
        return [*super().header_more_buttons, *_step_buttons(self.request.user, self.object)]


class AwardInspectView(InspectView):
    """All about one award: facts, history, and what can be done next."""

    @cached_property
    def header_more_buttons(self):
        return [*super().header_more_buttons, *_step_buttons(self.request.user, self.object)]

    def get_fields_context(self):
        """Only the facts that an award of its kind has."""
        names = _EXTERNAL_FACTS if self.object.is_external else _OWN_FACTS
        return [self.get_context_for_field(name) for name in names]

    def get_field_display_value(self, field_name, field):
        value = super().get_field_display_value(field_name, field)
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        return _("No data") if value in (None, "") else value

    def get_context_data(self, **kwargs):
        events = Event.objects.about(self.object).order_by("-sequence")
        steps = [
            (reverse(f"{_ADMIN}:step", args=[self.object.pk, word]), step)
            for word, step in steps_for(self.request.user, self.object)
        ]
        names = dict(AwardState.choices)
        history = [(event.at, names.get(event.to_state, event.to_state)) for event in events]
        return {**super().get_context_data(**kwargs), "steps": steps, "history": history}


def _step_buttons(user, award):
    return [
        Button(step.label, url=reverse(f"{_ADMIN}:step", args=[award.pk, word]), priority=50 + place)
        for place, (word, step) in enumerate(steps_for(user, award))
    ]


class _AwardFormView(WagtailAdminTemplateMixin, FormView):
    """A form of the awards' part of the admin; a service acts, a refusal is shown at the form."""

    header_icon = "success"

    def may(self, user):
        """Whether ``user`` may use this form."""
        raise NotImplementedError

    def act(self, facts):
        """Call the service with the form's ``facts``; returns the award."""
        raise NotImplementedError

    def dispatch(self, request, *args, **kwargs):
        if not self.may(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            award = self.act(form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        except InvalidTransition:
            messages.error(
                self.request, _text("Somebody else changed this award meanwhile. Look at it again.")
            )
            return redirect(reverse(f"{_ADMIN}:inspect", args=[self.kwargs["pk"]]))
        messages.success(self.request, self.told(award))
        return redirect(reverse(f"{_ADMIN}:inspect", args=[award.pk]))

    def told(self, award):
        """What to say when it is done."""
        return _text("%(award)s: %(state)s.") % {"award": award, "state": award.get_state_display()}

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse(f"{_ADMIN}:list"), "label": capfirst(Award._meta.verbose_name_plural)},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["media"] = (
            context["media"] + context["form"].media if "media" in context else context["form"].media
        )
        return {**context, "list_url": reverse(f"{_ADMIN}:list")}


class IssueAwardView(_AwardFormView):
    """Type what the award says, see it once more, issue it."""

    page_title = _("Issue an award")
    form_class = IssueAwardForm
    template_name = "wagtail_charter/awards/admin/issue_award.html"

    def may(self, user):
        return permissions.can_issue_award(user)

    def form_valid(self, form):
        if "is_confirmed" in self.request.POST:
            return super().form_valid(form)
        if "is_changed" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        facts = form.cleaned_data
        facts["last_day"] = facts["ends_on"] or rules.last_day(
            facts["issued_on"], facts["level"].validity_months
        )
        if facts["is_listed"] is None:
            facts["is_listed"] = rules.is_listed_by_default(facts["level"])
        return self.render_to_response(self.get_context_data(form=form, facts=facts))

    def act(self, facts):
        return services.issue_award(by=self.request.user, **facts)

    def told(self, award):
        return _text("The award is issued. Its reference is %(reference)s.") % {"reference": award.reference}


class NoteExternalAwardView(_AwardFormView):
    """Note an award that another scheme published."""

    page_title = _("Note another scheme's award")
    form_class = ExternalAwardForm
    template_name = "wagtail_charter/awards/admin/note_award.html"

    def may(self, user):
        return permissions.can_issue_award(user)

    def act(self, facts):
        return services.note_external_award(by=self.request.user, **facts)

    def told(self, award):
        return _text("Noted: %(sentence)s.") % {"sentence": award.sentence}


class StepView(_AwardFormView):
    """One step in the life of an award, with what the public reads about it."""

    form_class = StepForm
    template_name = "wagtail_charter/awards/admin/step.html"

    def dispatch(self, request, *args, **kwargs):
        self.award = get_object_or_404(Award.objects.described(), pk=kwargs["pk"])
        self.step = STEPS.get(kwargs["word"])
        if self.step is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def may(self, user):
        return self.step.may(user)

    def get(self, request, *args, **kwargs):
        if self.award.is_external or self.award.state not in self.step.from_states:
            messages.error(request, _text("This step is not possible from where the award stands."))
            return redirect(reverse(f"{_ADMIN}:inspect", args=[self.award.pk]))
        return super().get(request, *args, **kwargs)

    def act(self, facts):
        return self.step.verb(self.award, by=self.request.user, **facts)

    def get_page_title(self):
        return self.step.label

    def get_page_subtitle(self):
        return str(self.award)

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "award": self.award, "step": self.step}


class AwardChooserViewSet(PlainChooserViewSet):
    """Offers awards that may be shown."""

    more_columns = (("level_name", _("Level")), ("get_state_display", _("Status")))

    def get_object_list(self):
        return Award.objects.for_display().described()


class AwardViewSet(OwnPolicyMixin, SnippetViewSet):
    """Awards: list, inspect, history, and the public words. No adding, copying or deleting."""

    model = Award
    icon = "success"
    menu_order = 110
    own_policy = permissions.award_policy
    copy_view_enabled = False
    inspect_view_enabled = True
    # Not the snippets' own template: it brings the bulk actions.
    index_template_name = "wagtailadmin/generic/index.html"
    inspect_template_name = "wagtail_charter/awards/admin/inspect.html"
    index_view_class = AwardIndexView
    edit_view_class = AwardEditView
    inspect_view_class = AwardInspectView
    chooser_viewset_class = AwardChooserViewSet
    filterset_class = AwardFilterSet
    search_backend_name = None
    list_display = [
        "service",
        Column("level", label=_("Level"), accessor="level_name", sort_key="level_key"),
        StatusTagColumn(
            "state",
            label=_("Status"),
            accessor="get_state_display",
            sort_key="state",
            primary=lambda award: award.state == AwardState.CURRENT,
        ),
        day_column("issued_on", _("Awarded on")),
        day_column("ends_on", _("Valid until")),
        Column("reference", label=_("Reference"), sort_key="reference"),
    ]
    list_export = AWARD_COLUMNS
    list_per_page = 20
    edit_handler = ObjectList(AWARD_PANELS)
    #: Views that make, copy or delete are not even there.
    kept_views = {"list", "list_results", "edit", "usage", "history", "history_results", "inspect"}

    def get_queryset(self, request):
        return Award.objects.described()

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**{"add_url_name": None, "delete_url_name": None, **kwargs})

    def get_urlpatterns(self):
        kept = [pattern for pattern in super().get_urlpatterns() if pattern.name in self.kept_views]
        return [
            *kept,
            path("issue/", IssueAwardView.as_view(), name="issue"),
            path("note/", NoteExternalAwardView.as_view(), name="note"),
            path("step/<int:pk>/<slug:word>/", StepView.as_view(), name="step"),
        ]


award_viewsets = [AwardViewSet]
