"""Editions and their parts in the Wagtail admin: edited while a draft, locked once published."""

from wagtail_charter.framework.viewsets.editions import EditionViewSet
from wagtail_charter.framework.viewsets.freezing import refuse_frozen_delete
from wagtail_charter.framework.viewsets.parts import AwardLevelViewSet, StatementViewSet, ThemeViewSet

#: What this room puts into the "Charter" menu.
framework_viewsets = [EditionViewSet, ThemeViewSet, StatementViewSet, AwardLevelViewSet]

__all__ = ["framework_viewsets", "refuse_frozen_delete"]
