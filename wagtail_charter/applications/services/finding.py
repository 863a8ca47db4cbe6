"""Keeping the words by which the list of applications is searched true when what they name is changed."""

from django.db.models.signals import post_save

from wagtail_charter.applications.models import Application, Round
from wagtail_charter.applications.services.cases import searchable_text
from wagtail_charter.organisations.models import Organisation, Service

#: The way from an application to each thing whose name it is found by.
_FOUND_BY = {Service: "service", Organisation: "service__provider", Round: "round"}


def refresh_search(applications):
    """Write the words again by which ``applications`` (a queryset) are found. Returns how many had others."""
    changed = []
    for application in applications.select_related("service__provider", "round").iterator(chunk_size=500):
        words = searchable_text(application)
        if words != application.search_text:
            application.search_text = words
            changed.append(application)
    Application.objects.bulk_update(changed, ["search_text"], batch_size=200)
    return len(changed)


def connect():
    """Follow services, organisations and rounds that get another name or another provider. Once, at start."""
    for model in _FOUND_BY:
        uid = f"wagtail_charter.applications.finding.{model._meta.label_lower}"
        post_save.connect(_on_saved, sender=model, dispatch_uid=uid)


def _on_saved(sender, instance, created=False, raw=False, **kwargs):
    if not (created or raw):
        refresh_search(Application.objects.filter(**{_FOUND_BY[sender]: instance}))
