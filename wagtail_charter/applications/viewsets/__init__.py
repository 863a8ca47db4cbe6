"""Rounds, expressions of interest, and who belongs to organisations that apply, in the Wagtail admin."""

from wagtail_charter.applications.viewsets.interest import InterestViewSet
from wagtail_charter.applications.viewsets.memberships import MembershipViewSet
from wagtail_charter.applications.viewsets.rounds import RoundViewSet

application_viewsets = [InterestViewSet, RoundViewSet, MembershipViewSet]

__all__ = ["InterestViewSet", "MembershipViewSet", "RoundViewSet", "application_viewsets"]
