"""What the governance room itself holds about people: copies made for them, and holds that name an address."""

from django.utils.translation import gettext_lazy as _

from wagtail_charter.foundations.retention import Holding, Record
from wagtail_charter.governance.models import Hold, PersonExport


def due_exports(before):
    """Copies from before ``before``."""
    return PersonExport.objects.filter(made_at__lt=before)


def delete_exports(exports):
    """Delete copies with their files. Returns how many."""
    for export in exports:
        export.page.delete(save=False)
        export.document.delete(save=False)
    return PersonExport.objects.filter(pk__in=[export.pk for export in exports]).delete()[0]


HOLDINGS = [
    Holding(
        slug="person_exports",
        room="governance",
        what=_("Copies that we make for you when you ask what we hold"),
        data=_("Everything that we hold about you."),
        why=_("To hand it over to you."),
        who_sees=_("The people who look after information rights."),
        trigger=_("the day the copy was made"),
        keep="person_exports",
        due=due_exports,
        purge=delete_exports,
        is_routine=True,
    ),
]


def person(who):
    """The legal holds that name the address of ``who``."""
    return [
        Record(
            _("Legal hold"),
            {"reference": hold.reference, "in force": hold.released_at is None},
            hold.placed_at,
        )
        for hold in Hold.objects.filter(reference__iexact=who.email).order_by("placed_at")
    ]


def mentions(words):
    """None: the reasons of holds are not about people's lives."""
    return []


def forget(who, *, at):
    """Take the address out of holds that were released."""
    rows = Hold.objects.filter(reference__iexact=who.email, released_at__isnull=False)
    return rows.update(reference="", reason="")
