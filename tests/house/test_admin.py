"""The "Charter" menu and its lists, as a whole."""

import os
import subprocess
import sys

import pytest
from django.test import RequestFactory
from wagtail.admin.menu import admin_menu
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.admin.viewsets import viewsets
from wagtail.api import APIField
from wagtail.snippets.models import get_snippet_models

from tests.factories.people import make_staff
from tests.house.sources import ROOT
from wagtail_charter.roles import Role

OURS = "wagtail_charter"


def our_viewsets():
    snippets = [model.snippet_viewset for model in get_snippet_models() if model._meta.app_label == OURS]
    others = [viewset for viewset in viewsets.viewsets if type(viewset).__module__.startswith(f"{OURS}.")]
    return {type(viewset).__name__: viewset for viewset in [*snippets, *others]}


def columns_of(viewset):
    """What the list shows; lists of pages have Wagtail's columns."""
    shown = getattr(viewset, "list_display", None)
    return shown if isinstance(shown, (list, tuple)) else []


def test_the_viewsets_are_found():
    assert our_viewsets().keys() >= {"AwardViewSet", "RoundViewSet", "SessionViewSet", "RegionViewSet"}


def test_no_list_asks_the_log_for_the_day_of_each_row():
    """Wagtail's own column of the last change searches the log for every row: a minute at 10,000 rows."""
    slow = {
        name
        for name, viewset in our_viewsets().items()
        for column in columns_of(viewset)
        if isinstance(column, UpdatedAtColumn)
    }

    assert not slow


def test_wagtails_api_for_snippets_knows_none_of_ours():
    """API v3 lists, changes and deletes every snippet with ``api_fields``, past our forms and services."""
    pytest.importorskip("wagtail.api.v3", reason="Wagtail 7.4 has no such API")
    ours = [model for model in get_snippet_models() if model._meta.app_label == OURS]

    assert len(ours) > 10
    assert not [model for model in ours if APIField.get_fields_for_model(model)]


def menu_of(user):
    """The labels of the "Charter" menu in the order in which ``user`` reads them; a submenu is a pair."""
    request = RequestFactory().get("/admin/")
    request.user = user

    def labels(items):
        for item in sorted(items, key=lambda item: item.order):
            label = str(item.label)
            menu = getattr(item, "menu", None)
            yield (label, list(labels(menu.menu_items_for_request(request)))) if menu else label

    whole = [label for label in labels(admin_menu.menu_items_for_request(request)) if label[0] == "Charter"]
    return whole[0][1]


FRAMEWORK = ["Editions", "Themes of the charter", "Evidence statements", "Award levels"]
LISTS = [
    "Regions",
    "Integrated care boards",
    "Groups of settings",
    "Settings of services",
    "Themes of services",
]
WORDS = ["Topics of resources", "Audiences of resources", "Abbreviations"]


@pytest.mark.django_db
def test_the_menu_follows_the_officers_work():
    assert menu_of(make_staff(Role.OFFICER)) == [
        "Today",
        "Awards",
        "Expressions of interest",
        "Rounds",
        "Messages to rounds",
        "Action plans",
        "Training sessions",
        "Concerns",
        "Letters",
        "Claims",
        "Memberships",
        "Organisations",
        "Services",
        "Named contacts",
        "Portal accounts",
        ("Framework", FRAMEWORK),
        ("Classifications", [*LISTS, *WORDS]),
    ]


@pytest.mark.django_db
def test_the_menu_shows_each_role_what_it_may_open():
    assert menu_of(make_staff(Role.EDITOR)) == [
        "Awards",
        "Training sessions",
        "Organisations",
        "Services",
        "Named contacts",
        ("Classifications", [*LISTS, *WORDS]),
    ]
    assert menu_of(make_staff(Role.CHAIR)) == [
        "Today",
        "Awards",
        "Rounds",
        "Action plans",
        "Organisations",
        "Services",
        ("Framework", ["Editions"]),
    ]


PROFILE_SCRIPT = """
import django; django.setup()
from django.core.management import call_command
from django.urls import NoReverseMatch, reverse
from wagtail.models import Page
from wagtail_charter.models import ResourceIndexPage, ShowcaseIndexPage, TrainingIndexPage

def known(name):
    try:
        return bool(reverse(name))
    except NoReverseMatch:
        return False

call_command("migrate", "contenttypes", verbosity=0)
parent = Page(title="Home")
for name in ("charter_sessions:index", "charter_round:index", "charter_applications_modeladmin_index",
             "wagtailsnippets_wagtail_charter_resourcetopic:list", "wagtailsnippets_wagtail_charter_award:list"):
    print(name, known(name))
for model in (TrainingIndexPage, ResourceIndexPage, ShowcaseIndexPage):
    print(model.__name__, model.can_create_at(parent))
"""

ALL = {
    "charter_sessions:index",
    "charter_round:index",
    "charter_applications_modeladmin_index",
    "wagtailsnippets_wagtail_charter_resourcetopic:list",
    "wagtailsnippets_wagtail_charter_award:list",
    "TrainingIndexPage",
    "ResourceIndexPage",
    "ShowcaseIndexPage",
}
APPLYING = {"charter_round:index", "charter_applications_modeladmin_index"}
LEARNING = {
    "charter_sessions:index",
    "wagtailsnippets_wagtail_charter_resourcetopic:list",
    "TrainingIndexPage",
    "ResourceIndexPage",
}


@pytest.mark.parametrize(
    ("profile", "on"),
    [("scheme", ALL), ("participant", ALL - APPLYING), ("showcase", ALL - APPLYING - LEARNING)],
)
def test_a_room_that_is_off_has_no_address_in_the_admin_and_no_page_to_add(profile, on, tmp_path):
    (tmp_path / "profile_settings.py").write_text(
        f"from tests.settings import *\nWAGTAIL_CHARTER = {{**WAGTAIL_CHARTER, 'PROFILE': {profile!r}}}\n"
    )
    env = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)]),
        "DJANGO_SETTINGS_MODULE": "profile_settings",
    }

    found = subprocess.run(
        [sys.executable, "-c", PROFILE_SCRIPT], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )

    assert found.returncode == 0, found.stderr
    answers = dict(line.split() for line in found.stdout.splitlines())
    assert {name for name, answer in answers.items() if answer == "True"} == on
    assert answers.keys() == ALL
