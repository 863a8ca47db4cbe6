"""The rating sheet of a case, and what its page says of ratings and level."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from wagtail_charter.applications.modeladmin.casework import CaseSection, CaseStepView, case_step_url
from wagtail_charter.applications.services.sending import latest_version
from wagtail_charter.assessment.forms import RatingSheetForm
from wagtail_charter.assessment.forms.ratings import as_shown
from wagtail_charter.assessment.permissions import can_rate, can_see_ratings
from wagtail_charter.assessment.rules import NOT_READY_YET, RATING_STATES
from wagtail_charter.assessment.services import GivenRating, save_ratings, standing_of
from wagtail_charter.framework.models import EvidenceStatement
from wagtail_charter.framework.querysets import IN_ORDER


class RatingsStep(CaseStepView):
    """Every statement with its answer, what each rating looks like, and the rating; saved as often as one likes."""

    slug = "ratings"
    label = _("Rate the answers")
    explanation = _(
        "Rate in any order and save as often as you like. A statement may stay without a rating while you work. The "
        "applicant sees none of this."
    )
    order = 10
    template_name = "wagtail_charter/assessment/admin/ratings.html"

    @classmethod
    def may(cls, user, application):
        return can_rate(user, application) and _has_scale(application)

    def get_form(self, form_class=None):
        self.statements = list(statements_to_rate(self.application))
        self.scale = self.application.round.edition.scale
        self.held = _ratings(self.application)
        return self._form(self.request.POST or None)

    def _form(self, data):
        return RatingSheetForm(data, statements=self.statements, scale=self.scale, held=self.held)

    def form_valid(self, form):
        given = [
            GivenRating(each.statement, each.rating, each.does_not_apply, each.note, each.revision)
            for each in form.changed()
        ]
        try:
            overtaken = save_ratings(self.application, given, by=self.request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        if given:
            log(
                instance=self.application,
                action="wagtail.edit",
                title=self.application.reference,
                content_changed=True,
            )
        if overtaken:
            return self._show_overtaken(overtaken)
        messages.success(
            self.request, _text("The ratings are saved.") if given else _text("Nothing had changed.")
        )
        place = self.request.POST.get("save", "")
        known = place in {each.code for each in self.statements}
        url = case_step_url(self.application, self.slug)
        return redirect(f"{url}#{place}" if known else url)

    def _show_overtaken(self, overtaken):
        """The sheet with what was typed, beside what a colleague saved meanwhile; a second press saves it."""
        self.held = _ratings(self.application)
        data = self.request.POST.copy()
        for row in self.held.values():
            as_shown(row, data)
        form = self._form(data)
        form.is_valid()
        rows = {row.statement_id: self.held[row.statement_id] for row in overtaken}
        return self.render_to_response(self.get_context_data(form=form, overtaken=rows))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        overtaken = kwargs.get("overtaken", {})
        answers = answers_of(self.application)
        labels = {point.value: point for point in self.scale}
        rows = [
            {
                "statement": each,
                "answer": answers.get(each.code),
                "criteria": criteria_of(each, labels),
                "overtaken": overtaken.get(each.pk),
                **context["form"].parts(each),
            }
            for each in self.statements
        ]
        return {**context, "rows": rows, "overtaken": overtaken, **standing_facts(self.application)}


def _has_scale(application):
    return any(point.value is not None for point in application.round.edition.scale)


def _ratings(application):
    rows = application.ratings.select_related("statement", "rated_by")
    return {row.statement_id: row for row in rows}


def statements_to_rate(application):
    """The statements of ``application`` with their themes and criteria, in order: two queries."""
    rows = EvidenceStatement.objects.for_edition(application.round.edition_id)
    return rows.select_related("theme").prefetch_related("criteria")


def answers_of(application):
    """``{code: {"answer", "does_not_apply"}}`` as they were sent last; as they stand where nothing was sent.

    What an applicant is still writing, because a question is open, is not read before it is sent.
    """
    if version := latest_version(application):
        return {each["code"]: each for theme in version.content["themes"] for each in theme["statements"]}
    return {
        each.statement.code: {"answer": each.text, "does_not_apply": each.does_not_apply}
        for each in application.answers.select_related("statement")
    }


def criteria_of(statement, points):
    """``(rating, label, words)`` from the lowest up; a rating without a criterion takes the scale's own words."""
    texts = {each.rating: each.text for each in statement.criteria.all()}
    return [
        (value, point.label, texts.get(value, point.meaning))
        for value, point in points.items()
        if value is not None
    ]


def standing_facts(application):
    """How far rating is and what the rules say now, for the templates of the desk."""
    standing = standing_of(application)
    names = dict(application.round.edition.levels.values_list("key", "name"))
    names[NOT_READY_YET] = _text("Not ready yet")
    explanation = standing.explanation
    levels = {}
    for rule in explanation.rules if explanation else ():
        levels.setdefault(names[rule.level], []).append(rule)
    return {
        "standing": standing,
        "level_now": names[explanation.level] if explanation else "",
        "levels_now": list(levels.items()),
    }


def _section_facts(application, user):
    if not can_see_ratings(user, application) or not _has_scale(application):
        return None
    ratings = list(
        application.ratings.select_related("statement", "rated_by").order_by(
            *(f"statement__{name}" for name in IN_ORDER)
        )
    )
    if not ratings and application.state not in RATING_STATES:
        return None
    points = {point.value: point.label for point in application.round.edition.scale}
    rows = [(row, points.get(row.rating, "") if row.is_rated else "") for row in ratings]
    return {"rows": rows, "points": points, **standing_facts(application)}


ratings_section = CaseSection(
    slug="ratings",
    title=_("Ratings and level"),
    template="wagtail_charter/assessment/admin/includes/_ratings.html",
    facts=_section_facts,
    order=40,
)
