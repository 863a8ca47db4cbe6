"""The desk of a case: what its page shows, what can be done with it, and what waits today.

Rooms above hand in their parts, in ``wagtail_hooks``: a ``CaseSection`` of the page, a ``CaseStepView`` behind a
button, a ``TodayList``. This room knows none of them by name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from wagtail_charter.applications.filters import offer_waiting
from wagtail_charter.applications.models import Application
from wagtail_charter.applications.permissions import (
    can_list_applications,
    can_view_application,
    visible_applications,
)
from wagtail_charter.events.services import InvalidTransition

_LIST = "charter_applications_modeladmin_index"
_CASE = "charter_applications_modeladmin_inspect"


@dataclass(frozen=True)
class CaseSection:
    """A part of a case's page. ``facts(application, user)``: the template's context, or ``None`` to leave it out."""

    slug: str
    title: str
    template: str
    facts: Callable
    order: int = 100


@dataclass(frozen=True)
class TodayList:
    """Something that waits. ``count(user)`` says how many, or ``None`` to say nothing; ``url(user)`` leads to exactly them."""

    slug: str
    title: str
    count: Callable
    url: Callable
    order: int = 100


@dataclass(frozen=True)
class TodayCases:
    """Applications that wait: ``rows(user)``, which the list of applications shows as it is counted.

    ``needs``: the permission of those for whom it is something to do; nobody else is told of it.
    """

    slug: str
    title: str
    rows: Callable
    needs: str
    order: int = 100

    def count(self, user):
        """How many wait for ``user``, or ``None`` where it is not theirs to do."""
        return self.rows(user).count() if user.has_perm(self.needs) else None

    def url(self, user):
        """The list of exactly these."""
        return case_list_url(waiting=self.slug)


class CaseStep(NamedTuple):
    """A button on the page of a case."""

    label: str
    url: str
    is_main: bool
    is_dangerous: bool


_sections, _steps, _today = {}, {}, {}


def register_case_section(section):
    """Show ``section`` on every case's page. Registering it again replaces it."""
    _sections[section.slug] = section


def register_case_step(view):
    """Offer the ``CaseStepView`` class ``view`` on every case's page, to whom it is for. Again: replaced."""
    _steps[view.slug] = view


def register_today(waiting):
    """Count a ``TodayList`` or ``TodayCases`` on the page "Today". Registering it again replaces it."""
    _today[waiting.slug] = waiting
    if isinstance(waiting, TodayCases):
        offer_waiting(waiting.slug, waiting.title, waiting.rows, waiting.needs)


def today_lists():
    """Every list of the page "Today", in order."""
    return sorted(_today.values(), key=lambda each: each.order)


def case_sections(application, user):
    """``(section, facts)`` of what ``user`` sees on the page of ``application``, in order."""
    told = (
        (each, each.facts(application, user))
        for each in sorted(_sections.values(), key=lambda each: each.order)
    )
    return [(section, facts) for section, facts in told if facts is not None]


def case_steps(application, user):
    """A ``CaseStep`` for what ``user`` can do with ``application`` as it stands: the main one first, what ends it last."""
    offered = sorted(_steps.values(), key=lambda view: (not view.is_main, view.is_dangerous, view.order))
    return [
        CaseStep(view.label, case_step_url(application, view.slug), view.is_main, view.is_dangerous)
        for view in offered
        if view.may(user, application)
    ]


def step_label(slug):
    """The words of the step ``slug``, for the history; empty for one that is no longer offered."""
    view = _steps.get(slug.removeprefix("bulk-"))
    return view.label if view else ""


def note_in_log(application, step, *, by, is_move=False):
    """A line in Wagtail's log: who took which step with ``application``; ``is_move``: its history has an event of it.

    By its reference alone: the report of the whole site shows this line to people who may not open it.
    """
    log(
        instance=application,
        action="wagtail.edit",
        user=by,
        title=application.reference,
        data={"charter_step": step, "is_move": is_move},
        content_changed=True,
    )


