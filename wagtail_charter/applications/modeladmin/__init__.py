"""The list of applications in the admin: the one place of ``wagtail-modeladmin``, for its permissions object by object.

The page of one case is made of parts that rooms hand in: see ``casework.py``.
"""

from wagtail_charter.applications.modeladmin.cases import ApplicationAdmin
from wagtail_charter.applications.modeladmin.casework import (
    CaseSection,
    CaseStepView,
    TodayList,
    case_step_url,
    case_url,
    find_case,
    register_case_section,
    register_case_step,
    register_today,
)
from wagtail_charter.applications.modeladmin.questions import register_questions
from wagtail_charter.applications.modeladmin.reading import CASE_SECTIONS
from wagtail_charter.applications.modeladmin.steps import CASE_STEPS
from wagtail_charter.applications.modeladmin.today import TODAY_LISTS, TodayViewSet, add_today_panel

__all__ = [
    "CASE_SECTIONS",
    "CASE_STEPS",
    "TODAY_LISTS",
    "ApplicationAdmin",
    "CaseSection",
    "CaseStepView",
    "TodayList",
    "TodayViewSet",
    "add_today_panel",
    "case_step_url",
    "case_url",
    "find_case",
    "register_case_section",
    "register_case_step",
    "register_questions",
    "register_today",
]
