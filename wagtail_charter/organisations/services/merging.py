"""Two organisations that are one become one."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from wagtail_charter.organisations.models import Organisation, OrganisationClaim
from wagtail_charter.organisations.rules import check_can_merge, plan_merge

#: The action in Wagtail's log, registered in ``wagtail_hooks.py``.
MERGE_ACTION = "wagtail_charter.organisation.merge"


@transaction.atomic
def merge_organisations(organisation, *, into, by):
    """Merge ``organisation`` into ``into``: two rows that are one legal body become one. Returns ``into``.

    Services, sites, identifiers, partnerships and memberships move; a site that both have becomes one; a partnership that would
    stand twice, or with itself, ends. ``organisation`` stays as a row that says what it was merged into, because
    awards name it as the provider of their day. ``by`` is the user who acts; Wagtail's log keeps what moved.

    Merging once more into the same organisation changes nothing. Raises ``ValidationError`` as
    ``rules.check_can_merge`` says; nothing is changed then.
    """
    organisation, into = _locked(organisation, into)
    if organisation.merged_into_id == into.pk:
        return into
    check_can_merge(organisation, into)
    plan = plan_merge(organisation, into)
    _carry_out(plan, into)
    OrganisationClaim.objects.waiting().filter(organisation=organisation).update(organisation=into)
    organisation.merged_into = into
    organisation.save(update_fields=["merged_into", "updated_at"])
    log(organisation, MERGE_ACTION, user=by, data=_noted(plan, organisation, into))
    log(into, MERGE_ACTION, user=by, data=_noted(plan, organisation, into))
    return into


def _locked(organisation, into):
    """Both rows as they are now, held until the transaction ends, in one order so that two merges cannot wait."""
    rows = Organisation.objects.select_for_update().in_bulk(sorted({organisation.pk, into.pk}))
    if len({organisation.pk, into.pk} - rows.keys()):
        raise ValidationError(_("One of the two organisations was deleted. Go back to the list."))
    return rows[organisation.pk], rows[into.pk]


def _carry_out(plan, into):
    """Move each row with ``save()``, so that the search index and the reference index follow."""
    for service in plan.services:
        service.provider = into
        service.save(update_fields=["provider", "updated_at"])
    for row in (*plan.identifiers, *plan.sites, *plan.memberships):
        row.organisation = into
        row.save(update_fields=["organisation"])
    for membership in plan.ended_memberships:
        membership.ended_at = timezone.now()
        membership.save(update_fields=["ended_at", "updated_at"])
    for partnership in plan.partnerships:
        partnership.partner = into
        partnership.save(update_fields=["partner"])
    for partnership in plan.ended_partnerships:
        partnership.delete()
    for site, same in plan.joined_sites:
        for service in site.services.all():
            service.sites.add(same)
            service.sites.remove(site)
            service.save()
        site.delete()
    for earlier in plan.earlier_merges:
        earlier.merged_into = into
        earlier.save(update_fields=["merged_into", "updated_at"])


def _noted(plan, organisation, into):
    return {
        "organisation": {"id": organisation.pk, "name": organisation.name},
        "into": {"id": into.pk, "name": into.name},
        "counts": plan.counts,
    }
