"""Rounds and messages to them, expressions of interest, and who belongs to organisations, in the Wagtail admin."""

from wagtail_charter.applications.viewsets.interest import InterestViewSet
from wagtail_charter.applications.viewsets.memberships import MembershipViewSet
from wagtail_charter.applications.viewsets.messages import MessageViewSet
from wagtail_charter.applications.viewsets.rounds import RoundViewSet

application_viewsets = [InterestViewSet, RoundViewSet, MessageViewSet, MembershipViewSet]

__all__ = ["InterestViewSet", "MembershipViewSet", "MessageViewSet", "RoundViewSet", "application_viewsets"]
