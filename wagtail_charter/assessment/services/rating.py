"""Rating statements, and what the rules say of the ratings."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_charter.applications.services import hold_application, start_checking
from wagtail_charter.applications.states import ApplicationState
from wagtail_charter.assessment.models import Outcome, StatementRating
from wagtail_charter.assessment.rules import (
    RATING_STATES,
    Explanation,
    RatingsRefused,
    explain_level,
    rating_faults,
)
from wagtail_charter.assessment.services.editions import charter_of
from wagtail_charter.assessment.services.holding import person_of
from wagtail_charter.events.services import move
from wagtail_charter.framework.models import EvidenceStatement, FrameworkEdition
from wagtail_charter.plans.rules import is_signed_off
from wagtail_charter.plans.services import plan_of


@dataclass(frozen=True)
class GivenRating:
    """What somebody says of one statement. Neither a rating nor ``does_not_apply``: not rated yet, the note is kept.

    ``revision``: the one that the writer saw (0: there was none); ``None`` saves whatever stands.
    """

    statement: EvidenceStatement
    rating: int | None = None
    does_not_apply: bool = False
    note: str = ""
    revision: int | None = None


@dataclass(frozen=True)
class Standing:
    """How far rating is: ``{code: rating}``, the codes that have none, and what the rules say now.

    ``explanation`` takes statements without a rating as the lowest of the scale; it is ``None`` in an edition that is
    decided in words. ``faults``: sentences that say what must be mended before anything can be decided.
    """

    ratings: dict
    unrated: tuple
    explanation: Explanation | None
    faults: tuple

    @property
    def total(self):
        """How many statements there are."""
        return len(self.ratings) + len(self.unrated)

    @property
    def rated(self):
        """How many are rated."""
        return len(self.ratings)

    @property
    def is_ready(self):
        """Whether the rules can be asked for good."""
        return not self.unrated and not self.faults


def rate_statement(application, *, statement, rating, note="", by):
    """Give ``statement`` of ``application`` its rating; ``None`` says that it does not apply. Returns the rating's row.

    The first rating moves the application on to "assessing". Raises ``ValidationError`` for a rating that the scale
    does not have, for a statement that always applies, and once the outcome is decided.
    """
    given = GivenRating(statement, rating=rating, does_not_apply=rating is None, note=note)
    save_ratings(application, [given], by=by)
    return StatementRating.objects.get(application=application, statement=statement)


@transaction.atomic
def save_ratings(application, given, *, by):
    """Save each of ``given`` (``GivenRating`` rows) that nobody else saved meanwhile; the application is held once.

    Returns the rows (``StatementRating``) that somebody else saved meanwhile with other words: these stay as they are,
    for the writer to look at. A change after an outcome was recorded takes the application back to "assessing", and
    the outcome waits to be recorded anew. Raises ``ValidationError`` as ``rate_statement`` does.
    """
    held = hold_application(application)
    if held.state not in RATING_STATES:
        raise ValidationError(_("Ratings cannot change as the application stands now."))
    edition = held.round.edition
    scale = [point.value for point in edition.scale if point.value is not None]
    for each in given:
        _check(each, edition, scale)
    rows = {
        row.statement_id: row
        for row in StatementRating.objects.filter(
            application=held, statement__in=[each.statement for each in given]
        )
    }
    changed, overtaken = False, []
    for each in given:
        row = rows.get(each.statement.pk)
        if row and _says_the_same(row, each):
            continue
        if row and each.revision is not None and row.revision != each.revision:
            overtaken.append(row)
            continue
        changed = _save(held, row, each, by=by) or changed
    if changed:
        _to_assessing(held, by=by)
    return overtaken


def ratings_of(application):
    """``{code: rating}`` of the statements that are rated; ``None`` where a statement does not apply. One query."""
    rows = StatementRating.objects.filter(application=application).select_related("statement")
    return {row.statement.code: row.rating for row in rows if row.is_rated}


def explain(application):
    """What the rules say of the ratings of ``application``: an ``Explanation``, for good.

    Raises ``ValidationError``, one sentence for each fault, while statements are unrated or too many do not apply,
    and for an edition that is decided in words.
    """
    charter = charter_of(application.round.edition)
    try:
        return explain_level(
            charter, ratings_of(application), has_signed_off_plan=is_signed_off(plan_of(application))
        )
    except RatingsRefused as refusal:
        raise ValidationError(refusal.faults) from refusal


def standing_of(application):
    """How far rating is, and what the rules say so far: a ``Standing``."""
    ratings = ratings_of(application)
    edition = application.round.edition
    codes = EvidenceStatement.objects.for_edition(edition).values_list("code", flat=True)
    unrated = tuple(code for code in codes if code not in ratings)
    if edition.decision != FrameworkEdition.Decision.RULES:
        return Standing(ratings, unrated, None, ())
    charter = charter_of(edition)
    so_far = {**ratings, **dict.fromkeys(unrated, min(charter.scale, default=0))}
    if faults := rating_faults(charter, so_far):
        return Standing(ratings, unrated, None, tuple(faults))
    explanation = explain_level(charter, so_far, has_signed_off_plan=is_signed_off(plan_of(application)))
    return Standing(ratings, unrated, explanation, ())


def _check(given, edition, scale):
    statement = given.statement
    if statement.theme.edition_id != edition.pk:
        raise ValidationError(_("There is no statement %s in this edition.") % statement.code)
    if given.does_not_apply and not statement.may_not_apply:
        raise ValidationError(_("Statement %s always applies: give it a rating.") % statement.code)
    if given.rating is not None and (given.does_not_apply or given.rating not in scale):
        raise ValidationError(
            _("Statement %(code)s: use one of %(scale)s.")
            % {"code": statement.code, "scale": ", ".join(map(str, scale))}
        )


def _says_the_same(row, given):
    return (row.rating, row.does_not_apply, row.note) == (given.rating, given.does_not_apply, given.note)


def _save(application, row, given, *, by):
    """Write the row. Returns whether the rating itself is another now; a note alone changes nothing for the rules."""
    if row is None:
        if given.rating is None and not given.does_not_apply and not given.note:
            return False
        row = StatementRating(application=application, statement=given.statement, revision=0)
    is_other = (row.rating, row.does_not_apply) != (given.rating, given.does_not_apply)
    row.rating, row.does_not_apply, row.note = given.rating, given.does_not_apply, given.note
    row.rated_by, row.rated_at, row.revision = person_of(by), timezone.now(), row.revision + 1
    row.save()
    return is_other


def _to_assessing(application, *, by):
    if application.state == ApplicationState.MODERATING:
        # What was recorded rests on other ratings.
        Outcome.objects.filter(application=application).update(
            recorded_at=None, decided_by=None, second_by=None, second_at=None
        )
    if application.state == ApplicationState.SENT:
        application = start_checking(application, by=by)
    if application.state != ApplicationState.ASSESSING:
        move(application, to=ApplicationState.ASSESSING, by=by, reason="rating")
