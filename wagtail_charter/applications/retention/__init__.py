"""What the applications room holds about people, and how it goes. The decision itself stays, without names or texts."""

from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.models import (
    Application,
    ApplicationVersion,
    ContactLogEntry,
    ExpressionOfInterest,
    KeptText,
    RoundMessage,
    StatementAnswer,
    StatementQuestion,
    TeamMember,
    TeamRole,
)
from wagtail_charter.applications.retention.texts import mentions
from wagtail_charter.applications.states import (
    CLOSED_STATES,
    LEFT_STATES,
    ApplicationState,
    MessageState,
    standing_words,
)
from wagtail_charter.events.services import SYSTEM, move
from wagtail_charter.foundations.retention import Guard, Holding, Record, clear_traces

__all__ = ["GUARDS", "HOLDINGS", "forget", "mentions", "person", "reasons_to_keep"]

#: What hangs on an application and goes with it.
_PARTS = (StatementAnswer, KeptText, TeamMember, StatementQuestion, ContactLogEntry)
#: Nothing more will be decided.
_ENDED_STATES = tuple({*CLOSED_STATES, *LEFT_STATES})
_ENDED_AT = Coalesce("decided_at", "withdrawn_at", Case(When(state__in=_ENDED_STATES, then=F("updated_at"))))


def _with_content():
    """Applications that still say something of people."""
    parts = [
        Exists(part.objects.filter(application=OuterRef("pk"))) for part in (*_PARTS, ApplicationVersion)
    ]
    something = Q(~Q(lead_email="") | ~Q(lead_name=""))
    for part in parts:
        something |= Q(part)
    return Application.objects.filter(something).select_related("service__provider", "round")


def due_applications(before):
    """Applications that were sent, and were decided or taken away before ``before``."""
    return _with_content().alias(ended_at=_ENDED_AT).filter(sent_at__isnull=False, ended_at__lt=before)


def due_drafts(before):
    """Applications that were never sent: nothing was written, and the round was closed, since before ``before``."""
    written = StatementAnswer.objects.filter(application=OuterRef("pk"), updated_at__gte=before)
    kept = KeptText.objects.filter(application=OuterRef("pk"), kept_at__gte=before)
    last_day = Greatest("round__closes_at", Coalesce("extended_until", "round__closes_at"))
    rows = _with_content().alias(last_day=last_day, ended_at=Coalesce(_ENDED_AT, "updated_at"))
    return rows.filter(
        ~Exists(written), ~Exists(kept), Q(last_day__lt=before) | Q(state__in=_ENDED_STATES),
        sent_at__isnull=True, ended_at__lt=before,
    )  # fmt: skip


def clear_applications(applications):
    """Delete answers, versions, kept words and teams of ``applications``, and take the lead's name out.

    An application that was never sent ends as withdrawn. Reference, service, round and decision stay. Returns how many.
    """
    keys = [application.pk for application in applications]
    for part in _PARTS:
        part.objects.filter(application__in=keys).delete()
    ApplicationVersion.objects.filter(application__in=keys).purge()
    clear_traces(applications)
    for application in applications:
        if application.sent_at is None and application.state not in _ENDED_STATES:
            move(application, to=ApplicationState.WITHDRAWN, by=SYSTEM, reason="retention")
        _take_lead_out(application)
    return len(keys)


def _take_lead_out(application):
    lines = [line for line in application.search_text.split("\n") if line]
    gone = {application.lead_name, application.lead_email}
    application.search_text = "\n".join(line for line in lines if line not in gone)
    application.lead_name = application.lead_email = ""
    application.save(update_fields=["lead_name", "lead_email", "search_text"])


def due_kept_texts(before):
    """Words that could not be saved where they belong, and that nobody took back, from before ``before``."""
    rows = KeptText.objects.filter(kept_at__lt=before, taken_at__isnull=True)
    return rows.select_related("application")


def due_taken_texts(before):
    """Kept words that were taken back before ``before``."""
    return KeptText.objects.filter(taken_at__lt=before).select_related("application")


def delete_kept_texts(texts):
    """Delete ``texts``. Returns how many."""
    return KeptText.objects.filter(pk__in=[text.pk for text in texts]).delete()[0]


def due_messages(before):
    """Messages to the leads of a round that were sent, stopped or left unconfirmed before ``before``."""
    rows = RoundMessage.objects.alias(ended_at=Coalesce("sent_at", "stopped_at", "leaves_at"))
    return rows.filter(ended_at__lt=before).exclude(state=MessageState.WAITING).select_related("round")


def delete_messages(messages):
    """Delete ``messages``. Returns how many."""
    clear_traces(messages)
    return RoundMessage.objects.filter(pk__in=[message.pk for message in messages]).delete()[0]


