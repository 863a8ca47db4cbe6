"""Editions and their parts in the Wagtail admin: edited while a draft, locked once published."""

from django.utils.translation import gettext_lazy as _

from wagtail_charter.foundations.viewsets import CharterSubmenu
from wagtail_charter.framework.viewsets.editions import EditionViewSet
from wagtail_charter.framework.viewsets.freezing import refuse_frozen_delete
from wagtail_charter.framework.viewsets.parts import AwardLevelViewSet, StatementViewSet, ThemeViewSet


class FrameworkGroup(CharterSubmenu):
    """Editions and their parts."""

    menu_label = _("Framework")
    menu_name = "charter-framework"
    menu_icon = "list-ul"
    menu_order = 600
    items = (EditionViewSet, ThemeViewSet, StatementViewSet, AwardLevelViewSet)


#: What this room puts into the "Charter" menu.
framework_viewsets = [FrameworkGroup]

__all__ = ["framework_viewsets", "refuse_frozen_delete"]
