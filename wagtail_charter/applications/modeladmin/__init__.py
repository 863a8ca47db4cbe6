"""The list of applications in the admin: the one place of ``wagtail-modeladmin``, for its permissions object by object."""

from wagtail_charter.applications.modeladmin.cases import ApplicationAdmin

__all__ = ["ApplicationAdmin"]
