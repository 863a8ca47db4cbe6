"""One step for several cases: what is chosen in the list, a page that says what changes and what does not, one press.

Each case is asked for on its own: whoever may not open it gets no word of it.
"""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from wagtail_charter.applications import services
from wagtail_charter.applications.filters import CASE_FILTERS
from wagtail_charter.applications.forms import AssignManyForm, NextStepForm
from wagtail_charter.applications.modeladmin.casework import list_url, note_in_log
from wagtail_charter.applications.models import Application
from wagtail_charter.applications.permissions import (
    can_change_application,
    can_change_some_applications,
    people_who_change_applications,
    visible_applications,
)
from wagtail_charter.applications.states import CLOSED_STATES

#: A page of the list holds fewer.
AT_MOST = 200

#: What the address of the list can say: its filters, search, order and page.
_OF_THE_LIST = (*(each.parameter_name for each in CASE_FILTERS), "q", "o", "p")


class BulkAssign:
    """A caseworker for several cases; cover and contact stay."""

    slug = "assign"
    label = _("Change the caseworker")
    explanation = _("Cover and named contact stay as they are. No letter is sent.")

    def form(self, data=None):
        return AssignManyForm(data, people=people_who_change_applications())

    def why_not(self, application):
        return _("It has come to its end.") if application.state in CLOSED_STATES else ""

    def act(self, application, facts, *, by):
        services.assign_case(
            application,
            caseworker=facts["caseworker"],
            cover=application.cover,
            contact=application.contact,
            by=by,
        )


class BulkPlan:
    """One day for the next step of several cases."""

    slug = "plan"
    label = _("Plan the next step")
    explanation = _("Every chosen case gets this day. No letter is sent.")

    def form(self, data=None):
        return NextStepForm(data)

    def why_not(self, application):
        return _("It has come to its end.") if application.state in CLOSED_STATES else ""

    def act(self, application, facts, *, by):
        services.plan_next_step(application, on=facts["on"], by=by)


BULK_STEPS = {step.slug: step() for step in (BulkAssign, BulkPlan)}


class BulkView(WagtailAdminTemplateMixin, FormView):
    """The page between the list and the press. It is only ever posted to: a link to it leads back to the list."""

    template_name = "wagtail_charter/applications/admin/bulk.html"
    header_icon = "doc-full"

    def dispatch(self, request, *args, **kwargs):
        if not can_change_some_applications(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def back(self):
        """The list as it was shown. Of what the address says only the list's own words are taken, so it leads nowhere else."""
        kept = {name: self.request.GET[name] for name in _OF_THE_LIST if self.request.GET.get(name)}
        return f"{list_url()}?{urlencode(kept)}" if kept else list_url()

    def get(self, request, *args, **kwargs):
        return redirect(self.back)

    def post(self, request, *args, **kwargs):
        self.step = BULK_STEPS.get(request.POST.get("step", ""))
        self.changing, self.staying = self._chosen()
        if self.step is None or not (self.changing or self.staying):
            messages.warning(request, _text("Choose at least one application in the list first."))
            return redirect(self.back)
        form = self.get_form()
        if "is_confirmed" not in request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        return self.form_valid(form) if form.is_valid() else self.form_invalid(form)

    def get_form(self, form_class=None):
        is_confirmed = "is_confirmed" in self.request.POST
        return self.step.form(self.request.POST if is_confirmed else None)

    def form_valid(self, form):
        done, refused = 0, []
        for application in self.changing:
            try:
                self.step.act(application, form.cleaned_data, by=self.request.user)
            except ValidationError as refusal:
                refused.append((application.reference, " ".join(refusal.messages)))
            else:
                note_in_log(application, f"bulk-{self.step.slug}", by=self.request.user)
                done += 1
        self._tell(done, [*refused, *((each.reference, why) for each, why in self.staying)])
        return redirect(self.back)

    def _chosen(self):
        """What is chosen and may be changed: ``(applications that change, [(application, why it stays)])``."""
        keys = {int(each) for each in self.request.POST.getlist("ids")[:AT_MOST] if _is_key(each)}
        rows = visible_applications(self.request.user).described().select_related("cover", "contact")
        mine = [each for each in rows.filter(pk__in=keys) if can_change_application(self.request.user, each)]
        if self.step is None:
            return [], []
        told = [(each, self.step.why_not(each)) for each in mine]
        return [each for each, why in told if not why], [(each, why) for each, why in told if why]

    def _tell(self, done, refused):
        if done:
            words = ngettext(
                "%(number)d application is changed.", "%(number)d applications are changed.", done
            )
            messages.success(self.request, words % {"number": done})
        for reference, why in refused:
            facts = {"reference": reference, "why": why}
            messages.warning(self.request, _text("%(reference)s stays as it is. %(why)s") % facts)

    def get_page_title(self):
        return self.step.label

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": self.back, "label": capfirst(Application._meta.verbose_name_plural)},
            {"url": "", "label": self.step.label},
        ]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        media = context["form"].media
        return {
            **context,
            "media": context["media"] + media if "media" in context else media,
            "step": self.step,
            "changing": self.changing,
            "staying": self.staying,
            "list_url": self.back,
        }


def _is_key(word):
    return word.isascii() and word.isdecimal() and len(word) < 19


def bulk_urlpatterns(base):
    """The address of the step for several cases, below ``base``."""
    return [path(f"{base}/several/", BulkView.as_view(), name="charter_cases_bulk")]
