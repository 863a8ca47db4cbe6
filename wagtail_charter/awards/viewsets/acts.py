"""The forms with which officers issue awards, note those of other schemes, and take the steps of an award."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from wagtail_charter.awards import permissions, rules, services
from wagtail_charter.awards.forms import ExternalAwardForm, IssueAwardForm
from wagtail_charter.awards.models import Award
from wagtail_charter.awards.viewsets.steps import ADMIN, STEPS
from wagtail_charter.events.services import InvalidTransition


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
            return redirect(reverse(f"{ADMIN}:inspect", args=[self.kwargs["pk"]]))
        messages.success(self.request, self.told(award))
        return redirect(reverse(f"{ADMIN}:inspect", args=[award.pk]))

    def told(self, award):
        """What to say when it is done."""
        return _text("%(award)s: %(state)s.") % {"award": award, "state": award.get_state_display()}

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse(f"{ADMIN}:list"), "label": capfirst(Award._meta.verbose_name_plural)},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["media"] = (
            context["media"] + context["form"].media if "media" in context else context["form"].media
        )
        return {**context, "list_url": reverse(f"{ADMIN}:list")}


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

    template_name = "wagtail_charter/awards/admin/step.html"

    def get_form_class(self):
        return self.step.form

    def get_initial(self):
        """What stands already, for the forms that ask for it anew."""
        asked = set(self.step.form.base_fields) - {"state_words"}
        return {name: getattr(self.award, name) for name in asked} if "scope" in asked else {}

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
            return redirect(reverse(f"{ADMIN}:inspect", args=[self.award.pk]))
        return super().get(request, *args, **kwargs)

    def act(self, facts):
        return self.step.verb(self.award, by=self.request.user, **facts)

    def told(self, award):
        if award.pk == self.award.pk:
            return super().told(award)
        return _text("The scope is put right. The new reference is %(reference)s.") % {
            "reference": award.reference
        }

    def get_page_title(self):
        return self.step.label

    def get_page_subtitle(self):
        return str(self.award)

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "award": self.award, "step": self.step}
