"""What happens to applications: entering them, writing, sending, and who looks after them."""

from wagtail_charter.applications.services.cases import (
    change_case,
    enter_application,
    new_reference,
    searchable_text,
)
from wagtail_charter.applications.services.sending import send_application, withdraw_application
from wagtail_charter.applications.services.writing import (
    AnswerChanged,
    WritingClosed,
    change_lead_name,
    keep_words,
    save_answer,
)

__all__ = [
    "AnswerChanged",
    "WritingClosed",
    "change_case",
    "change_lead_name",
    "enter_application",
    "keep_words",
    "new_reference",
    "save_answer",
    "searchable_text",
    "send_application",
    "withdraw_application",
]
