"""The two pages that the law asks for, and a folder for private files."""

import datetime

from tests.factories.showcase import make_home
from wagtail_charter.governance.models import PersonExport
from wagtail_charter.governance.pages import AccessibilityStatementPage, PrivacyPage

REVIEWED_ON = datetime.date(2026, 11, 1)
REVIEW_ON = datetime.date(2027, 10, 1)


def make_privacy_page(parent=None, **facts):
    """A privacy page that somebody has read."""
    given = {
        "title": "Privacy and cookies", "slug": "privacy", "controller_name": "Test Trust",
        "reviewed_on": REVIEWED_ON, "review_on": REVIEW_ON,
        "review_owner": "Information governance", **facts,
    }  # fmt: skip
    return (parent or make_home()).add_child(instance=PrivacyPage(**given))


def make_statement_page(parent=None, **facts):
    """An accessibility statement that somebody has read."""
    given = {
        "title": "Accessibility statement", "slug": "accessibility", "website": "test.example",
        "reviewed_on": REVIEWED_ON, "review_on": REVIEW_ON,
        "review_owner": "Digital team", "tested_on": REVIEWED_ON, "prepared_on": REVIEWED_ON, **facts,
    }  # fmt: skip
    return (parent or make_home()).add_child(instance=AccessibilityStatementPage(**given))


def keep_private_files_in(folder, monkeypatch):
    """Let copies for people be stored in ``folder``; the fields hold the storage that they began with."""
    for name in ("page", "document"):
        storage = PersonExport._meta.get_field(name).storage
        for place in ("base_location", "location"):
            monkeypatch.setitem(storage.__dict__, place, str(folder))
