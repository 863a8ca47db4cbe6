"""Carry a plan out: in one transaction and in batches, so that queries grow by the batch and not by the row."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry
from wagtail.search.backends import get_search_backends

from wagtail_charter.organisations.models import Organisation, OrganisationIdentifier, Partnership, Service

_BATCH = 500
_COLUMNS = {
    Organisation: [
        "name",
        "short_name",
        "provider_type",
        "region",
        "care_board",
        "website",
        "is_fictional",
        "import_key",
        "updated_at",
    ],
    Service: ["setting", "age_group", "region", "area", "is_fictional", "updated_at"],
}


@transaction.atomic
def carry_out(plan, *, by, progress):
    """Write what ``plan`` (see ``judging.Plan``) says; ``by`` is named in the log."""
    for term in plan.terms:
        term.save()
    for term, later in plan.replacements:
        term.replaced_by = later
        term.save(update_fields=["replaced_by"])
    for model in (Organisation, Service):
        _write(model, plan.added[model], plan.changed[model], by, progress)
        if model is Organisation:
            OrganisationIdentifier.objects.bulk_create(plan.identifiers, batch_size=_BATCH)
    Partnership.objects.bulk_create(plan.partnerships, batch_size=_BATCH)


def _write(model, added, changed, by, progress):
    name = model._meta.verbose_name_plural
    for rows in progress(_batches(added), desc=_("Adding %s") % name, unit=""):
        model.objects.bulk_create(rows)
        _afterwards(model, rows, "wagtail.create", by)
    for rows in progress(_batches(changed), desc=_("Changing %s") % name, unit=""):
        for row in rows:
            row.updated_at = timezone.now()
        model.objects.bulk_update(rows, _COLUMNS[model])
        _afterwards(model, rows, "wagtail.edit", by)


def _batches(rows):
    return [rows[start : start + _BATCH] for start in range(0, len(rows), _BATCH)]


def _afterwards(model, rows, action, by):
    """What ``save()`` and the admin would have done for each row: the log, and the search index on commit."""
    content_type = ContentType.objects.get_for_model(model)
    now = timezone.now()
    ModelLogEntry.objects.bulk_create(
        ModelLogEntry(
            content_type=content_type,
            object_id=str(row.pk),
            label=str(row),
            action=action,
            timestamp=now,
            user=by,
            content_changed=True,
        )
        for row in rows
    )
    keys = [row.pk for row in rows]
    transaction.on_commit(lambda: _index(model, keys))


def _index(model, keys):
    """Put rows into the search index, read afresh with what is indexed of others."""
    rows = model.objects.filter(pk__in=keys)
    if model is Service:
        rows = rows.select_related("provider")
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(model, list(rows))