def due_interest(before):
    """Expressions of interest that were answered, or came in, before ``before``, and whose round is over as long."""
    rows = ExpressionOfInterest.objects.alias(told_at=Coalesce("answered_at", "created_at"))
    return rows.filter(Q(round__isnull=True) | Q(round__closes_at__lt=before), told_at__lt=before)


def delete_interest(rows):
    """Delete expressions of interest. Returns how many."""
    clear_traces(rows)
    return ExpressionOfInterest.objects.filter(pk__in=[row.pk for row in rows]).delete()[0]


def _accounts_with_part(before, held):
    """Accounts that work on an application, or whose application ended at ``before`` or later, or is held."""
    members = TeamMember.objects.alias(
        ended_at=Coalesce("application__decided_at", "application__withdrawn_at", "application__updated_at")
    )
    ended = Q(application__state__in=_ENDED_STATES, ended_at__lt=before)
    under_hold = Q(application__reference__in=[reference.upper() for reference in held])
    return members.filter(~ended | under_hold).values("account")


GUARDS = [Guard("accounts", _accounts_with_part)]


def _names(application):
    emails = TeamMember.objects.filter(application=application).values_list("account__email", flat=True)
    return [application.reference, application.lead_email, *emails]


HOLDINGS = [
    Holding(
        slug="interest",
        room="applications",
        what=_("Expressions of interest"),
        data=_("Your name, e-mail address, organisation and service, and what you hope for."),
        why=_("To answer you, and to invite your service to a round."),
        who_sees=_("The charter team."),
        trigger=_("our answer, and the close of the round that you were invited to"),
        keep="interest",
        due=due_interest,
        purge=delete_interest,
        names=lambda row: [row.reference, row.email],
        label=lambda row: row.reference,
    ),
    Holding(
        slug="drafts",
        room="applications",
        what=_("Applications that were never sent"),
        data=_("What your team wrote, who is in the team, and the lead's name and e-mail address."),
        why=_("So that you can stop and come back."),
        who_sees=_("Your team. The charter team sees that it exists, and helps if you ask."),
        trigger=_("the last change, and the close of the round"),
        keep="drafts",
        due=due_drafts,
        purge=clear_applications,
        names=_names,
        label=lambda application: application.reference,
    ),
    Holding(
        slug="applications",
        room="applications",
        what=_("Applications"),
        data=_(
            "What your team sent, who is in the team, the lead's name and e-mail address, what we asked, and our notes of "
            "talks with you."
        ),
        why=_("To assess the application, to explain the result, and to look at it again if you do not agree."),
        who_sees=_("Your team, the charter team, and the people who assess it."),
        trigger=_("the decision, or the day it was withdrawn; that there was a decision stays on record, without names"),
        keep="applications",
        due=due_applications,
        purge=clear_applications,
        names=_names,
        label=lambda application: application.reference,
    ),
    Holding(
        slug="messages",
        room="applications",
        what=_("Messages to everybody who leads an application in a round"),
        data=_("What the charter team wrote, and who wrote it."),
        why=_("So that we can say what was sent, and when."),
        who_sees=_("The charter team."),
        trigger=_("the day it left or was stopped"),
        keep="applications",
        due=due_messages,
        purge=delete_messages,
        names=lambda message: [message.round.label],
    ),
    Holding(
        slug="kept_texts",
        room="applications",
        what=_("Words that we kept because they could not be saved"),
        data=_("What you had typed when you were signed out, or when somebody else had saved."),
        why=_("So that nothing you typed is lost."),
        who_sees=_("People who may edit that answer."),
        trigger=_("the day they were kept"),
        keep="kept_texts",
        due=due_kept_texts,
        purge=delete_kept_texts,
        names=lambda text: [text.application.reference, text.application.lead_email],
    ),
    Holding(
        slug="kept_texts_taken",
        room="applications",
        what=_("The same words, once you have them back"),
        data=_("What you had typed."),
        why=_("In case you need them again soon after."),
        who_sees=_("People who may edit that answer."),
        trigger=_("the day you took them back"),
        keep="kept_texts_taken",
        due=due_taken_texts,
        purge=delete_kept_texts,
        names=lambda text: [text.application.reference, text.application.lead_email],
        is_routine=True,
    ),
]  # fmt: skip


def _led_by(who):
    rows = Application.objects.filter(lead_email__iexact=who.email)
    return rows.select_related("service__provider", "round").order_by("created_at", "pk")


def _parts_of(who):
    rows = TeamMember.objects.filter(account__email__iexact=who.email)
    return rows.select_related("application").order_by("created_at", "pk")


