"""The list of applications as a spreadsheet."""

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.states import ApplicationState

BATCH = 2000
HEADER = [
    _("Reference"),
    _("Service"),
    _("Provider"),
    _("Round"),
    _("State"),
    _("Lead"),
    _("Lead's e-mail"),
    _("Caseworker"),
    _("Restricted"),
    _("Made"),
    _("Sent"),
    _("Decided"),
]
_STATE, _IS_RESTRICTED = 4, 8


def application_rows(applications):
    """The rows below ``HEADER``, read in batches so that a long list needs little memory."""
    paths = [
        "reference",
        "service__name",
        "service__provider__name",
        "round__label",
        "state",
        "lead_name",
        "lead_email",
        f"caseworker__{get_user_model().USERNAME_FIELD}",
        "is_restricted",
        "created_at",
        "sent_at",
        "decided_at",
    ]
    names = {value: str(label) for value, label in ApplicationState.choices}
    for row in applications.values_list(*paths).iterator(chunk_size=BATCH):
        cells = list(row)
        cells[_STATE] = names.get(cells[_STATE], cells[_STATE])
        cells[_IS_RESTRICTED] = str(_("Yes")) if cells[_IS_RESTRICTED] else str(_("No"))
        yield cells
