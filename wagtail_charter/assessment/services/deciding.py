"""Recording an outcome, its second signature, and taking it back before it is released."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_charter.applications.services import hold_application, start_checking
from wagtail_charter.applications.services.sending import latest_version
from wagtail_charter.applications.states import ApplicationState
from wagtail_charter.assessment.models import Outcome, ThemeFeedback
from wagtail_charter.assessment.rules import (
    NOT_READY_YET,
    check_level,
    check_may_be_decided,
    check_words,
)
from wagtail_charter.assessment.services.holding import hold_outcome, person_of
from wagtail_charter.assessment.services.rating import explain, ratings_of
from wagtail_charter.assessment.services.releasing import plan_release
from wagtail_charter.events.services import move
from wagtail_charter.framework.models import FrameworkEdition
from wagtail_charter.plans.services import seed_plan

_WORDS = ("reason", "opening", "conditions", "conditions_by", "quotable_line")


class OutcomeChanged(Exception):
    """Somebody else saved the outcome meanwhile; ``outcome`` is what stands."""

    def __init__(self, outcome):
        super().__init__(outcome.application.reference)
        self.outcome = outcome


@transaction.atomic
def keep_outcome_words(application, *, by, level=None, feedback=None, revision=None, **words):
    """Keep the words of an outcome that is not recorded yet. Nothing is decided and no state changes.

    ``words``: ``reason``, ``opening``, ``conditions``, ``conditions_by``, ``quotable_line``. Returns the ``Outcome``.
    Raises ``OutcomeChanged`` when ``revision`` is given and somebody saved another meanwhile, ``ValidationError`` once
    an outcome is recorded.
    """
    held = hold_application(application)
    check_may_be_decided(held)
    outcome = _outcome_of(held, revision)
    if outcome.needs_second:
        raise ValidationError(
            _("The outcome is recorded and waits for its second signature. Record it again to change it.")
        )
    return _write(outcome, level=level, feedback=feedback or {}, words=words)


@transaction.atomic
def record_outcome(
    application,
    *,
    level,
    by,
    reason="",
    opening="",
    feedback=None,
    conditions="",
    conditions_by=None,
    quotable_line="",
    release_at=None,
    revision=None,
):
    """Decide about ``application``: the level that the rules reach, or one level from it with a reason.

    ``level``: an ``AwardLevel`` of its edition, ``None`` for "not ready yet". ``feedback``: ``{theme: (strengths, next
    step)}``. A level other than the rules came to waits for ``sign_outcome`` by somebody else; any other is decided at
    once, and its next steps seed the action plan. ``release_at``: when the applicant hears. What is decided freezes
    the version, the ratings and the rules as they stand. Recording again replaces what waits. Returns the ``Outcome``.
    Raises ``ValidationError``, whose sentences are for the officer, and ``OutcomeChanged`` as ``keep_outcome_words``.
    """
    held = hold_application(application)
    check_may_be_decided(held)
    edition = held.round.edition
    feedback = {theme: words for theme, words in (feedback or {}).items() if any(map(str.strip, words))}
    is_by_rules = edition.decision == FrameworkEdition.Decision.RULES
    explanation = explain(held) if is_by_rules else None
    levels = list(edition.levels.order_by("rank"))
    if level is not None and level not in levels:
        raise ValidationError({"level": _("This level belongs to another edition.")})
    check_level(
        [each.key for each in levels],
        proposed=explanation.level if explanation else "",
        chosen=level.key if level else NOT_READY_YET,
        reason=reason,
        steps=edition.panel_rules.get("override_levels", 1),
    )
    check_words(feedback, conditions=conditions, conditions_by=conditions_by)
    outcome = _outcome_of(held, revision)
    outcome.version = latest_version(held)
    outcome.ratings = ratings_of(held)
    outcome.proposed_level = explanation.level if explanation else ""
    outcome.rules = [
        {"level": rule.level, "sentence": rule.sentence, "is_met": rule.is_met}
        for rule in (explanation.rules if explanation else ())
    ]
    outcome.recorded_at, outcome.decided_by = timezone.now(), person_of(by)
    outcome.second_by = outcome.second_at = outcome.decided_at = None
    outcome.release_at = release_at
    words = dict(zip(_WORDS, (reason, opening, conditions, conditions_by, quotable_line), strict=True))
    _write(outcome, level=level, feedback=feedback, words=words)
    outcome.application = _to_moderating(held, by=by)
    return outcome if outcome.is_moved else _decide(outcome, by=by)


@transaction.atomic
def sign_outcome(outcome, *, by):
    """Give a moved level its second signature, by somebody other than who recorded it; then it is decided.

    Returns the outcome. Raises ``ValidationError`` for the same person, or when it does not wait for a signature.
    """
    held = hold_outcome(outcome.pk)
    if not held.needs_second or held.application.state != ApplicationState.MODERATING:
        raise ValidationError(_("This outcome does not wait for a second signature."))
    if person_of(by) is None or held.decided_by_id == by.pk:
        raise ValidationError(
            _("The second signature comes from somebody other than who recorded the outcome.")
        )
    check_may_be_decided(held.application)
    held.second_by, held.second_at = by, timezone.now()
    if held.release_at and held.release_at <= held.second_at:
        # A time that has passed while it waited would release it within minutes: it is chosen anew.
        held.release_at = None
    return _decide(held, by=by)


@transaction.atomic
def take_back_outcome(outcome, *, by):
    """Take a decided outcome back before it is released, to change it; its words stay. Returns the outcome.

    A planned release is off. Raises ``ValidationError`` once it is released: what people have read is not unsaid.
    """
    held = hold_outcome(outcome.pk)
    if held.released_at:
        raise ValidationError(_("The result is released. What people have read cannot be taken back."))
    if held.application.state != ApplicationState.DECIDED:
        raise ValidationError(_("There is nothing to take back: this outcome is not decided."))
    move(held.application, to=ApplicationState.MODERATING, by=by, reason="taken-back", decided_at=None)
    held.recorded_at = held.decided_by = held.decided_at = held.second_by = held.second_at = None
    held.release_at = None
    held.revision += 1
    held.save()
    return held


def _outcome_of(application, revision):
    """The outcome of ``application``, or a new one. Raises ``OutcomeChanged`` for another revision than expected."""
    outcome = Outcome.objects.filter(application=application).select_related("level").first()
    if outcome is None:
        outcome = Outcome(application=application, revision=0)
    outcome.application = application
    if revision is not None and outcome.revision != revision:
        raise OutcomeChanged(outcome)
    return outcome


def _write(outcome, *, level, feedback, words):
    outcome.level = level
    for name in _WORDS:
        setattr(outcome, name, words.get(name) or ("" if name != "conditions_by" else None))
    outcome.revision += 1
    outcome.save()
    outcome.feedback.all().delete()
    ThemeFeedback.objects.bulk_create(
        ThemeFeedback(outcome=outcome, theme=theme, strengths=strengths.strip(), next_step=next_step.strip())
        for theme, (strengths, next_step) in feedback.items()
        if strengths.strip() or next_step.strip()
    )
    return outcome


def _to_moderating(application, *, by):
    if application.state == ApplicationState.SENT:
        application = start_checking(application, by=by)
    for to in (ApplicationState.ASSESSING, ApplicationState.MODERATING):
        if to in application.transitions[application.state]:
            move(application, to=to, by=by, reason="outcome")
    return application


def _decide(outcome, *, by):
    """The outcome counts: the application is decided, its plan is seeded, and a release that was chosen is planned."""
    outcome.decided_at = timezone.now()
    outcome.save()
    move(outcome.application, to=ApplicationState.DECIDED, by=by, decided_at=outcome.decided_at)
    next_steps = [each.next_step for each in outcome.feedback.all() if each.next_step]
    if next_steps:
        seed_plan(outcome.application, next_steps=next_steps, by=by)
    return plan_release(outcome, at=outcome.release_at) if outcome.release_at else outcome
