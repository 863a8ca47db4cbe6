"""What the accounts room holds about people: accounts, and wishes to sign in."""

from django.db.models import F, Q
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_charter.accounts.models import PortalAccount, SignInRequest
from wagtail_charter.events.models import Event
from wagtail_charter.foundations.retention import Holding, Record, clear_traces


def due_accounts(before):
    """Accounts that were made, and last signed in to, before ``before``. Rooms above keep those that have a role."""
    last = Greatest("created_at", Coalesce("last_signed_in_at", "created_at"))
    return PortalAccount.objects.alias(last_used_at=last).filter(
        ~(Q(email="") & Q(name="")), last_used_at__lt=before
    )


def close_accounts(accounts):
    """Close ``accounts``: signed out everywhere, no address, no name. Their rows stay. Returns how many."""
    clear_traces(accounts)
    rows = PortalAccount.objects.filter(pk__in=[account.pk for account in accounts])
    closed_at = Coalesce("closed_at", timezone.now())
    return rows.update(email="", name="", closed_at=closed_at, sessions_epoch=F("sessions_epoch") + 1)


def due_requests(before):
    """Wishes to sign in from before ``before``."""
    return SignInRequest.objects.filter(created_at__lt=before)


def delete_requests(requests):
    """Delete ``requests``. Returns how many."""
    return SignInRequest.objects.filter(pk__in=[request.pk for request in requests]).delete()[0]


HOLDINGS = [
    Holding(
        slug="accounts",
        room="accounts",
        what=_("Portal accounts"),
        data=_("Your name, your e-mail address, and when you last signed in."),
        why=_("To let you write and read what is yours, and nobody else."),
        who_sees=_("You, the people you work with on an application, and the charter team."),
        trigger=_(
            "the day you last signed in, or the end of your last part in an application or organisation"
        ),
        keep="accounts",
        due=due_accounts,
        purge=close_accounts,
        names=lambda account: [account.email],
    ),
    Holding(
        slug="sign_in_requests",
        room="accounts",
        what=_("Requests to sign in"),
        data=_("The e-mail address, the time, and a scrambled form of the network address."),
        why=_("To keep other people out of your account."),
        who_sees=_("Nobody, unless something goes wrong."),
        trigger=_("the request"),
        keep="sign_in_requests",
        due=due_requests,
        purge=delete_requests,
        names=lambda request: [request.email],
        is_routine=True,
    ),
]


def account_of(who):
    """The account of ``who``, or ``None``."""
    return PortalAccount.objects.filter(email__iexact=who.email).first()


def person(who):
    """The account of ``who``, what it did, and how often somebody wished to sign in with their address."""
    records = []
    account = account_of(who)
    if account:
        signed_in = account.last_signed_in_at
        facts = {"email": account.email, "name": account.name, "number": account.pk}
        facts["last signed in"] = signed_in and signed_in.isoformat()
        records.append(Record(_("Account"), facts, account.created_at))
        records += [_event_record(event) for event in _events_of(account)]
    asked = SignInRequest.objects.filter(email__iexact=who.email).count()
    if asked:
        records.append(Record(_("Requests to sign in"), {"count": asked}))
    return records


def _events_of(account):
    events = Event.objects.filter(actor_kind=account._meta.model_name, actor_id=str(account.pk))
    return events.select_related("content_type").order_by("sequence")


def _event_record(event):
    facts = {"about": f"{event.content_type.model} {event.object_id}"}
    return Record(_("Act"), {**facts, "from": event.from_state, "to": event.to_state}, event.at)


def mentions(words):
    """None: accounts hold no texts."""
    return []


def forget(who, *, at):
    """Close the account of ``who`` and delete their wishes to sign in. What the account did stays, without a name."""
    account = account_of(who)
    changed = close_accounts([account]) if account else 0
    return changed + delete_requests(SignInRequest.objects.filter(email__iexact=who.email))
