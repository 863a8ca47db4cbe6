"""Two organisations that are one become one."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex, Revision, RevisionMixin
from wagtail.search.index import Indexed, insert_or_update_object

from wagtail_charter.events.services import record_event
from wagtail_charter.organisations.models import Organisation, OrganisationClaim, Partnership, Service
from wagtail_charter.organisations.rules import check_can_merge, check_services, plan_merge, rows_about
from wagtail_charter.organisations.states import Standing

#: The action in Wagtail's log, registered in ``wagtail_hooks.py``.
MERGE_ACTION = "wagtail_charter.organisation.merge"
#: What the service that stays takes from the other where it says nothing itself.
_FILLED = ("setting", "region", "area", "import_key")


@transaction.atomic
def merge_organisations(organisation, *, into, by, joined=(), renamed=None):
    """Merge ``organisation`` into ``into``: two rows that are one legal body become one. Returns ``into``.

    Services, sites, identifiers, partnerships and memberships move; a site that both have becomes one; a partnership that would
    stand twice, or with itself, ends. ``organisation`` stays as a row that says what it was merged into, because
    awards name it as the provider of their day. ``by`` is the user who acts.

    Where both have a service of one name, ``joined`` holds the keys of those of ``organisation`` that are one with
    their namesake: all that any room keeps about them moves to it, and they go. ``renamed`` gives the new names of
    those that are services of their own, by key.

    The history keeps an event of each row that was merged or took one in; Wagtail's log keeps what moved. Merging
    once more into the same organisation changes nothing. Raises ``ValidationError`` as ``rules.check_can_merge`` and
    ``rules.check_services`` say; nothing is changed then.
    """
    organisation, into = _locked(organisation, into)
    if organisation.merged_into_id == into.pk:
        return into
    check_can_merge(organisation, into)
    plan = plan_merge(organisation, into, joined=joined, renamed=renamed)
    check_services(plan, into)
    noted = _noted(plan, organisation, into)
    _carry_out(plan, into, by=by)
    OrganisationClaim.objects.waiting().filter(organisation=organisation).update(organisation=into)
    organisation.merged_into = into
    organisation.save(update_fields=["merged_into", "updated_at"])
    _record_merge(organisation, into, by=by)
    log(organisation, MERGE_ACTION, user=by, data=noted)
    log(into, MERGE_ACTION, user=by, data=noted)
    return into


def _record_merge(one, into, *, by):
    """Two events, one after the other: of the row that was merged, and of the row that took it in."""
    record_event(one, held=Standing.IN_USE, to=Standing.MERGED, by=by, reason="merged")
    record_event(into, held=Standing.IN_USE, to=Standing.IN_USE, by=by, reason="took-in")


def _locked(organisation, into):
    """Both rows as they are now, held until the transaction ends, in one order so that two merges cannot wait."""
    rows = Organisation.objects.select_for_update().in_bulk(sorted({organisation.pk, into.pk}))
    if len({organisation.pk, into.pk} - rows.keys()):
        raise ValidationError(_("One of the two organisations was deleted. Go back to the list."))
    return rows[organisation.pk], rows[into.pk]


def _carry_out(plan, into, *, by):
    """Move each row with ``save()``, so that the search index and the reference index follow."""
    for service, name in plan.renamed_services:
        service.name = name.strip()
    for service in (*plan.services, *(service for service, _name in plan.renamed_services)):
        service.provider = into
        service.save(update_fields=["name", "provider", "updated_at"])
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
    for service, same in plan.joined_services:
        _join_services(service, same, by=by)
    for earlier in plan.earlier_merges:
        earlier.merged_into = into
        earlier.save(update_fields=["merged_into", "updated_at"])


def _join_services(service, same, *, by):
    """Make ``service`` one with ``same``: what is kept about it moves, and the row goes."""
    held = {_terms(each) for each in same.partnerships.all()}
    for each in Partnership.objects.filter(service=service):
        if _terms(each) in held:
            each.delete()
        else:
            each.service = same
            each.save(update_fields=["service"])
    for column, rows in rows_about(service):
        _move_rows(column, rows, same)
        _move_drafts(column, service, same)
    for name in _FILLED:
        if not getattr(same, name):
            setattr(same, name, getattr(service, name))
    same.sites.add(*service.sites.all())
    _record_merge(service, same, by=by)
    Service.objects.get(pk=service.pk).delete()
    same.save()


def _move_rows(column, rows, same):
    """Point ``rows`` to ``same``, past the guards of their models: that the two are one changes no fact."""
    keys = list(rows.values_list("pk", flat=True))
    manager = column.model._base_manager
    manager.filter(pk__in=keys).update(**{column.name: same})
    for row in manager.filter(pk__in=keys):
        if isinstance(row, Indexed):
            insert_or_update_object(row)
        if ReferenceIndex.model_is_indexable(column.model):
            ReferenceIndex.create_or_update_for_object(row)


def _move_drafts(column, service, same):
    """The same for versions of pages and snippets, so that a draft does not bring the service back that went."""
    if not issubclass(column.model, RevisionMixin):
        return
    of_model = Revision.objects.filter(content_type=ContentType.objects.get_for_model(column.model))
    for revision in of_model.filter(**{f"content__{column.name}": service.pk}):
        content = {**revision.content, column.name: same.pk}
        Revision.objects.filter(pk=revision.pk).update(content=content)


def _terms(partnership):
    return partnership.partner_id, partnership.kind, partnership.valid_from, partnership.valid_to


def _noted(plan, organisation, into):
    return {
        "organisation": {"id": organisation.pk, "name": organisation.name},
        "into": {"id": into.pk, "name": into.name},
        "counts": plan.counts,
    }
