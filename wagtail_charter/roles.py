"""Who works in the admin, and the permissions that each of them needs."""

from enum import StrEnum


class Role(StrEnum):
    """A group of the host's admin, made by ``manage.py charter_create_groups``."""

    EDITOR = "Charter web editor"
    OFFICER = "Charter officer"
    CHAIR = "Charter panel chair"
    GOVERNANCE = "Charter information governance"