def _interest_of(who):
    return ExpressionOfInterest.objects.filter(email__iexact=who.email).order_by("created_at", "pk")


def person(who):
    """What ``who`` leads, works on, wrote, sent and asked for."""
    records = [
        Record(
            _("Application they lead"),
            {
                "reference": each.reference, "service": each.service.name, "round": each.round.label,
                "state": str(standing_words(each.state)), "name": each.lead_name, "email": each.lead_email,
            },
            each.created_at,
        )
        for each in _led_by(who)
    ]  # fmt: skip
    records += [
        Record(
            _("Part in an application"),
            {"reference": part.application.reference, "role": part.role},
            part.created_at,
        )
        for part in _parts_of(who)
    ]
    answers = StatementAnswer.objects.filter(written_by__email__iexact=who.email)
    records += [
        Record(
            _("Answer they wrote"),
            {"reference": each.application.reference, "statement": each.statement.code, "words": each.text},
            each.written_at,
        )
        for each in answers.select_related("application", "statement").order_by("pk")
    ]
    records += _asked_of(who)
    versions = ApplicationVersion.objects.filter(sent_by__email__iexact=who.email)
    records += [
        Record(
            _("Application they sent"),
            {"reference": each.application.reference, "version": each.number, "name": each.declared_name,
             "work": each.declared_role, "declaration": each.declaration},
            each.sent_at,
        )
        for each in versions.select_related("application").order_by("pk")
    ]  # fmt: skip
    return records + [
        Record(
            _("Expression of interest"),
            {
                "reference": each.reference, "name": each.name, "email": each.email,
                "organisation": each.organisation_name, "service": each.service_name, "hopes": each.hopes,
                "more answers": each.extra_answers, "state": each.state, "answer": each.answer_words,
            },
            each.created_at,
        )
        for each in _interest_of(who)
    ]  # fmt: skip


def _asked_of(who):
    """What the team asked about applications that ``who`` leads or answered, and its notes of talks about those they lead."""
    led = _led_by(who).order_by().values("pk")
    asked = StatementQuestion.objects.filter(
        Q(application__in=led) | Q(answered_by__email__iexact=who.email)
    ).select_related("application", "statement")
    talks = ContactLogEntry.objects.filter(application__in=led).select_related("application")
    return [
        Record(
            _("Question that we asked"),
            {"reference": each.application.reference, "statement": each.statement.code, "words": each.words},
            each.asked_at,
        )
        for each in asked.order_by("pk")
    ] + [
        Record(
            _("Note of a talk"),
            {
                "reference": each.application.reference, "how": each.channel, "with": each.with_whom,
                "day": each.spoke_on.isoformat(), "words": each.words,
            },
            each.written_at,
        )
        for each in talks.order_by("pk")
    ]  # fmt: skip


def reasons_to_keep(who):
    """What has to happen before ``who`` can be forgotten here: nobody leaves a running application without a lead."""
    led = [each.reference for each in _led_by(who) if each.state not in _ENDED_STATES]
    owned = [
        part.application.reference
        for part in _parts_of(who).filter(role=TeamRole.OWNER)
        if part.application.state not in _ENDED_STATES and _is_last_owner(part)
    ]
    return [
        _(
            "They lead or own %(reference)s, which is still running. Give it to somebody else or withdraw it first."
        )
        % {"reference": reference}
        for reference in sorted({*led, *owned})
    ]


def _is_last_owner(part):
    others = TeamMember.objects.filter(application=part.application, role=TeamRole.OWNER)
    return not others.exclude(pk=part.pk).exists()


def forget(who, *, at):
    """Take ``who`` out of the lead of applications that ended and out of teams that go on; delete their interest.

    Versions that were sent stay as they were sent, until their own period ends: the decision rests on them.
    """
    led = [each for each in _led_by(who) if each.state in _ENDED_STATES]
    names = {each.lead_name.strip() for each in led} - {""}
    for application in led:
        _take_lead_out(application)
    parts = _parts_of(who)
    named = StatementAnswer.objects.filter(
        Q(application__in=[each.pk for each in led]) | Q(application__team__in=parts.order_by().values("pk"))
    )
    names |= {part.account.name.strip() for part in parts.select_related("account")} - {""}
    named = StatementAnswer.objects.filter(pk__in=named.order_by().values("pk"), source_name__in=names)
    changed = len(led) + named.update(source_name="")
    talks = ContactLogEntry.objects.filter(application__in=[each.pk for each in led], with_whom__in=names)
    changed += talks.update(with_whom="")
    running = [part.pk for part in parts if part.application.state not in _ENDED_STATES]
    changed += TeamMember.objects.filter(pk__in=running).delete()[0]
    return changed + delete_interest(list(_interest_of(who)))
