"""A document that a host has made its own."""

from django.db import models
from wagtail.documents.models import AbstractDocument, Document


class ReviewedDocument(AbstractDocument):
    """A document with a date of review."""

    review_on = models.DateField(null=True, blank=True)
    admin_form_fields = (*Document.admin_form_fields, "review_on")
