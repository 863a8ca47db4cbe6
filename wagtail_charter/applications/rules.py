"""What the scheme asks of an application before something happens to it. Pure: reads what it is given, writes nothing."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from wagtail_charter.applications.states import (
    ANSWERABLE_STATES,
    ASKABLE_STATES,
    CLOSED_STATES,
    WAITING_ON_APPLICANT_STATES,
    WAITING_ON_TEAM_STATES,
    WRITING_STATES,
)
from wagtail_charter.letters.rules import working_day_before

#: An answer is kept up to this length; word limits are far below it.
MAX_ANSWER_LENGTH = 100_000

#: How long before the day to aim at the lead of an application is reminded of a question.
REMINDER_WORKING_DAYS = 3

#: What is confirmed when an application is sent.
DECLARATION = _(
    "I confirm that, as far as I know, these answers are true, that the people who need to agree have agreed, and "
    "that nothing in them tells who somebody is who has not agreed to it."
)


#: What stands in the place of the declaration where the team typed in an answer: nobody read one to whoever told it.
TOLD_TO_THE_TEAM = _(
    "This answer came another way than the portal. The charter team typed it in as it was given, with the day and from "
    "whom."
)


class AnswerStatus(TextChoices):
    """How far an answer is."""

    NOT_STARTED = "not_started", _("Not yet started")
    IN_PROGRESS = "in_progress", _("In progress")
    COMPLETED = "completed", _("Completed")


def status_of(answer):
    """How far ``answer`` is (``None``: nobody has begun it)."""
    if answer is None:
        return AnswerStatus.NOT_STARTED
    if answer.is_complete:
        return AnswerStatus.COMPLETED
    has_words = bool(answer.length) if hasattr(answer, "length") else bool(answer.text.strip())
    return AnswerStatus.IN_PROGRESS if has_words or answer.does_not_apply else AnswerStatus.NOT_STARTED


def writing_ends_at(application):
    """When writing ends: with the round, or later where the application was given more time."""
    closes_at, extended = application.round.closes_at, application.extended_until
    return max(closes_at, extended) if extended else closes_at


def is_writing_open(application, *, at):
    """Whether answers can be written and sent at the moment ``at``: in a writing state, and within the dates."""
    is_in_time = application.round.opens_at <= at < writing_ends_at(application)
    return application.state in WRITING_STATES and is_in_time


class WaitsOn(TextChoices):
    """Who has something to do next."""

    TEAM = "team", _("Us")
    APPLICANT = "applicant", _("The applicant")
    NOBODY = "nobody", _("Nobody")


def waits_on(application):
    """Who has something to do next: an open question waits on the applicant in any state; while paused, nobody does."""
    if application.paused_at or application.state in CLOSED_STATES:
        return WaitsOn.NOBODY
    if application.question_open_at or application.state in WAITING_ON_APPLICANT_STATES:
        return WaitsOn.APPLICANT
    return WaitsOn.TEAM if application.state in WAITING_ON_TEAM_STATES else WaitsOn.NOBODY


def is_overdue(application, *, on):
    """Whether the next step was planned for a day before ``on``, and the case neither rests nor has ended."""
    is_going_on = not application.paused_at and application.state not in CLOSED_STATES
    return bool(is_going_on and application.next_step_by and application.next_step_by < on)


def is_answerable(application, question):
    """Whether ``question`` (or ``None``) opens its answer again: it is open, and the result is not shared yet."""
    return question is not None and question.is_open and application.state in ANSWERABLE_STATES


def check_may_be_asked(application, *, answer_by, today):
    """Raise ``ValidationError``, a sentence for the team, unless a question can be put to ``application`` now."""
    if application.state not in ASKABLE_STATES:
        raise ValidationError(
            _("A question can be asked from the day an application is sent until it is decided."),
            code="state",
        )
    if application.paused_at:
        raise ValidationError(
            _("The application is paused, so nothing is asked of people. End the pause first."), code="paused"
        )
    if answer_by <= today:
        raise ValidationError({"answer_by": _("Date must be in the future")}, code="past")


def is_reminder_due(question, *, today, closed_days=()):
    """The lead is reminded once, three working days before the day to aim at; not within a day of the question."""
    begins = working_day_before(question.answer_by, days=REMINDER_WORKING_DAYS, closed_days=closed_days)
    asked_on = timezone.localtime(question.asked_at).date()
    return begins <= today <= question.answer_by and asked_on + timedelta(days=1) < today


def check_ready_to_answer(answer):
    """Raise ``ValidationError``, a sentence for the applicant, unless ``answer`` is fit to be sent once more."""
    if status_of(answer) != AnswerStatus.COMPLETED:
        raise ValidationError(
            _("Your answer is saved, and something in it is still to do. Change it, then send it."),
            code="missing",
        )


@dataclass(frozen=True)
class Completeness:
    """What is still to do: ``missing`` statements, and whether too many are said not to apply."""

    missing: tuple
    does_not_apply: int
    at_most: int

    @property
    def too_many_do_not_apply(self):
        """Whether more statements are said not to apply than the edition allows."""
        return self.does_not_apply > self.at_most

    @property
    def is_ready(self):
        """Whether the application can be sent."""
        return not self.missing and not self.too_many_do_not_apply

    @property
    def too_many_words(self):
        """The sentence about statements that do not apply, or nothing."""
        if not self.too_many_do_not_apply:
            return ""
        if not self.at_most:
            return _("In this edition of the charter every statement applies. Change those you said do not.")
        return ngettext(
            "At most %(number)d statement may not apply. Change one of those you said do not, or ask us.",
            "At most %(number)d statements may not apply. Change one of those you said do not, or ask us.",
            self.at_most,
        ) % {"number": self.at_most}


def completeness(statements, answers, edition):
    """An application can be sent when every statement is completed, and no more are left out than the edition allows.

    ``statements``: those of the edition. ``answers``: ``{statement's key: answer}``.
    """
    missing = tuple(each for each in statements if status_of(answers.get(each.pk)) != AnswerStatus.COMPLETED)
    left_out = sum(
        1 for each in statements if (answer := answers.get(each.pk)) is not None and answer.does_not_apply
    )
    return Completeness(missing, left_out, edition.does_not_apply_at_most)


def check_ready_to_send(application, statements, answers, *, at):
    """Raise ``ValidationError``, whose sentence is for the applicant, unless ``application`` can be sent at ``at``."""
    if not is_writing_open(application, at=at):
        raise ValidationError(
            _("The round has closed, so nothing can be sent. Ask your contact for more time."), code="closed"
        )
    found = completeness(statements, answers, application.round.edition)
    if found.missing:
        number = len(found.missing)
        raise ValidationError(
            ngettext(
                "%(number)d answer is still to complete. Everything you wrote is saved.",
                "%(number)d answers are still to complete. Everything you wrote is saved.",
                number,
            )
            % {"number": number},
            code="missing",
        )
    if found.too_many_do_not_apply:
        raise ValidationError(found.too_many_words, code="does_not_apply")
