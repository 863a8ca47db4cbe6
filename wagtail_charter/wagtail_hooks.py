"""The switchboard to the Wagtail admin: registers what the rooms offer; no logic."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup
from wagtail_modeladmin.options import modeladmin_register

from wagtail_charter.accounts.services import SIGN_OUT_ACTION
from wagtail_charter.accounts.viewsets import account_viewsets
from wagtail_charter.applications.modeladmin import (
    CASE_SECTIONS,
    CASE_STEPS,
    TODAY_LISTS,
    ApplicationAdmin,
    TodayViewSet,
    add_today_panel,
    register_case_section,
    register_case_step,
    register_questions,
    register_today,
)
from wagtail_charter.applications.viewsets import application_viewsets
from wagtail_charter.assessment.modeladmin import (
    ASSESSMENT_SECTIONS,
    ASSESSMENT_STEPS,
    ASSESSMENT_TODAY,
    CalledStep,
    CloseStep,
    accepted_section,
    calls_today,
    calls_urlpatterns,
    hearing_section,
)
from wagtail_charter.awards.permissions import refuse_bulk_changes
from wagtail_charter.awards.viewsets import IssueForView, award_section, award_viewsets, to_issue
from wagtail_charter.conf import conf
from wagtail_charter.foundations.reports import review_menu_item, review_urlpatterns
from wagtail_charter.foundations.viewsets import CharterSubmenu, refuse_protected_delete
from wagtail_charter.framework.permissions import register_policies as register_framework_policies
from wagtail_charter.framework.viewsets import framework_viewsets, refuse_frozen_delete
from wagtail_charter.governance.viewsets import governance_viewsets
from wagtail_charter.letters.viewsets import TRY_AGAIN_ACTION, letter_viewsets
from wagtail_charter.organisations.services import MERGE_ACTION
from wagtail_charter.organisations.urls import admin_urlpatterns as organisation_admin_urlpatterns
from wagtail_charter.organisations.viewsets import (
    claim_viewsets,
    classification_viewsets,
    organisation_viewsets,
)
from wagtail_charter.plans.modeladmin import PLAN_STEPS, plan_section
from wagtail_charter.plans.viewsets import plan_viewsets
from wagtail_charter.resources.viewsets import resource_viewsets
from wagtail_charter.showcase.modeladmin import entries_to_write, entries_urlpatterns, entries_without_place
from wagtail_charter.showcase.urls import admin_urlpatterns as showcase_admin_urlpatterns
from wagtail_charter.showcase.viewsets import document_buttons, showcase_entry_viewset, showcase_viewsets
from wagtail_charter.support.viewsets import concern_viewsets, support_viewsets
from wagtail_charter.training.viewsets import (
    refuse_bulk_delete_of_events,
    refuse_delete_of_events,
    training_viewsets,
)


def _of_rooms_on(viewsets_by_room):
    """The viewsets of the rooms that are on, in the order of the menu: Wagtail 7.4 keeps to the order of this list."""
    offered = [
        viewset
        for room, viewsets in viewsets_by_room.items()
        if conf.is_room_on(room)
        for viewset in viewsets
    ]
    return sorted(offered, key=lambda viewset: viewset.menu_order)


class ClassificationGroup(CharterSubmenu):
    """The lists of words that things are sorted and found by."""

    menu_label = _("Classifications")
    menu_name = "charter-classifications"
    menu_icon = "tag"
    menu_order = 900
    items = _of_rooms_on(
        {
            "organisations": classification_viewsets,
            "resources": resource_viewsets,
            "showcase": showcase_viewsets,
        }
    )


class CharterGroup(SnippetViewSetGroup):
    """The "Charter" menu: what the team works with, in the order of ``menu_order``. A room that is off is left out."""

    menu_label = _("Charter")
    menu_name = "charter"
    menu_icon = "circle-check"
    menu_order = 150
    items = _of_rooms_on(
        {
            "organisations": [*organisation_viewsets, ClassificationGroup],
            "framework": framework_viewsets,
            "training": training_viewsets,
            "awards": award_viewsets,
            "applications": [TodayViewSet, *application_viewsets],
            "plans": plan_viewsets,
            "support": support_viewsets,
            "governance": governance_viewsets,
            "accounts": account_viewsets,
            "letters": [*letter_viewsets, *concern_viewsets],
            "portal": claim_viewsets,
        }
    )


register_framework_policies()
register_snippet(CharterGroup)

if conf.is_room_on("applications"):
    modeladmin_register(ApplicationAdmin)
    hooks.register("construct_homepage_panels", add_today_panel)
    for step in CASE_STEPS:
        register_case_step(step)
    for section in CASE_SECTIONS:
        register_case_section(section)
    for waiting in TODAY_LISTS:
        register_today(waiting)
    register_questions()

if conf.is_room_on("plans"):
    register_case_section(plan_section)
    for step in PLAN_STEPS:
        register_case_step(step)

if conf.is_room_on("assessment"):
    register_case_section(hearing_section)
    register_case_section(accepted_section)
    register_case_step(CalledStep)
    register_case_step(CloseStep)
    register_today(calls_today)
    for section in ASSESSMENT_SECTIONS:
        register_case_section(section)
    for step in ASSESSMENT_STEPS:
        register_case_step(step)
    for waiting in ASSESSMENT_TODAY:
        register_today(waiting)

if conf.is_room_on("applications") and conf.is_room_on("awards"):
    register_case_step(IssueForView)
    register_case_section(award_section)
    register_today(to_issue)

if conf.is_room_on("applications") and conf.is_room_on("showcase"):
    register_today(entries_to_write)
    register_today(entries_without_place)

hooks.register("before_delete_snippet", refuse_protected_delete)
hooks.register("before_delete_snippet", refuse_frozen_delete)
hooks.register("register_reports_menu_item", review_menu_item)
hooks.register("before_delete_page", refuse_delete_of_events)
hooks.register("before_bulk_action", refuse_bulk_delete_of_events)
hooks.register("before_bulk_action", refuse_bulk_changes)
hooks.register("register_page_header_buttons", document_buttons)
hooks.register("register_admin_viewset", lambda: showcase_entry_viewset)


@hooks.register("register_admin_urls")
def register_charter_admin_urls():
    """The admin's views that belong to no viewset."""
    own = [*organisation_admin_urlpatterns, *showcase_admin_urlpatterns, *review_urlpatterns]
    if conf.is_room_on("applications") and conf.is_room_on("showcase"):
        own += entries_urlpatterns
    return [*own, *calls_urlpatterns] if conf.is_room_on("assessment") else own


@hooks.register("register_log_actions")
def register_charter_log_actions(actions):
    """The app's own lines in Wagtail's log."""
    actions.register_action(MERGE_ACTION, _("Merge organisations"), _("Organisations merged"))
    actions.register_action(SIGN_OUT_ACTION, _("Sign out everywhere"), _("Signed out everywhere"))
    actions.register_action(TRY_AGAIN_ACTION, _("Try a letter again"), _("Letter waits again"))
