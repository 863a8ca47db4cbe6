"""Expressions of interest in the Wagtail admin: read, invited to a round, or answered "not now"."""

from dataclasses import dataclass

from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import DateColumn, StatusTagColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from wagtail_charter.applications import services
from wagtail_charter.applications.forms import InviteForm, NotNowForm, NoWordsForm
from wagtail_charter.applications.models import ExpressionOfInterest, Round
from wagtail_charter.applications.states import InterestState
from wagtail_charter.events.models import Event
from wagtail_charter.events.services import InvalidTransition
from wagtail_charter.foundations.exports import SafeExportMixin
from wagtail_charter.foundations.objectpermissions import ObjectPermissionMixin
from wagtail_charter.organisations.models import Organisation, Service

_NAME = "charter_interest"
_S = InterestState


@dataclass(frozen=True)
class Step:
    """One answer that an officer can give: its words, its form, the states that it is possible from."""

    label: str
    explanation: str
    form_class: type
    from_states: tuple
    told: str


#: By the word in the address, in the order in which they are offered.
STEPS = {
    "invite": Step(
        _("Invite to a round"),
        _("Makes an application that waits for them, and sends the letter “Invited to apply”."),
        InviteForm,
        (_S.INTERESTED, _S.NOT_NOW),
        _("They are invited. The letter is on its way."),
    ),
    "not-now": Step(
        _("Answer: not now"),
        _("Sends a letter with your words. They can be invited later."),
        NotNowForm,
        (_S.INTERESTED,),
        _("They are answered. The letter is on its way."),
    ),
    "reopen": Step(
        _("Open again"),
        _("Puts it back among those that wait for an answer. No letter is sent."),
        NoWordsForm,
        (_S.NOT_NOW,),
        _("It waits for an answer again."),
    ),
    "withdraw": Step(
        _("They do not need an answer"),
        _("For example because they told you so on the telephone. No letter is sent."),
        NoWordsForm,
        (_S.INTERESTED, _S.NOT_NOW),
        _("It is noted that they do not need an answer."),
    ),
}


def steps_for(interest):
    """``(word, Step)`` of what can be done with ``interest`` as it stands."""
    return [(word, step) for word, step in STEPS.items() if interest.state in step.from_states]


class InterestFilterSet(WagtailFilterSet):
    """The filters of the officers' list."""

    class Meta:
        model = ExpressionOfInterest
        fields = ["state", "round"]


class InterestIndexView(SafeExportMixin, generic.IndexView):
    """The list of those who asked, the newest first."""

    def export_rows(self, queryset, spreadsheet_format):
        names = dict(InterestState.choices)
        for interest in queryset.iterator(chunk_size=2000):
            cells = [getattr(interest, name) for name in self.list_export]
            extra = "\n".join(f"{row['question']}: {row['answer']}" for row in interest.extra_answers)
            facts = {**dict(zip(self.list_export, cells, strict=True)), "extra_answers": extra}
            facts["state"] = str(names[interest.state])
            yield list(facts.values())


class InterestInspectView(generic.InspectView):
    """What was asked and answered, and what can be done next."""

    page_title = _("Expression of interest")
    template_name = "wagtail_charter/applications/admin/interest.html"

    @cached_property
    def can_change(self):
        """Whether the person who looks may also answer."""
        return self.request.user.has_perm("wagtail_charter.change_expressionofinterest")

    @cached_property
    def header_more_buttons(self):
        return [
            Button(step.label, url=_step_url(self.object, word), priority=50 + place)
            for place, (word, step) in enumerate(steps_for(self.object) if self.can_change else [])
        ]

    def get_object(self, queryset=None):
        rows = ExpressionOfInterest.objects.select_related("round", "application", "page")
        return get_object_or_404(rows, pk=self.pk)

    def get_context_data(self, **kwargs):
        interest = self.object
        names = dict(InterestState.choices)
        events = Event.objects.about(interest).order_by("-sequence")
        steps = steps_for(interest) if self.can_change else []
        return {
            **super().get_context_data(**kwargs),
            "interest": interest,
            "facts": self._facts(),
            "steps": [(_step_url(interest, word), step) for word, step in steps],
            "history": [(event.at, names.get(event.to_state, event.to_state)) for event in events],
            "application_url": self._application_url(),
        }

    def _facts(self):
        interest = self.object
        asked = [
            (_("Name"), interest.name),
            (_("E-mail"), interest.email),
            (_("Organisation"), interest.organisation_name),
            (_("Service"), interest.service_name),
            (_("What they hope for"), interest.hopes),
            *((row["question"], row["answer"]) for row in interest.extra_answers),
        ]
        return [(label, value or _("Not provided")) for label, value in asked]

    def _application_url(self):
        application = self.object.application
        if application is None or not self.request.user.has_perm("wagtail_charter.view_application"):
            return ""
        return reverse("charter_applications_modeladmin_inspect", args=[quote(application.pk)])


