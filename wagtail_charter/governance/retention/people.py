"""What people can ask of those who hold data about them: a copy, and to be forgotten."""

import json
from collections import Counter
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_charter.foundations.files import private_name
from wagtail_charter.foundations.retention import Person, searchable
from wagtail_charter.governance.models import PersonExport, RetentionRun
from wagtail_charter.governance.retention.holding import held_references
from wagtail_charter.governance.retention.logging import subject_of, write_line
from wagtail_charter.governance.retention.rooms import ROOMS
from wagtail_charter.governance.states import RunKind

#: After so many days a plan to forget somebody says too little about today.
PLAN_DAYS = 30
_PAGE = "wagtail_charter/governance/includes/_person_export.html"


def person_of(email):
    """A ``Person``; raises ``ValidationError`` when ``email`` is no address."""
    try:
        return Person(email)
    except ValueError as error:
        raise ValidationError(
            _("Enter an email address in the correct format, like name@example.com")
        ) from error


def find_person(who):
    """Everything that the rooms hold about ``who``: records, and texts that name them for a person to read."""
    records = [(_room_name(room), record) for room in ROOMS for record in room.person(who)]
    names = [record.facts.get("name") for _room, record in records]
    words = searchable([who.email, *names])
    mentions = [(_room_name(room), record) for room in ROOMS for record in room.mentions(words)]
    return records, mentions


@transaction.atomic
def export_person(email):
    """Write everything that is held about the person with the address ``email`` into two private files.

    Returns the ``PersonExport``: ``page`` to read, ``document`` (JSON) for programs. The log keeps that a copy was
    made, and no address. Raises ``ValidationError`` when ``email`` is no address.
    """
    who = person_of(email)
    records, mentions = find_person(who)
    made_at = timezone.now()
    facts = {
        "email": who.email,
        "made_at": made_at.isoformat(),
        "records": [_as_json(room, record) for room, record in records],
        "mentions": [_as_json(room, record) for room, record in mentions],
    }
    page = render_to_string(
        _PAGE,
        {
            "who": who,
            "made_at": made_at,
            "records": [record for _room, record in records],
            "mentions": [record for _room, record in mentions],
        },
    )
    document = json.dumps(facts, ensure_ascii=False, indent=2, default=str)
    export = PersonExport(made_at=made_at)
    folder = f"person-exports/{private_name('')}"
    export.page.save(f"{folder}/person.html", ContentFile(page.encode()), save=False)
    export.document.save(f"{folder}/person.json", ContentFile(document.encode()), save=False)
    export.save()
    write_line(RunKind.EXPORTED, [{"records": len(records), "mentions": len(mentions)}], who=who)
    return export


def _as_json(room, record):
    at = record.at and record.at.isoformat()
    return {"room": room, "kind": str(record.kind), "at": at, "facts": record.facts}


def _room_name(room):
    return room.__name__.split(".")[1]


def plan_erasure(email):
    """Write down what forgetting the person with the address ``email`` would touch. Changes nothing else.

    Returns the ``RetentionRun``, whose number confirms it, and a list of sentences: what has to happen first.
    """
    who = person_of(email)
    records, mentions = find_person(who)
    kinds = Counter((room, str(record.kind)) for room, record in records)
    lines = [{"room": room, "kind": kind, "count": count} for (room, kind), count in sorted(kinds.items())]
    lines.append(
        {"room": "", "kind": _("Texts that name them, for a person to read"), "count": len(mentions)}
    )
    return write_line(RunKind.ERASE_PLAN, lines, who=who), _reasons_to_keep(who, records)


@transaction.atomic
def erase_person(email, number):
    """Forget the person with the address ``email``, as the plan ``number`` says: all of it or nothing.

    Names and addresses go, accounts are closed; decisions, and versions that were sent, stay. Returns the
    ``RetentionRun`` of kind ``erased``. Raises ``ValidationError`` without a fresh plan for this very address, under a
    legal hold, and while a room says that something has to happen first.
    """
    who = person_of(email)
    plan = RetentionRun.objects.select_for_update().filter(number=number, kind=RunKind.ERASE_PLAN).first()
    if plan is None or plan.subject != subject_of(who.email):
        raise ValidationError(_("There is no plan %(number)s for this address.") % {"number": number})
    if RetentionRun.objects.filter(plan=plan).exists():
        raise ValidationError(_("The plan %(number)s was carried out already.") % {"number": number})
    if plan.at < timezone.now() - timedelta(days=PLAN_DAYS):
        raise ValidationError(_("The plan %(number)s is too old. Make a new one.") % {"number": number})
    records, _mentions = find_person(who)
    reasons = _reasons_to_keep(who, records)
    if reasons:
        raise ValidationError(reasons)
    at = timezone.now()
    lines = [{"room": _room_name(room), "changed": room.forget(who, at=at)} for room in ROOMS]
    return write_line(RunKind.ERASED, lines, who=who, plan=plan)


def _reasons_to_keep(who, records):
    held = held_references()
    theirs = {who.email.casefold()}
    theirs |= {
        str(record.facts["reference"]).casefold() for _r, record in records if "reference" in record.facts
    }
    reasons = [
        _("A legal hold keeps %(reference)s. Release it first.") % {"reference": reference}
        for reference in sorted(theirs & held)
    ]
    return reasons + [
        str(reason)
        for room in ROOMS
        if hasattr(room, "reasons_to_keep")
        for reason in room.reasons_to_keep(who)
    ]
