"""Rows held until the transaction ends, so that two people who act at once act one after the other."""

from django.contrib.auth import get_user_model

from wagtail_charter.applications.models import Application
from wagtail_charter.applications.services import hold_application
from wagtail_charter.assessment.models import Outcome


def hold_outcome(pk):
    """The outcome ``pk``; its application is held first, as everywhere."""
    application = hold_application(Application.objects.get(outcome=pk))
    outcome = Outcome.objects.select_related("level", "version").get(pk=pk)
    outcome.application = application
    return outcome


def person_of(by):
    """``by`` as somebody of the admin, for a column that names them; ``None`` for the system."""
    return by if isinstance(by, get_user_model()) else None
