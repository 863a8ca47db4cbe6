"""Rounds and applications as the services enter them."""

import datetime
from itertools import count

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.models import Site

from tests.factories.accounts import make_account
from tests.factories.framework import make_edition
from tests.factories.organisations import make_service
from wagtail_charter.applications.models import ExpressionOfInterest, Round, StatementAnswer, TeamMember
from wagtail_charter.applications.pages import ApplicationPage
from wagtail_charter.applications.services import enter_application
from wagtail_charter.applications.states import ApplicationState
from wagtail_charter.events.services import SYSTEM, begin
from wagtail_charter.framework.models import EvidenceStatement, FrameworkEdition

_numbers = count(1)


def make_round(label="", **facts):
    """A round that is open now."""
    now = timezone.now()
    if "edition" not in facts:
        facts["edition"], _made = FrameworkEdition.objects.get_or_create(
            version="test-1", defaults={"name": "Test Charter"}
        )
    given = {
        "opens_at": now - datetime.timedelta(days=30),
        "closes_at": now + datetime.timedelta(days=60),
        **facts,
    }
    return Round.objects.create(label=label or f"Round {next(_numbers)}", **given)


def make_application(service=None, *, round=None, by=SYSTEM, **facts):
    """An application in a round of its own unless ``round`` is given; ``at_state`` for any state but the first."""
    given = {"lead_name": "Sam Lead", "lead_email": "sam@trust.example", **facts}
    return enter_application(service or make_service(), round=round or make_round(), by=by, **given)


def make_team_member(application, account, role="owner"):
    """``account`` works on ``application``."""
    return TeamMember.objects.create(application=application, account=account, role=role)


def make_interest(**facts):
    """An expression of interest that nobody has answered."""
    number = next(_numbers)
    given = {
        "reference": f"I-TEST-{number}",
        "press_key": f"press-{number}",
        "name": "Sam Lead",
        "email": "sam@trust.example",
        "organisation_name": "Test Trust",
        "service_name": "Test Service",
        **facts,
    }
    return begin(ExpressionOfInterest(**given), by=SYSTEM)


def make_staff(*permissions, username=""):
    """Somebody who signs in to the admin and has ``permissions`` of our app (``"view_application"``) by a group."""
    number = next(_numbers)
    user = get_user_model().objects.create_user(username or f"officer-{number}", password="secret")
    group = Group.objects.create(name=f"Group {number}")
    ours = Permission.objects.filter(content_type__app_label="wagtail_charter", codename__in=permissions)
    group.permissions.set(
        [*ours, Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin")]
    )
    missing = set(permissions) - {permission.codename for permission in ours}
    if missing:
        raise ValueError(f"No such permissions: {missing}")
    user.groups.add(group)
    return user


def make_application_page(round=None, *, slug="apply", **facts):
    """A live application page below the front page of the default site."""
    home = Site.objects.get(is_default_site=True).root_page
    return home.add_child(instance=ApplicationPage(title="Apply", slug=slug, round=round, **facts))


def make_draft(account=None, *, statements=3, role="owner", **facts):
    """An application that ``account`` (made unless given) writes, in an open round of an edition of its own."""
    round = facts.pop("round", None) or make_round(edition=make_edition(statements=statements))
    application = make_application(round=round, **{"at_state": ApplicationState.DRAFTING, **facts})
    make_team_member(application, account or make_account(), role)
    return application


def statements_of(application):
    """The statements that ``application`` answers, in their order."""
    return list(EvidenceStatement.objects.for_edition(application.round.edition))


def make_answer(application, statement, text="Words", **facts):
    """An answer as it is saved."""
    return StatementAnswer.objects.create(application=application, statement=statement, text=text, **facts)


def complete(application):
    """Every statement of ``application`` answered and completed."""
    for statement in statements_of(application):
        make_answer(application, statement, f"What we do about {statement.code}.", is_complete=True)
    return application