class InterestStepView(WagtailAdminTemplateMixin, FormView):
    """One answer: its form, then one service."""

    header_icon = "mail"
    template_name = "wagtail_charter/applications/admin/interest_step.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.interest = get_object_or_404(ExpressionOfInterest, pk=self.kwargs["pk"])
        self.word = self.kwargs["word"]
        if self.word not in STEPS:
            raise Http404
        self.step = STEPS[self.word]

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("wagtail_charter.change_expressionofinterest"):
            raise PermissionDenied
        if self.interest.state not in self.step.from_states and request.method != "POST":
            return self._answered_before()
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self):
        return self.step.form_class

    def get_initial(self):
        interest = self.interest
        if self.word != "invite":
            return {}
        known = Service.objects.filter(
            name__iexact=interest.service_name, provider__name__iexact=interest.organisation_name
        )
        organisation = Organisation.objects.in_use().filter(name__iexact=interest.organisation_name).first()
        service = known.first()
        return {
            "service": service,
            "organisation": None if service else organisation,
            "organisation_name": "" if organisation else interest.organisation_name,
            "service_name": "" if service else interest.service_name,
            "round": interest.page and Round.objects.filter(pk=_round_of(interest)).first(),
        }

    def form_valid(self, form):
        try:
            self._act(form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        except InvalidTransition:
            return self._answered_before()
        messages.success(self.request, self.step.told)
        return redirect(self._inspect_url)

    def _act(self, facts):
        interest, by = self.interest, self.request.user
        if self.word == "invite":
            services.invite_interest(interest, by=by, **facts)
        elif self.word == "not-now":
            services.answer_not_now(interest, words=facts["words"], by=by)
        elif self.word == "reopen":
            services.reopen_interest(interest, by=by)
        else:
            services.withdraw_interest(interest, by=by)

    def _answered_before(self):
        messages.warning(
            self.request, _text("This was answered meanwhile. Nothing was sent twice. Look at it again.")
        )
        return redirect(self._inspect_url)

    @property
    def _inspect_url(self):
        return reverse(f"{_NAME}:inspect", args=[self.interest.pk])

    def get_page_title(self):
        return self.step.label

    def get_page_subtitle(self):
        return str(self.interest)

    def get_breadcrumbs_items(self):
        model = ExpressionOfInterest._meta
        return [
            *self.breadcrumbs_items,
            {"url": reverse(f"{_NAME}:index"), "label": capfirst(model.verbose_name_plural)},
            {"url": self._inspect_url, "label": str(self.interest)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        media = context["form"].media
        context["media"] = context["media"] + media if "media" in context else media
        return {**context, "interest": self.interest, "step": self.step, "back_url": self._inspect_url}


def _round_of(interest):
    page = interest.page.specific if interest.page else None
    return getattr(page, "round_id", None)


def _step_url(interest, word):
    return reverse(f"{_NAME}:step", args=[interest.pk, word])


class InterestViewSet(ObjectPermissionMixin, ModelViewSet):
    """Those who asked whether the charter is for them. Nothing is typed over or deleted here: it is answered."""

    model = ExpressionOfInterest
    name = url_namespace = _NAME
    url_prefix = "charter/interest"
    icon = "mail"
    menu_label = _("Expressions of interest")
    menu_order = 118
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = InterestIndexView
    inspect_view_class = InterestInspectView
    filterset_class = InterestFilterSet
    search_fields = ["reference", "name", "email", "organisation_name", "service_name"]
    search_backend_name = None
    ordering = ["-created_at"]
    list_display = [
        "service_name",
        "organisation_name",
        "name",
        StatusTagColumn(
            "state",
            label=_("State"),
            accessor="get_state_display",
            sort_key="state",
            primary=lambda interest: interest.is_open,
        ),
        DateColumn("created_at", label=_("Asked"), sort_key="created_at"),
        "reference",
    ]
    list_export = [
        "reference",
        "created_at",
        "name",
        "email",
        "organisation_name",
        "service_name",
        "hopes",
        "extra_answers",
        "state",
        "answered_at",
    ]
    form_fields = ["answer_words"]

    def get_common_view_kwargs(self, **kwargs):
        absent = ("add", "edit", "delete", "history", "usage")
        return super().get_common_view_kwargs(**{**{f"{each}_url_name": None for each in absent}, **kwargs})

    def get_urlpatterns(self):
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
            path("<int:pk>/<slug:word>/", self.construct_view(InterestStepView), name="step"),
        ]
