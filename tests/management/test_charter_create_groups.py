"""The groups of the admin: made once, added to, never taken from."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from wagtail_charter.roles import MODEL_PERMISSIONS, Role

pytestmark = pytest.mark.django_db


def granted(role):
    group = Group.objects.get(name=str(role))
    return set(
        group.permissions.filter(content_type__app_label="wagtail_charter").values_list("codename", flat=True)
    )


@pytest.mark.parametrize("role", list(Role))
def test_each_role_gets_its_permissions_and_no_others(role):
    call_command("charter_create_groups", verbosity=0)

    assert granted(role) == MODEL_PERMISSIONS[role]


def test_a_second_run_keeps_what_a_host_added():
    call_command("charter_create_groups", verbosity=0)
    group = Group.objects.get(name=str(Role.EDITOR))
    extra = Permission.objects.get(content_type__app_label="wagtail_charter", codename="view_application")
    group.permissions.add(extra)

    call_command("charter_create_groups", verbosity=0)

    assert granted(Role.EDITOR) == MODEL_PERMISSIONS[Role.EDITOR] | {"view_application"}
    assert Group.objects.filter(name__startswith="Charter").count() == len(Role)
