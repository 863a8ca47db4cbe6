"""Wagtail's report of everything that was changed: it names no application to people who may not open it."""

import pytest
from django.urls import reverse

from tests.factories.applications import make_application, make_staff
from tests.factories.organisations import make_service

pytestmark = pytest.mark.django_db


def test_site_history_names_no_service_of_an_application(client):
    """Wagtail shows the log of a whole model to whoever may see some of it."""
    application = make_application(make_service("Harbour team"))
    keeper = make_staff("view_application", "change_application")
    client.force_login(keeper)
    facts = {"lead_name": "Sam Secret", "lead_email": "sam@trust.example"}
    facts |= {"caseworker": keeper.pk, "is_restricted": "on"}
    assert client.post(f"/admin/charter/applications/edit/{application.pk}/", facts).status_code == 302

    client.force_login(make_staff("view_application"))
    for query in ({}, {"export": "csv"}):
        response = client.get(reverse("wagtailadmin_reports:site_history"), query)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        assert application.reference in content.decode()
        assert "Harbour team" not in content.decode()
        assert "Sam Secret" not in content.decode()
