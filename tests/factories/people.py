"""Who works in the admin."""

from itertools import count

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command

from wagtail_charter.roles import Role

_numbers = count(1)


def make_staff(*roles, **facts):
    """A user of the admin with the permissions of ``roles`` (none: a user without any), never a superuser."""
    name = facts.pop("username", f"person{next(_numbers)}")
    user = get_user_model().objects.create_user(username=name, email=f"{name}@example.org", **facts)
    if roles:
        call_command("charter_create_groups", stdout=_Silence())
        user.groups.set(Group.objects.filter(name__in=[str(role) for role in roles]))
    return user


def make_officer(**facts):
    """An officer of the charter team."""
    return make_staff(Role.OFFICER, **facts)


class _Silence:
    def write(self, text):
        """Keep quiet."""
