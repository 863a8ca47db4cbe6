"""Rounds, expressions of interest and messages to rounds in the Wagtail admin."""

from wagtail_charter.applications.viewsets.interest import InterestViewSet
from wagtail_charter.applications.viewsets.messages import MessageViewSet
from wagtail_charter.applications.viewsets.rounds import RoundViewSet

application_viewsets = [InterestViewSet, RoundViewSet, MessageViewSet]

__all__ = ["InterestViewSet", "MessageViewSet", "RoundViewSet", "application_viewsets"]