def list_url():
    """The list of applications in the admin."""
    return reverse(_LIST)


def case_url(application):
    """The page of ``application`` in the admin."""
    return reverse(_CASE, args=[application.pk])


def case_list_url(**filters):
    """The list of applications, narrowed by the parameters of its ``filters``."""
    return f"{reverse(_LIST)}?{urlencode(filters)}"


def case_step_url(application, slug):
    """The page of one step of ``application`` in the admin."""
    return reverse("charter_case_step", args=[application.pk, slug])


def find_case(user, pk):
    """The application ``pk``, if ``user`` may open it. Raises ``Http404`` otherwise: they need not know of it."""
    application = visible_applications(user).described().filter(pk=pk).first()
    if application is None:
        raise Http404
    return application


class DeskPage(WagtailAdminTemplateMixin, TemplateView):
    """A page of the desk beside the cases: for whoever opens applications at all; "not found" for everybody else."""

    def dispatch(self, request, *args, **kwargs):
        if not can_list_applications(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": self.page_title},
        ]


class CaseStepView(WagtailAdminTemplateMixin, FormView):
    """One thing to do with a case: a page that says what it does, with a form that one service acts on.

    A subclass says ``slug`` (its address), ``label`` (button and title), ``explanation``, ``form_class``, ``may`` and
    ``act``. Whoever may not gets "not found". A refusal of the service is shown at the form; nothing typed is lost.
    """

    slug = ""
    label = ""
    explanation = ""
    order = 100
    #: The thing to do next, shown as the strongest button.
    is_main = False
    #: It cannot be taken back: shown last, in the colour for it.
    is_dangerous = False
    template_name = "wagtail_charter/applications/admin/case_step.html"
    header_icon = "doc-full"

    @classmethod
    def may(cls, user, application):
        """Whether ``user`` may do this with ``application`` as it stands."""
        raise NotImplementedError

    def act(self, facts):
        """Call the service with the form's ``facts``. Returns what to say when it is done."""
        raise NotImplementedError

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.application = find_case(request.user, kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        if not can_view_application(request.user, self.application):
            raise Http404
        if not self.may(request.user, self.application):
            if request.method == "POST":
                messages.error(
                    request, _text("This cannot be done any more. Look at how the application stands now.")
                )
                return redirect(self.get_success_url())
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        held_state = self.application.state
        try:
            told = self.act(form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        except InvalidTransition:
            messages.error(
                self.request, _text("Somebody else changed this application meanwhile. Look at it again.")
            )
            return redirect(self.get_success_url())
        row = Application.objects.filter(pk=self.application.pk)
        is_move = row.exclude(state=held_state).exists()
        note_in_log(self.application, self.slug, by=self.request.user, is_move=is_move)
        messages.success(self.request, told)
        return redirect(self.get_success_url())

    def get_success_url(self):
        """The case again; or the list, where the step took the case out of one's own hands."""
        is_mine = visible_applications(self.request.user).filter(pk=self.application.pk).exists()
        return case_url(self.application) if is_mine else list_url()

    def get_page_title(self):
        return self.label

    def get_page_subtitle(self):
        return self.application.reference

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse(_LIST), "label": capfirst(Application._meta.verbose_name_plural)},
            {"url": case_url(self.application), "label": self.application.reference},
            {"url": "", "label": self.label},
        ]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        media = context["form"].media
        context["media"] = context["media"] + media if "media" in context else media
        return {**context, "application": self.application, "case_url": case_url(self.application)}


def _step(request, pk, slug):
    view = _steps.get(slug)
    if view is None:
        raise Http404
    return view.as_view()(request, pk=pk, slug=slug)


def case_urlpatterns(base):
    """The addresses of the steps, below ``base``, for ``ApplicationAdmin``."""
    return [path(f"{base}/steps/<int:pk>/<slug:slug>/", _step, name="charter_case_step")]
