"""What the assessment room holds about people, and how it goes. The level and its rules stay, without anybody's words."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.states import CLOSED_STATES
from wagtail_charter.assessment.models import HearingChoice, Outcome, StatementRating, ThemeFeedback
from wagtail_charter.foundations.retention import Holding, Record, text_mentions

_WORDS = ("reason", "opening", "conditions", "quotable_line")


def _ended(before, path=""):
    """Rows whose application was decided, or withdrawn, before ``before``, and in which nothing more happens."""
    at = Q(**{f"{path}decided_at__lt": before}) | Q(
        **{f"{path}decided_at": None, f"{path}withdrawn_at__lt": before}
    )
    return at & Q(**{f"{path}state__in": CLOSED_STATES})


def due_notes(before):
    """Ratings with a reason for the team, of applications that ended before ``before``."""
    rows = StatementRating.objects.exclude(note="").filter(_ended(before, "application__"))
    return rows.select_related("application", "statement")


def clear_notes(ratings):
    """Take the reasons out of ``ratings``; the ratings stay. Returns how many."""
    return StatementRating.objects.filter(pk__in=[row.pk for row in ratings]).update(note="")


def due_hearing(before):
    """Choices of how to hear, of applications that ended before ``before``."""
    return HearingChoice.objects.filter(_ended(before, "application__")).select_related("application")


def delete_hearing(choices):
    """Delete ``choices``. Returns how many."""
    return HearingChoice.objects.filter(pk__in=[row.pk for row in choices]).delete()[0]


def due_outcomes(before):
    """Outcomes that still hold words or the names of who decided, of applications that ended before ``before``."""
    something = Q(Exists(ThemeFeedback.objects.filter(outcome=OuterRef("pk"))))
    for name in _WORDS:
        something |= ~Q(**{name: ""})
    for name in ("decided_by", "second_by", "accepted_by"):
        something |= Q(**{f"{name}__isnull": False})
    return Outcome.objects.filter(something, _ended(before, "application__")).select_related("application")


def clear_outcomes(outcomes):
    """Take words and names out of ``outcomes``; level, rules, ratings and dates stay. Returns how many."""
    keys = [outcome.pk for outcome in outcomes]
    ThemeFeedback.objects.filter(outcome__in=keys).delete()
    ratings = StatementRating.objects.filter(application__outcome__in=keys)
    ratings.update(note="", rated_by=None)
    return Outcome.objects.filter(pk__in=keys).update(
        **dict.fromkeys(_WORDS, ""), decided_by=None, second_by=None, accepted_by=None
    )


def _names(row):
    return [row.application.reference, row.application.lead_email]


HOLDINGS = [
    Holding(
        slug="rating_notes",
        room="assessment",
        what=_("Reasons for ratings"),
        data=_("What the charter team noted for itself about an answer."),
        why=_("To rate fairly, and to explain the result."),
        who_sees=_("The charter team and the panel chair."),
        trigger=_("the decision"),
        keep="rating_notes",
        due=due_notes,
        purge=clear_notes,
        names=_names,
        label=lambda row: row.application.reference,
    ),
    Holding(
        slug="hearing",
        room="assessment",
        what=_("How you want to hear the result"),
        data=_("Your choice, and the telephone number and good times that you gave."),
        why=_("So that you hear the result in the way that you chose."),
        who_sees=_("Your team and the charter team."),
        trigger=_("the decision"),
        keep="hearing",
        due=due_hearing,
        purge=delete_hearing,
        names=_names,
        label=lambda row: row.application.reference,
    ),
    Holding(
        slug="outcomes",
        room="assessment",
        what=_("Outcomes and feedback"),
        data=_("What the result says in words, and who decided and accepted it."),
        why=_("To explain the result, and to look at it again if you do not agree."),
        who_sees=_("Your team once the result is released, and the charter team."),
        trigger=_("the decision; that there was a decision stays on record, without names"),
        keep="outcomes",
        due=due_outcomes,
        purge=clear_outcomes,
        names=_names,
        label=lambda row: row.application.reference,
    ),
]


def _accepted_by(who):
    return Outcome.objects.filter(accepted_by__email__iexact=who.email).select_related("application")


def _hearing_of(who):
    rows = HearingChoice.objects.filter(
        Q(chosen_by__email__iexact=who.email) | Q(application__lead_email__iexact=who.email)
    )
    return rows.select_related("application")


def person(who):
    """How ``who`` wanted to hear a result, and what they accepted. A result that is not released is not told."""
    records = [
        Record(
            _("How they want to hear a result"),
            {
                "reference": each.application.reference,
                "way": each.way,
                "phone": each.phone,
                "good times": each.good_times,
            },
            each.created_at,
        )
        for each in _hearing_of(who).order_by("pk")
    ]
    return records + [
        Record(
            _("Result they accepted"),
            {
                "reference": each.application.reference,
                "listed": each.wants_listing,
                "showcase": each.wants_showcase,
                "quoted": each.may_be_quoted,
            },
            each.accepted_at,
        )
        for each in _accepted_by(who).order_by("pk")
    ]


def mentions(words):
    """Reasons, outcomes and feedback that name one of ``words``."""
    return text_mentions(_texts(), words)


def _texts():
    notes = StatementRating.objects.exclude(note="").select_related("application", "statement")
    for row in notes.order_by("pk").iterator(chunk_size=2000):
        where = f"{row.application.reference}, {row.statement.code}"
        yield _("Reason for a rating"), where, row.note, row.rated_at
    outcomes = Outcome.objects.select_related("application").order_by("pk")
    for outcome in outcomes.iterator(chunk_size=2000):
        text = "\n".join(getattr(outcome, name) for name in _WORDS)
        yield _("Outcome"), outcome.application.reference, text, outcome.created_at
    feedback = ThemeFeedback.objects.select_related("outcome__application", "theme").order_by("pk")
    for row in feedback.iterator(chunk_size=2000):
        where = f"{row.outcome.application.reference}, {row.theme.code}"
        yield _("Feedback"), where, f"{row.strengths}\n{row.next_step}", row.outcome.created_at


def forget(who, *, at):
    """Take ``who`` out of choices of how to hear, and out of who accepted; the result itself stays."""
    ended = _hearing_of(who).filter(application__state__in=CLOSED_STATES)
    changed = delete_hearing(list(ended))
    running = _hearing_of(who).filter(chosen_by__email__iexact=who.email)
    changed += HearingChoice.objects.filter(pk__in=list(running.values_list("pk", flat=True))).update(
        phone="", good_times="", chosen_by=None
    )
    keys = list(_accepted_by(who).values_list("pk", flat=True))
    return changed + Outcome.objects.filter(pk__in=keys).update(accepted_by=None)
