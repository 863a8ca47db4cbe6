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
from wagtail_charter.applications.modeladmin.steps import CASE_STEPS

__all__ = [
    "CASE_STEPS",
    "ApplicationAdmin",
    "CaseSection",
    "CaseStepView",
    "TodayList",
    "case_step_url",
    "case_url",
    "find_case",
    "register_case_section",
    "register_case_step",
    "register_today",
]
