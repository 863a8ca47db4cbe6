"""Carry a plan out: each award through the state door, with its event, in the caller's transaction."""

from django.utils.translation import gettext as _

from wagtail_charter.awards import rules
from wagtail_charter.awards.imports.holders import entered
from wagtail_charter.awards.models import Award, RegisterCount
from wagtail_charter.events.services import begin
from wagtail_charter.organisations.imports import saving as organisations
from wagtail_charter.organisations.models import Service

_BATCH = 500
REASON = "imported"


def carry_out(plan, *, by, progress):
    """Write what ``plan`` (see ``checking.Plan``) says; ``by`` is the actor of the events."""
    if plan.holders is not None:
        organisations.carry_out(plan.holders, by=None, progress=progress)
    keys = entered(plan.holders)
    rows = progress(plan.new, desc=_("Adding awards"), unit="")
    for wanted, service in _with_services(rows, keys):
        begin(_award(wanted, service), by=by, reason=REASON, at_state=wanted.at_state)
    for pk, changes in progress(plan.changed, desc=_("Changing awards"), unit=""):
        award = Award.objects.select_related("service").get(pk=pk)
        for name, value in changes.items():
            setattr(award, name, value)
        award.save(update_fields=[*changes])
    if plan.new:
        RegisterCount.objects.recount(Award.objects.on_register())


def _with_services(rows, entered_keys):
    """Each ``Wanted`` with its service and what an award copies from it, read a batch at a time."""
    batch = []
    for wanted in rows:
        batch.append((wanted, wanted.holder.pk or entered_keys[wanted.holder.key]))
        if len(batch) == _BATCH:
            yield from _resolved(batch)
            batch = []
    yield from _resolved(batch)


def _resolved(batch):
    services = Service.objects.select_related("provider", "region", "setting__group")
    held = services.in_bulk({key for _wanted, key in batch})
    return [(wanted, held[key]) for wanted, key in batch]


def _award(wanted, service):
    reference = None
    if not wanted.facts["is_external"]:
        reference = wanted.reference or rules.new_reference()
    return Award(service=service, provider_at_issue=service.provider, reference=reference, **wanted.facts)
