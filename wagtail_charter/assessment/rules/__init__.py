"""What the scheme asks: which level ratings reach, how far a level may be moved, and how feedback is put."""

from wagtail_charter.assessment.rules.deciding import (
    RATING_STATES,
    check_level,
    check_may_be_decided,
    check_words,
    ladder_of,
    nearby_levels,
)
from wagtail_charter.assessment.rules.levels import (
    NOT_READY_YET,
    Charter,
    Explanation,
    RatedStatement,
    RatingsRefused,
    Rule,
    RuleResult,
    explain_level,
    rating_faults,
)
from wagtail_charter.assessment.rules.releasing import next_release_time
from wagtail_charter.assessment.rules.wording import opening_words

__all__ = [
    "NOT_READY_YET",
    "RATING_STATES",
    "Charter",
    "Explanation",
    "RatedStatement",
    "RatingsRefused",
    "Rule",
    "RuleResult",
    "check_level",
    "check_may_be_decided",
    "check_words",
    "explain_level",
    "ladder_of",
    "nearby_levels",
    "next_release_time",
    "opening_words",
    "rating_faults",
]
