"""Drafts an entry for a service that asked for one when it accepted its award. It is never published by itself."""

import json
import logging
from functools import partial
from html import escape

from django.db import transaction
from django.db.models.signals import post_save
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from wagtail_charter.applications.models import Application
from wagtail_charter.applications.notifications import place_of
from wagtail_charter.applications.states import ApplicationState
from wagtail_charter.assessment.models import Outcome
from wagtail_charter.conf import conf
from wagtail_charter.events.models import Event
from wagtail_charter.framework.models import CharterSettings
from wagtail_charter.showcase.blocks import Attribution
from wagtail_charter.showcase.models import EntryToWrite
from wagtail_charter.showcase.pages import ShowcaseEntryPage, ShowcaseIndexPage

logger = logging.getLogger(__name__)

_ACCEPTED = (ApplicationState.ACCEPTED, ApplicationState.AWARDED, ApplicationState.WORKING_TOWARDS)


def waiting_for_draft():
    """Outcomes whose service asked for an entry that is not drafted yet, the oldest first."""
    asked = Outcome.objects.filter(wants_showcase=True, application__state__in=_ACCEPTED)
    return asked.filter(application__entry_to_write=None).order_by("accepted_at", "pk")


def draft_entries():
    """Draft every entry that was asked for and is not there yet; ``charter_tick`` runs it too. Returns words."""
    drafted = sum(
        draft_entry(pk) is not None for pk in list(waiting_for_draft().values_list("pk", flat=True))
    )
    return _("%(number)d drafted") % {"number": drafted}


@transaction.atomic
def draft_entry(outcome_id):
    """Draft the entry that the outcome ``outcome_id`` asks for, below the first showcase of its site, once.

    A service that has an entry already gets no second one. Returns the ``EntryToWrite``, or ``None`` where there is
    nothing to do, or no showcase yet: then it waits.
    """
    held = Outcome.objects.select_for_update(of=("self",)).filter(pk=outcome_id)
    outcome = held.select_related("application__service__provider").first()
    if outcome is None or not waiting_for_draft().filter(pk=outcome_id).exists():
        return None
    application = outcome.application
    entry = ShowcaseEntryPage.objects.filter(service=application.service_id).order_by("path").first()
    if entry is None:
        site = place_of(application).site
        index = _first_index(site)
        if index is None:
            return None
        entry = _draft(index, outcome, site)
    return EntryToWrite.objects.create(application=application, entry=entry)


def _first_index(site):
    if site is None:
        return None
    rows = ShowcaseIndexPage.objects.live().descendant_of(site.root_page, inclusive=True)
    return rows.order_by("path").first()


def _draft(index, outcome, site):
    service = outcome.application.service
    body = [
        {
            "type": "paragraph",
            "value": f"<p>{escape(_('Write here what the service does, in its own words.'))}</p>",
        }
    ]
    if outcome.may_be_quoted and outcome.quotable_line:
        scheme = CharterSettings.for_site(site).scheme_name
        quote = {
            "text": outcome.quotable_line,
            "attribution": Attribution.ROLE_ONLY,
            "role": _("The assessment panel"),
            "organisation": scheme,
        }
        body.append({"type": "quote", "value": quote})
    entry = ShowcaseEntryPage(
        title=service.name,
        service=service,
        summary=_("Write one or two sentences about the service here."),
        body=json.dumps(body),
        live=False,
        has_unpublished_changes=True,
        locale=index.locale,
    )
    Page.objects.get(pk=index.pk).add_child(instance=entry)
    entry.save_revision()
    log(instance=entry, action="wagtail.create", content_changed=True)
    return entry


def follow_acceptances():
    """Draft an entry as soon as a result that asks for one is accepted. Once, at start."""
    post_save.connect(_on_event, sender=Event, dispatch_uid="wagtail_charter.showcase.draft_on_acceptance")


def _on_event(sender, instance, **kwargs):
    is_acceptance = instance.to_state == ApplicationState.ACCEPTED
    if is_acceptance and conf.is_room_on("showcase") and instance.content_type.model_class() is Application:
        # The choices of the service are written after the move: look at them once all of it stands.
        transaction.on_commit(partial(_draft_for, instance.object_id), robust=True)


def _draft_for(application_id):
    outcome = waiting_for_draft().filter(application=application_id).values_list("pk", flat=True).first()
    if outcome:
        draft_entry(outcome)
