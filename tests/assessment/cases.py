"""An application in the portal, with its page, its owner and an outcome, as the stories of this room begin."""

import re

from tests.factories.accounts import make_account
from tests.factories.applications import make_application_page, make_team_member
from tests.factories.assessment import make_outcome, make_sent_application

DOOR = "/charter-scheme/press"


def make_case(**facts):
    """A sent application with a page to live under and an owner; returns both."""
    owner = make_account(name="Alex Owner")
    application = make_sent_application(**facts)
    make_application_page(application.round)
    make_team_member(application, owner)
    return application, owner


def make_result(*, level=None, ratings=2, **words):
    """A released outcome and the owner of its application."""
    application, owner = make_case()
    outcome = make_outcome(application, level=level, ratings=ratings, released=True, **words)
    return outcome, owner


def address(application, below=""):
    """A page of the application."""
    return f"/apply/{application.reference}/{below}"


def door(path):
    """Where the form of the page at ``path`` is pressed."""
    return f"{DOOR}{path}"


def text_of(answer):
    """What a page says, tags and doubled spaces left out."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))
