"""May this award be given, until when does it stand, and what do its dates bring?"""

from wagtail_charter.awards.rules.dates import (
    DatedLetter,
    Renewal,
    dated_letters,
    due_letter,
    last_day_of_grace,
    renewal_of,
)
from wagtail_charter.awards.rules.giving import (
    FIRST_YEAR,
    check_dates,
    check_day_has_come,
    check_not_issued_yet,
    is_listed_by_default,
    is_past,
    last_day,
    may_name,
    new_reference,
    possible_steps,
)

__all__ = [
    "FIRST_YEAR",
    "DatedLetter",
    "Renewal",
    "check_dates",
    "check_day_has_come",
    "check_not_issued_yet",
    "dated_letters",
    "due_letter",
    "is_listed_by_default",
    "is_past",
    "last_day",
    "last_day_of_grace",
    "may_name",
    "new_reference",
    "possible_steps",
    "renewal_of",
]
