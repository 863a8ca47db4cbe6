"""The people who work in the admin of the demo, none of them a superuser."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from wagtail_charter.roles import Role

#: For the demo only; ``load_demo`` refuses to run where DEBUG is off.
PASSWORD = "open-pathways-demo"  # noqa: S105

#: A group of this host beside those of the app: they write entries, and publish nothing.
WRITERS = "Showcase writers"

PEOPLE = [
    ("editor", "Ella", "Marsh", "Web editor", Role.EDITOR),
    ("officer", "Owen", "Adair", "Charter officer", Role.OFFICER),
    ("chair", "Chidi", "Hale", "Panel chair", Role.CHAIR),
    ("writer", "Wren", "Sallow", "Showcase writer of a service", WRITERS),
    ("governance", "Gwen", "Ford", "Information governance lead", Role.GOVERNANCE),
]


def load_people():
    """Make one person for each role, if they are not there. Returns ``{username: user}``."""
    users = {}
    for username, first_name, last_name, job_title, role in PEOPLE:
        user, made = get_user_model().objects.get_or_create(
            username=username,
            defaults={
                "first_name": first_name,
                "last_name": last_name,
                "job_title": job_title,
                "email": f"{username}@example.org",
            },
        )
        if made:
            user.set_password(PASSWORD)
            user.save()
        user.groups.add(Group.objects.get_or_create(name=str(role))[0])
        users[username] = user
    return users
