"""Addresses of the room's own views in the admin."""

from django.urls import path

from wagtail_charter.organisations.views import OrganisationMergeView

admin_urlpatterns = [
    path(
        "charter/organisations/<int:pk>/merge/",
        OrganisationMergeView.as_view(),
        name="charter_merge_organisation",
    ),
]
