"""What the support room holds about people: concerns, and named contacts."""

import re

from django.utils.translation import gettext_lazy as _

from wagtail_charter.foundations.retention import Holding, Record, clear_traces, excerpt
from wagtail_charter.support.models import Concern, ConcernNote, Contact
from wagtail_charter.support.states import ConcernState


def due_concerns(before):
    """Concerns that were closed before ``before``."""
    return Concern.objects.filter(state=ConcernState.CLOSED, closed_at__lt=before)


def delete_concerns(concerns):
    """Delete ``concerns`` with their notes. Returns how many."""
    clear_traces(concerns)
    keys = [concern.pk for concern in concerns]
    ConcernNote.objects.filter(concern__in=keys).delete()
    return Concern.objects.filter(pk__in=keys).delete()[0]


HOLDINGS = [
    Holding(
        slug="concerns",
        room="support",
        what=_("Messages that say somebody is worried about a person"),
        data=_("What was told to us, your name and how to reach you if you gave them, and what we did."),
        why=_("To keep people safe, and to be able to show what was done."),
        who_sees=_("The safeguarding contact, and whoever they ask to help."),
        trigger=_("the day the concern was closed"),
        keep="concerns",
        due=due_concerns,
        purge=delete_concerns,
        names=lambda concern: [*concern.reply_to.split(), concern.about_reference],
    ),
    Holding(
        slug="contacts",
        room="support",
        what=_("Named contacts"),
        data=_("The name, work and ways to reach the people who help you."),
        why=_("So that you always know whom to turn to."),
        who_sees=_("Everybody: these names are on our pages."),
        trigger=_("the day they stop being a contact, when the charter team removes them"),
    ),
]


def person(who):
    """The concerns that ``who`` sent with their address, and ``who`` as a named contact."""
    concerns = [
        Record(
            _("Concern"),
            {"words": concern.words, "name": concern.reply_name, "how to reach": concern.reply_to},
            concern.created_at,
        )
        for concern in _concerns_of(who)
    ]
    contacts = [
        Record(
            _("Named contact"), {"name": contact.name, "role": contact.role, "phone": contact.phone, "email": contact.email}
        )
        for contact in Contact.objects.filter(email__iexact=who.email)
    ]  # fmt: skip
    return concerns + contacts


def _concerns_of(who):
    """The concerns with the address of ``who``, and with no longer address that ends in it."""
    whole = re.compile(rf"(?<![\w.+-]){re.escape(who.email)}(?![\w-])", re.IGNORECASE)
    rows = Concern.objects.filter(reply_to__icontains=who.email).order_by("created_at")
    return [concern for concern in rows if whole.search(concern.reply_to)]


def mentions(words):
    """Concerns and notes that name one of ``words``. Whoever reads them has to ask the safeguarding contact first."""
    texts = [
        (_("Concern"), concern.pk, concern.words, concern.created_at)
        for concern in Concern.objects.iterator()
    ]
    texts += [
        (_("Note on a concern"), note.pk, note.words, note.at) for note in ConcernNote.objects.iterator()
    ]
    return [
        Record(kind, {"number": number, "words": said}, at)
        for kind, number, text, at in texts
        if (said := excerpt(text, words))
    ]


def reasons_to_keep(who):
    """What has to happen before ``who`` can be forgotten here."""
    reasons = []
    if any(concern.state != ConcernState.CLOSED for concern in _concerns_of(who)):
        reasons.append(_("A concern that they sent is still open. The safeguarding contact closes it first."))
    if Contact.objects.filter(email__iexact=who.email).exists():
        reasons.append(_("They are a named contact. Remove the contact in the admin first."))
    return reasons


def forget(who, *, at):
    """Take the name and the address out of closed concerns. What they told us stays for its own period."""
    keys = [concern.pk for concern in _concerns_of(who)]
    return Concern.objects.filter(pk__in=keys).update(reply_name="", reply_to="")
