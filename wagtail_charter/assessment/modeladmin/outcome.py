"""Recording the outcome of a case, its second signature, taking it back, and releasing it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.modeladmin.casework import CaseSection, CaseStepView, case_step_url
from wagtail_charter.assessment.forms import OutcomeForm, ReleaseForm
from wagtail_charter.assessment.modeladmin.ratings import standing_facts
from wagtail_charter.assessment.models import Outcome
from wagtail_charter.assessment.permissions import (
    can_rate,
    can_release,
    can_see_ratings,
    can_sign,
    can_take_back,
)
from wagtail_charter.assessment.rules import NOT_READY_YET, RATING_STATES, nearby_levels, opening_words
from wagtail_charter.assessment.sections import result_facts
from wagtail_charter.assessment.services import (
    OutcomeChanged,
    default_release_at,
    keep_outcome_words,
    record_outcome,
    release_outcome,
    sign_outcome,
    take_back_outcome,
)
from wagtail_charter.foundations.clock import date_words, time_words
from wagtail_charter.framework.models import FrameworkEdition, Theme

_KEEP, _PREVIEW = "keep", "preview"


def outcome_of(application):
    """The outcome of ``application`` or ``None``, looked up once for each application object."""
    if not hasattr(application, "_desk_outcome"):
        rows = Outcome.objects.select_related("level", "decided_by", "second_by", "accepted_by")
        application._desk_outcome = rows.filter(application=application).first()
        if application._desk_outcome:
            application._desk_outcome.application = application
    return application._desk_outcome


class RecordOutcomeStep(CaseStepView):
    """Confirm the level that the rules reach or move it by one, with what the applicant reads about it."""

    slug = "outcome"
    label = _("Record the outcome")
    explanation = _("The applicant sees nothing of this before it is released.")
    order = 20
    template_name = "wagtail_charter/assessment/admin/outcome.html"

    @classmethod
    def may(cls, user, application):
        if not can_rate(user, application):
            return False
        is_by_rules = application.round.edition.decision == FrameworkEdition.Decision.RULES
        return not is_by_rules or application.ratings.exists()

    def get_form(self, form_class=None):
        edition = self.application.round.edition
        self.told = standing_facts(self.application)
        self.levels = {each.key: each for each in edition.levels.order_by("rank")}
        explanation = self.told["standing"].explanation
        self.proposed = explanation.level if explanation else ""
        data = self.request.POST or None
        action = data.get("action", "") if data else ""
        return OutcomeForm(
            data,
            choices=self._choices(edition),
            themes=list(Theme.objects.filter(edition=edition)),
            words_to_avoid=edition.words_to_avoid,
            kept_words=data.get("kept_words", "") if data else "",
            is_draft=action in (_KEEP, _PREVIEW),
            initial=self._initial(),
        )

    def _choices(self, edition):
        """The levels that can be chosen, the highest first, each with what choosing it means."""
        keys = (NOT_READY_YET, *self.levels)
        if not self.proposed:
            return [(key, self._name(key)) for key in reversed(keys)]
        near = nearby_levels(tuple(self.levels), self.proposed, edition.panel_rules.get("override_levels", 1))
        place = keys.index(self.proposed)
        words = {
            -1: _text("%(level)s: one level down, with a reason and a second signature"),
            0: _text("%(level)s: what the rules reach"),
            1: _text("%(level)s: one level up, with a reason and a second signature"),
        }
        return [
            (key, words[max(-1, min(1, keys.index(key) - place))] % {"level": self._name(key)})
            for key in reversed(near)
        ]

    def _name(self, key):
        return self.levels[key].name if key in self.levels else _text("Not ready yet")

    def _initial(self):
        held = outcome_of(self.application)
        if held is None:
            return {"level": self.proposed, "opening": opening_words(self.proposed), "revision": 0}
        level = held.level.key if held.level_id else (NOT_READY_YET if held.recorded_at else "")
        names = ("reason", "opening", "conditions", "conditions_by", "quotable_line", "revision")
        initial = {"level": level, **{name: getattr(held, name) for name in names}}
        for each in held.feedback.select_related("theme"):
            initial[f"strengths-{each.theme.code}"] = each.strengths
            initial[f"next_step-{each.theme.code}"] = each.next_step
        return initial

    def form_valid(self, form):
        try:
            return self._save(form, self.request.POST.get("action", ""))
        except OutcomeChanged as changed:
            return self._show_changed(changed.outcome)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)

    def _save(self, form, action):
        level = self.levels.get(form.cleaned_data.get("level"))
        facts = {**form.chosen(), "level": level, "by": self.request.user}
        if action in (_KEEP, _PREVIEW):
            keep_outcome_words(self.application, **facts)
            messages.success(self.request, _text("What you wrote is kept. Nothing is recorded yet."))
            slug = self.slug if action == _KEEP else PreviewStep.slug
            return redirect(case_step_url(self.application, slug))
        outcome = record_outcome(self.application, **facts)
        if outcome.needs_second:
            told = _text(
                "The outcome is recorded. It counts once somebody else has given the second signature."
            )
        else:
            told = _text("The outcome is recorded. Choose when it is released.")
        messages.success(self.request, told)
        return redirect(self.get_success_url())

    def _show_changed(self, outcome):
        """The form with what was typed, beside what a colleague saved meanwhile; a second press saves it."""
        data = self.request.POST.copy()
        data["revision"] = str(outcome.revision)
        self.request.POST = data
        form = self.get_form()
        form.is_valid()
        return self.render_to_response(
            self.get_context_data(form=form, saved_meanwhile=result_facts(outcome))
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, **self.told, "proposed": self.proposed}


class PreviewStep(CaseStepView):
    """The outcome as the applicant will read it. Looking changes nothing."""

    slug = "outcome-preview"
    label = _("See it as they will read it")
    order = 25
    form_class = forms.Form
    http_method_names = ["get", "head", "options"]
    template_name = "wagtail_charter/assessment/admin/preview.html"

    @classmethod
    def may(cls, user, application):
        return can_see_ratings(user, application) and outcome_of(application) is not None

    def get_context_data(self, **kwargs):
        facts = result_facts(outcome_of(self.application))
        return {**super().get_context_data(**kwargs), **facts, "record_url": self._record_url()}

    def _record_url(self):
        may = RecordOutcomeStep.may(self.request.user, self.application)
        return case_step_url(self.application, RecordOutcomeStep.slug) if may else ""


class _OutcomeStep(CaseStepView):
    """A step that shows the outcome that it is about."""

    form_class = forms.Form
    template_name = "wagtail_charter/assessment/admin/outcome_step.html"

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "facts": outcome_facts(self.application)}


class SignStep(_OutcomeStep):
    """The second signature, by somebody other than who recorded the outcome."""

    slug = "outcome-sign"
    label = _("Give the second signature")
    explanation = _(
        "The level is another than the rules came to. Read the reason. With your signature the outcome is decided; "
        "without it, talk with the person who recorded it."
    )
    order = 15
    is_main = True

    @classmethod
    def may(cls, user, application):
        return user.has_perm("wagtail_charter.sign_outcome") and can_sign(
            user, application, outcome_of(application)
        )

    def act(self, facts):
        sign_outcome(outcome_of(self.application), by=self.request.user)
        return _text("You have signed. The outcome is decided.")


class TakeBackStep(_OutcomeStep):
    """Take a decided outcome back before it is released."""

    slug = "outcome-take-back"
    label = _("Take the outcome back")
    explanation = _(
        "Its words stay, and you can change and record it again. A planned release is off. If they were told a day, "
        "tell them that it has moved."
    )
    order = 60

    @classmethod
    def may(cls, user, application):
        return can_take_back(user, application)

    def act(self, facts):
        take_back_outcome(outcome_of(self.application), by=self.request.user)
        return _text("The outcome is taken back. Nothing was shown to the applicant.")


class ReleaseStep(_OutcomeStep):
    """Release the outcome now, or choose when."""

    slug = "outcome-release"
    label = _("Release the result")
    explanation = _(
        "From then on they can read it. Choose a time when somebody is there to talk. The lead gets a letter with the "
        "day and can say how they want to hear."
    )
    order = 12
    is_main = True
    form_class = ReleaseForm

    @classmethod
    def may(cls, user, application):
        return can_release(user, application)

    def get_initial(self):
        held = outcome_of(self.application)
        at = timezone.localtime(held.release_at if held and held.release_at else default_release_at())
        return {"when": ReleaseForm.LATER, "day": at.date(), "time": at.time()}

    def form_valid(self, form):
        self.at = form.at
        return super().form_valid(form)

    def act(self, facts):
        outcome = release_outcome(outcome_of(self.application), by=self.request.user, at=self.at)
        if outcome.is_released:
            return _text("The result is released. They can read it now.")
        local = timezone.localtime(outcome.release_at)
        return _text("The result is released on %(day)s at %(time)s.") % {
            "day": date_words(local),
            "time": time_words(local),
        }


def outcome_facts(application):
    """The outcome of ``application`` for the desk. Raises ``Http404`` without one."""
    outcome = outcome_of(application)
    if outcome is None:
        raise Http404
    names = dict(application.round.edition.levels.values_list("key", "name"))
    proposed = names.get(outcome.proposed_level) or (
        _text("Not ready yet") if outcome.proposed_level == NOT_READY_YET else ""
    )
    return {
        "outcome": outcome,
        "proposed": proposed,
        "feedback": list(outcome.feedback.select_related("theme")),
    }


def _section_facts(application, user):
    if not can_see_ratings(user, application) or outcome_of(application) is None:
        return None
    return {**outcome_facts(application), "is_open": application.state in RATING_STATES}


outcome_section = CaseSection(
    slug="outcome",
    title=_("Outcome"),
    template="wagtail_charter/assessment/admin/includes/_decided.html",
    facts=_section_facts,
    order=50,
)
