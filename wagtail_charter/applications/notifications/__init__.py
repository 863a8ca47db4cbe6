"""The letters of this room: one function for each, named for what happened."""

from wagtail_charter.applications.notifications.beginning import BEGINNING_LETTERS, application_begun
from wagtail_charter.applications.notifications.casework import (
    CASEWORK_LETTERS,
    application_extended,
    application_paused,
    application_resumed,
)
from wagtail_charter.applications.notifications.facts import place_of
from wagtail_charter.applications.notifications.interest import (
    INTEREST_LETTERS,
    interest_arrived,
    interest_invited,
    interest_not_now,
    interest_received,
)
from wagtail_charter.applications.notifications.messages import (
    MESSAGE_LETTERS,
    message_key,
    preview_message,
    round_message,
)
from wagtail_charter.applications.notifications.questions import (
    QUESTION_LETTERS,
    question_answered,
    question_asked,
    question_reminder,
    question_taken_back,
    reminded_questions,
)
from wagtail_charter.applications.notifications.sending import (
    SENDING_LETTERS,
    application_sent,
    application_withdrawn,
)
from wagtail_charter.applications.notifications.typing_in import TYPING_IN_LETTERS, answer_typed_in

__all__ = [
    "LETTERS",
    "answer_typed_in",
    "application_begun",
    "application_extended",
    "application_paused",
    "application_resumed",
    "application_sent",
    "application_withdrawn",
    "interest_arrived",
    "interest_invited",
    "interest_not_now",
    "interest_received",
    "message_key",
    "place_of",
    "preview_message",
    "question_answered",
    "question_asked",
    "question_reminder",
    "question_taken_back",
    "reminded_questions",
    "round_message",
]

#: What the team reads about each letter of this room.
LETTERS = [
    *INTEREST_LETTERS,
    *BEGINNING_LETTERS,
    *SENDING_LETTERS,
    *TYPING_IN_LETTERS,
    *QUESTION_LETTERS,
    *MESSAGE_LETTERS,
    *CASEWORK_LETTERS,
]
