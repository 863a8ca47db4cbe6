"""Rounds and applications as the services enter them."""

import datetime
from itertools import count

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.utils import timezone

from tests.factories.organisations import make_service
from wagtail_charter.applications.models import ExpressionOfInterest, Round, TeamMember
from wagtail_charter.applications.services import enter_application
from wagtail_charter.events.services import SYSTEM, begin
from wagtail_charter.framework.models import FrameworkEdition

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
