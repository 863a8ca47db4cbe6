"""What the register holds about people: whom we write to about an award, and who saw another scheme's published."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from wagtail_charter.awards.models import Award
from wagtail_charter.awards.states import LISTED_STATES
from wagtail_charter.events.models import Event
from wagtail_charter.foundations.retention import Holding, Record, clear_traces, excerpt


def due_holders(before):
    """Awards that were over before ``before`` and still name a contact."""
    kind = ContentType.objects.get_for_model(Award)
    over = Event.objects.filter(content_type=kind, object_id=OuterRef("key_text"), to_state=OuterRef("state"))
    rows = Award.objects.exclude(state__in=LISTED_STATES).exclude(holder_name="", holder_email="")
    return rows.alias(key_text=Cast("pk", CharField())).filter(Exists(over.filter(at__lt=before)))


def clear_holders(awards):
    """Take the contacts out of ``awards``; all else on the register stays. Returns how many."""
    clear_traces(awards)
    return Award.objects.filter(pk__in=[award.pk for award in awards]).update(holder_name="", holder_email="")


HOLDINGS = [
    Holding(
        slug="award_holders",
        room="awards",
        what=_("Whom we write to about an award"),
        data=_("The name and the e-mail address of a contact at the service."),
        why=_("To write to the service before its award ends."),
        who_sees=_("The charter team. It is never public."),
        trigger=_("the day the award was over"),
        keep="award_holders",
        due=due_holders,
        purge=clear_holders,
        names=lambda award: [award.holder_email, award.reference or ""],
        label=lambda award: award.reference or "",
    ),
    Holding(
        slug="award_checks",
        room="awards",
        what=_("Who checked an award of another scheme"),
        data=_("The name of the member of the charter team who saw it published, and the day."),
        why=_("So that what the showcase says of an award can be traced."),
        who_sees=_("The charter team."),
        trigger=_("the end of the scheme"),
    ),
]


def _held_by(who):
    return Award.objects.filter(holder_email__iexact=who.email).order_by("pk")


def person(who):
    """The awards that name ``who`` as the contact of a service."""
    return [
        Record(
            _("Contact of an award"),
            {"award": award.reference, "name": award.holder_name, "email": award.holder_email},
            award.created_at,
        )
        for award in _held_by(who)
    ]


def mentions(words):
    """Awards whose public words, scope or check name one of ``words``, for a person to read."""
    found = []
    for award in Award.objects.order_by("pk").iterator():
        texts = " ".join((award.scope, award.public_words, award.state_words, award.checked_by))
        if said := excerpt(texts, words):
            found.append(Record(_("Award"), {"award": str(award), "words": said}, award.created_at))
    return found


def reasons_to_keep(who):
    """What has to happen before ``who`` can be forgotten here: a service hears of its dates from somebody."""
    if _held_by(who).filter(state__in=LISTED_STATES).exists():
        return [_("They are the contact of an award. Name somebody else on the award first.")]
    return []


def forget(who, *, at):
    """Take the contact out of awards; what the register says stays as it was published."""
    return _held_by(who).update(holder_name="", holder_email="")
