"""Value, theme, evidence statement, criterion and level, held together and frozen by an edition."""

from wagtail_charter.framework.models.editions import FrameworkEdition, Freezable, RatingPoint, Value
from wagtail_charter.framework.models.levels import AwardLevel, LevelRule
from wagtail_charter.framework.models.settings import CharterSettings
from wagtail_charter.framework.models.statements import Criterion, EvidenceStatement, Theme, ThemeValue

__all__ = [
    "AwardLevel",
    "CharterSettings",
    "Criterion",
    "EvidenceStatement",
    "FrameworkEdition",
    "Freezable",
    "LevelRule",
    "RatingPoint",
    "Theme",
    "ThemeValue",
    "Value",
]
