"""Rounds and expressions of interest in the Wagtail admin."""

from wagtail_charter.applications.viewsets.interest import InterestViewSet
from wagtail_charter.applications.viewsets.rounds import RoundViewSet

application_viewsets = [InterestViewSet, RoundViewSet]

__all__ = ["InterestViewSet", "RoundViewSet", "application_viewsets"]
