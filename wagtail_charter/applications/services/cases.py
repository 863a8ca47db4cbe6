"""Entering applications, and who looks after them."""

from django.db import transaction
from django.utils import timezone

from wagtail_charter.applications.models import Application
from wagtail_charter.events.services import begin
from wagtail_charter.foundations import references


@transaction.atomic
def enter_application(
    service,
    *,
    round,
    lead_name,
    lead_email,
    by,
    at_state=None,
    sent_at=None,
    decided_at=None,
    caseworker=None,
    is_restricted=False,
):
    """Enter an application that reached the team outside the portal, or an earlier one.

    ``at_state``: where it stands (default: interested). Returns the application, with a reference of its own.
    """
    application = Application(
        reference=new_reference(),
        service=service,
        round=round,
        lead_name=lead_name,
        lead_email=lead_email,
        caseworker=caseworker,
        is_restricted=is_restricted,
        sent_at=sent_at,
        decided_at=decided_at,
    )
    application.search_text = searchable_text(application)
    return begin(application, by=by, at_state=at_state)


@transaction.atomic
def change_case(application, *, lead_name, lead_email, caseworker, is_restricted):
    """Change who leads the application and who looks after it; the list finds it under the new words."""
    application.lead_name = lead_name
    application.lead_email = lead_email
    application.caseworker = caseworker
    application.is_restricted = is_restricted
    application.search_text = searchable_text(application)
    application.save(
        update_fields=["lead_name", "lead_email", "caseworker", "is_restricted", "search_text", "updated_at"]
    )
    return application


def searchable_text(application):
    """What the list of applications searches: reference, service, provider, round and lead, in one column.

    One column, because a search across joins reads every row of every table.
    """
    service = application.service
    words = [
        application.reference,
        service.name,
        service.provider.name,
        application.round.label,
        application.lead_name,
        application.lead_email,
    ]
    return "\n".join(words)


def new_reference():
    """A reference that no application has and nobody can guess: A, the year, eight random signs."""
    return references.new_reference(
        f"A-{timezone.localdate().year}",
        is_taken=lambda each: Application.objects.filter(reference=each).exists(),
    )


def hold_application(application):
    """The row of ``application`` afresh, with its service and round, held until the caller's transaction ends."""
    rows = Application.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("service__provider", "round__edition", "round__contact", "contact").get(
        pk=application.pk
    )
