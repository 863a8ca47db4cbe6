"""Rows held until the transaction ends, so that two people who act at once act one after the other."""

from django.contrib.auth import get_user_model

from wagtail_charter.applications.models import Application
from wagtail_charter.assessment.models import Outcome


def hold_application(pk):
    """The application ``pk`` with what deciding reads of it."""
    rows = Application.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("service__provider", "round__edition", "round__contact", "contact").get(pk=pk)


def hold_outcome(pk):
    """The outcome ``pk``; its application is held first, as everywhere."""
    application = hold_application(Outcome.objects.values_list("application_id", flat=True).get(pk=pk))
    outcome = Outcome.objects.select_related("level", "version").get(pk=pk)
    outcome.application = application
    return outcome


def person_of(by):
    """``by`` as somebody of the admin, for a column that names them; ``None`` for the system."""
    return by if isinstance(by, get_user_model()) else None
