"""The register of rooms: every room's models and pages, so that Django finds them. Imports only."""

from wagtail_charter.accounts.models import PortalAccount, SignInRequest
from wagtail_charter.applications.models import (
    Application,
    ApplicationVersion,
    ContactLogEntry,
    ExpressionOfInterest,
    InterestQuestion,
    KeptText,
    Round,
    RoundMessage,
    StatementAnswer,
    StatementQuestion,
    TeamMember,
)
from wagtail_charter.applications.pages import ApplicationPage
from wagtail_charter.assessment.models import HearingChoice, Outcome, StatementRating, ThemeFeedback
from wagtail_charter.awards.models import Award, RegisterCount
from wagtail_charter.awards.pages import RegisterPage
from wagtail_charter.events.models import Event
from wagtail_charter.framework.models import (
    AwardLevel,
    CharterSettings,
    Criterion,
    EvidenceStatement,
    FrameworkEdition,
    LevelRule,
    RatingPoint,
    Theme,
    ThemeValue,
    Value,
)
from wagtail_charter.framework.pages import FrameworkPage
from wagtail_charter.governance.models import Hold, PersonExport, RetentionRun
from wagtail_charter.governance.pages import AccessibilityStatementPage, PrivacyPage
from wagtail_charter.letters.models import Letter
from wagtail_charter.organisations.models import (
    CareBoard,
    Membership,
    Organisation,
    OrganisationClaim,
    OrganisationIdentifier,
    Partnership,
    PracticeTheme,
    Region,
    Service,
    Setting,
    SettingGroup,
    Site,
)
from wagtail_charter.plans.models import ActionPlan, PlannedAction
from wagtail_charter.resources.models import ResourceAudience, ResourceFile, ResourceTopic
from wagtail_charter.resources.pages import ResourceIndexPage, ResourcePage
from wagtail_charter.showcase.models import (
    ConsentTask,
    GlossaryTerm,
    ShowcaseCounts,
    ShowcaseListing,
    ShowcaseListingTheme,
)
from wagtail_charter.showcase.pages import ShowcaseEntryPage, ShowcaseIndexPage
from wagtail_charter.support.models import Concern, ConcernNote, Contact
from wagtail_charter.training.models import TrainingSession
from wagtail_charter.training.pages import TrainingEventPage, TrainingIndexPage

__all__ = [
    "AccessibilityStatementPage",
    "ActionPlan",
    "Application",
    "ApplicationPage",
    "ApplicationVersion",
    "Award",
    "AwardLevel",
    "CareBoard",
    "CharterSettings",
    "Concern",
    "ConcernNote",
    "ConsentTask",
    "Contact",
    "ContactLogEntry",
    "Criterion",
    "Event",
    "EvidenceStatement",
    "ExpressionOfInterest",
    "FrameworkEdition",
    "FrameworkPage",
    "GlossaryTerm",
    "HearingChoice",
    "Hold",
    "InterestQuestion",
    "KeptText",
    "Letter",
    "LevelRule",
    "Membership",
    "Organisation",
    "OrganisationClaim",
    "OrganisationIdentifier",
    "Outcome",
    "Partnership",
    "PersonExport",
    "PlannedAction",
    "PortalAccount",
    "PracticeTheme",
    "PrivacyPage",
    "RatingPoint",
    "Region",
    "RegisterCount",
    "RegisterPage",
    "ResourceAudience",
    "ResourceFile",
    "ResourceIndexPage",
    "ResourcePage",
    "ResourceTopic",
    "RetentionRun",
    "Round",
    "RoundMessage",
    "Service",
    "Setting",
    "SettingGroup",
    "ShowcaseCounts",
    "ShowcaseEntryPage",
    "ShowcaseIndexPage",
    "ShowcaseListing",
    "ShowcaseListingTheme",
    "SignInRequest",
    "Site",
    "StatementAnswer",
    "StatementQuestion",
    "StatementRating",
    "TeamMember",
    "Theme",
    "ThemeFeedback",
    "ThemeValue",
    "TrainingEventPage",
    "TrainingIndexPage",
    "TrainingSession",
    "Value",
]
