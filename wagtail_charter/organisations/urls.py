"""Addresses of the room's own views, in the portal and in the admin."""

from django.urls import path

from wagtail_charter.organisations.views import (
    OrganisationMergeView,
    answer_as_owner,
    claim,
    claim_sent,
    withdraw,
)

urlpatterns = [
    path("claim/", claim, name="claim"),
    path("claim/<int:pk>/", claim_sent, name="claim_sent"),
    path("claim/<int:pk>/answer/", answer_as_owner, name="claim_answer"),
    path("claim/<int:pk>/withdraw/", withdraw, name="claim_withdraw"),
]

admin_urlpatterns = [
    path(
        "charter/organisations/<int:pk>/merge/",
        OrganisationMergeView.as_view(),
        name="charter_merge_organisation",
    ),
]
