"""Organisations, services, their classifications and claims of them in the Wagtail admin."""

from wagtail_charter.organisations.viewsets.claims import claim_viewsets
from wagtail_charter.organisations.viewsets.records import classification_viewsets, organisation_viewsets

__all__ = ["claim_viewsets", "classification_viewsets", "organisation_viewsets"]
