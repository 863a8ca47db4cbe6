"""What happens to applications: interest, beginning, entering them, writing, sending, and who looks after them."""

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
from wagtail_charter.applications.services.messages import (
    change_message,
    confirm_message,
    left_out,
    message_leads,
    send_due_messages,
    stop_message,
    write_message,
)
from wagtail_charter.applications.services.questions import (
    answer_question,
    ask_question,
    remind_of_questions,
    take_back_question,
)
from wagtail_charter.applications.services.sending import send_application, withdraw_application
from wagtail_charter.applications.services.typing_in import type_in_answer
from wagtail_charter.applications.services.writing import (
    AnswerChanged,
    WritingClosed,
    change_lead_name,
    keep_words,
    save_answer,
)

__all__ = [
    "AnswerChanged",
    "BegunByColleague",
    "CannotBegin",
    "TooManyMessages",
    "WritingClosed",
    "accept_invitation",
    "answer_not_now",
    "answer_question",
    "ask_question",
    "begin_application",
    "change_case",
    "change_lead_name",
    "change_message",
    "confirm_message",
    "enter_application",
    "express_interest",
    "invite_interest",
    "keep_words",
    "left_out",
    "message_leads",
    "new_reference",
    "remind_of_questions",
    "reopen_interest",
    "save_answer",
    "searchable_text",
    "send_application",
    "send_due_messages",
    "stop_message",
    "take_back_question",
    "type_in_answer",
    "withdraw_application",
    "withdraw_interest",
    "write_message",
]
