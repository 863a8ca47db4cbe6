"""How an outcome is decided: what must be done before, how far its level may be moved, and how feedback is put.

Source: the scheme's rules of the panel. The level that the rules reach is advice; it is confirmed, or moved by one
level with a written reason and a second signature.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from wagtail_charter.applications.states import ApplicationState
from wagtail_charter.assessment.rules.levels import NOT_READY_YET

#: Where ratings are given, and where an outcome is recorded.
RATING_STATES = (
    ApplicationState.SENT,
    ApplicationState.CHECKING,
    ApplicationState.ASSESSING,
    ApplicationState.MODERATING,
)


def ladder_of(levels):
    """The keys of what an outcome can be, from the lowest up: "not ready yet" first. ``levels``: keys by rank."""
    return (NOT_READY_YET, *levels)


def nearby_levels(levels, proposed, steps=1):
    """The keys that an outcome may take when the rules reached ``proposed``: at most ``steps`` up or down."""
    ladder = ladder_of(levels)
    place = ladder.index(proposed)
    return ladder[max(0, place - steps) : place + steps + 1]


def check_level(levels, *, proposed, chosen, reason, steps=1):
    """The level is confirmed, or moved by one with a written reason. Raises ``ValidationError`` otherwise.

    ``proposed`` is empty in an edition without rules of numbers: then any level can be chosen, always with a reason.
    """
    if not proposed:
        if not reason.strip():
            raise ValidationError(
                {"reason": _("Say in words why this level fits: this edition is decided in words.")}
            )
        return
    if chosen not in nearby_levels(levels, proposed, steps):
        sentence = ngettext(
            "The level can be moved by %(number)d level at most, up or down.",
            "The level can be moved by %(number)d levels at most, up or down.",
            steps,
        )
        raise ValidationError({"level": sentence % {"number": steps}})
    if chosen != proposed and not reason.strip():
        raise ValidationError(
            {"reason": _("Write why the level is another than the rules came to. The service reads it.")}
        )


def check_may_be_decided(application):
    """Nothing is decided while the applicant still has a question to answer, or while the application is paused."""
    if application.question_open_at:
        raise ValidationError(
            _(
                "A question to the service is still open. Wait for the answer, or take the question back first."
            )
        )
    if application.paused_at:
        raise ValidationError(_("The application is paused. End the pause first."))
    if application.state not in RATING_STATES:
        raise ValidationError(_("An outcome cannot be recorded as the application stands now."))


def check_words(feedback, *, conditions="", conditions_by=None):
    """Strengths come first wherever there is feedback, and a condition has its date.

    ``feedback``: ``{theme: (strengths, next step)}``. Raises ``ValidationError``.
    """
    for theme, (strengths, next_step) in feedback.items():
        if next_step.strip() and not strengths.strip():
            raise ValidationError(
                _("%(theme)s: say first what works well. Then comes the next step.") % {"theme": theme.name}
            )
    if conditions.strip() and conditions_by is None:
        raise ValidationError({"conditions_by": _("Say by which day the conditions are to be met.")})
    if conditions_by and not conditions.strip():
        raise ValidationError({"conditions": _("Say what is to be met by this day, or take the day out.")})
