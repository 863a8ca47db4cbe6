"""What happens to applications: entering them, writing, sending, and who looks after them."""

from wagtail_charter.applications.services.cases import (
    change_case,
    enter_application,
    new_reference,
    searchable_text,
)

__all__ = [
    "change_case",
    "enter_application",
    "new_reference",
    "searchable_text",
]
