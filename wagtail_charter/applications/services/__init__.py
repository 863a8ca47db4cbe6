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
    hold_application,
    new_reference,
    searchable_text,
)
from wagtail_charter.applications.services.casework import (
    assign_case,
    extend_application,
    note_contact,
    pause_case,
    plan_next_step,
    resume_case,
    start_checking,
    withdraw_for_applicant,
)
from wagtail_charter.applications.services.finding import connect, refresh_search
from wagtail_charter.applications.services.interest import (
    TooManyMessages,
    answer_not_now,
    express_interest,
    invite_interest,
    reopen_interest,
    withdraw_interest,
)
from wagtail_charter.applications.services.leaving import leave_organisation
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
from wagtail_charter.applications.services.typing_in import type_in_answer, type_in_asked_answer
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
    "assign_case",
    "begin_application",
    "change_case",
    "change_lead_name",
    "change_message",
    "confirm_message",
    "connect",
    "enter_application",
    "express_interest",
    "extend_application",
    "hold_application",
    "invite_interest",
    "keep_words",
    "leave_organisation",
    "left_out",
    "message_leads",
    "new_reference",
    "note_contact",
    "pause_case",
    "plan_next_step",
    "refresh_search",
    "remind_of_questions",
    "reopen_interest",
    "resume_case",
    "save_answer",
    "searchable_text",
    "send_application",
    "send_due_messages",
    "start_checking",
    "stop_message",
    "take_back_question",
    "type_in_answer",
    "type_in_asked_answer",
    "withdraw_application",
    "withdraw_for_applicant",
    "withdraw_interest",
    "write_message",
]
