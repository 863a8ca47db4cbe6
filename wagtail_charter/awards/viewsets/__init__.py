"""Awards in the Wagtail admin: read and listed; issued and moved on by views of their own."""

from wagtail_charter.awards.viewsets.cases import IssueForView, award_section, to_issue
from wagtail_charter.awards.viewsets.lists import AwardViewSet

#: What this room puts into the "Charter" menu.
award_viewsets = [AwardViewSet]

__all__ = ["IssueForView", "award_section", "award_viewsets", "to_issue"]
