"""What happens to applications: entering them, writing, sending, and who looks after them."""

from wagtail_charter.applications.services.beginning import (
    BegunByColleague,
    CannotBegin,
    accept_invitation,
    begin_application,
)
from wagtail_charter.applications.services.cases import (
    change_case,
    enter_application,
    new_reference,
    searchable_text,
)
from wagtail_charter.applications.services.interest import (
    TooManyMessages,
    answer_not_now,
    express_interest,
    invite_interest,
    reopen_interest,
    withdraw_interest,
)

__all__ = [
    "BegunByColleague",
    "CannotBegin",
    "TooManyMessages",
    "accept_invitation",
    "answer_not_now",
    "begin_application",
    "change_case",
    "enter_application",
    "express_interest",
    "invite_interest",
    "new_reference",
    "reopen_interest",
    "searchable_text",
    "withdraw_interest",
]
