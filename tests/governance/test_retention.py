"""Letting go: nothing younger than its period, nothing older left, and nothing under a hold."""

from io import StringIO

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db


def test_plan_runs():
    out = StringIO()
    call_command("charter_retention", stdout=out)
    print(out.getvalue())
