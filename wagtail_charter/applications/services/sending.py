"""Sending an application, once, and withdrawing it."""

import hashlib
import json
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from wagtail_charter.applications import notifications
from wagtail_charter.applications.models import ApplicationVersion
from wagtail_charter.applications.rules import check_ready_to_send
from wagtail_charter.applications.services.cases import hold_application
from wagtail_charter.applications.states import WRITING_STATES, ApplicationState
from wagtail_charter.events.services import move
from wagtail_charter.framework.models import EvidenceStatement

_FORMAT = 1


@transaction.atomic
def send_application(
    application, *, by, declared_name, declared_role, declaration, site=None, record_path=""
):
    """Send a complete application while its round is open; its lead gets a letter. Returns the ``ApplicationVersion``.

    Once: a second press returns the version that was sent. What was sent is frozen with its declaration.
    ``record_path``: the address of the record, for the letter. Raises ``ValidationError``, whose sentence is for the
    applicant, when something is missing or the round has closed (``rules.check_ready_to_send``).
    """
    held = hold_application(application)
    if held.state not in WRITING_STATES and (sent := latest_version(held)):
        return sent
    now = timezone.now()
    statements, answers = statements_and_answers(held)
    check_ready_to_send(held, statements, answers, at=now)
    if held.state == ApplicationState.INVITED:
        move(held, to=ApplicationState.DRAFTING, by=by, reason="first-answer")
    move(held, to=ApplicationState.SENT, by=by, sent_at=now)
    version = freeze_version(
        held,
        content_of(held, statements, answers),
        at=now,
        by=by,
        declared_name=declared_name,
        declared_role=declared_role,
        declaration=declaration,
    )
    notifications.application_sent(held, version, site=site, path=record_path)
    return version


@transaction.atomic
def withdraw_application(application, *, by, site=None, path=""):
    """Take ``application`` back at the applicant's wish, at any time before its end; its lead gets a letter.

    A second press changes nothing. Returns the application. Raises ``InvalidTransition`` once it has come to its end.
    """
    held = hold_application(application)
    if held.state == ApplicationState.WITHDRAWN:
        return held
    move(held, to=ApplicationState.WITHDRAWN, by=by, withdrawn_at=timezone.now())
    notifications.application_withdrawn(held, site=site, path=path)
    return held


def latest_version(application):
    """What was sent last, or ``None``."""
    return application.versions.order_by("-number").first()


def freeze_version(application, content, *, at, by, **declared):
    """Keep ``content`` as the next version of ``application``, for good. ``declared``: by whom, their work, the words.

    Runs in the caller's transaction, after ``hold_application``. Returns the ``ApplicationVersion``.
    """
    before = latest_version(application)
    return ApplicationVersion.objects.create(
        application=application,
        number=before.number + 1 if before else 1,
        sent_at=at,
        sent_by=by,
        content=content,
        content_hash=content_hash(content),
        **declared,
    )


def statements_and_answers(application):
    """The statements of the application's edition in their order, and its answers by the statement's key: two queries."""
    statements = list(
        EvidenceStatement.objects.for_edition(application.round.edition_id).select_related("theme")
    )
    answers = {answer.statement_id: answer for answer in application.answers.described()}
    return statements, answers


def content_of(application, statements, answers):
    """What would be sent now, as a JSON object (format 1 of ``ApplicationVersion``)."""
    edition, service = application.round.edition, application.service
    return {
        "format": _FORMAT,
        "reference": application.reference,
        "edition": {"name": edition.name, "version": edition.version, "label": edition.edition_label},
        "round": application.round.label,
        "service": {"name": service.name, "provider": service.provider.name, "area": service.area},
        "lead": {"name": application.lead_name},
        "themes": [
            {
                "code": theme.code,
                "name": theme.name,
                "statements": [_entry(each, answers.get(each.pk)) for each in asked],
            }
            for theme, asked in groupby(statements, lambda each: each.theme)
        ],
    }


def content_hash(content):
    """The SHA-256 of ``content`` as canonical JSON: keys in order, no spaces, UTF-8."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _entry(statement, answer):
    return {
        "code": statement.code,
        "title": statement.title,
        "question": statement.question,
        "answer": answer.text if answer else "",
        "does_not_apply": bool(answer and answer.does_not_apply),
        "source": answer.source if answer else "",
        "source_on": answer.source_on.isoformat() if answer and answer.source_on else "",
    }
